package io.github.nocobasewizard.installation.edit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nocobasewizard.engine.ImageReference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A project folder for tests.
final class Sandbox {
  static final ImageReference TARGET = ImageReference.parse("nocobase/nocobase:2.2.15-full");

  private final Path folder;
  private final Map<String, String> environment = new HashMap<>();
  private List<Path> files = List.of();
  private List<Path> environmentFiles = List.of();
  private boolean namesIgnoreCase;

  Sandbox(Path folder) {
    this.folder = folder;
  }

  Sandbox file(String name, String text) {
    return file(name, text.getBytes(StandardCharsets.UTF_8));
  }

  Sandbox file(String name, byte[] bytes) {
    try {
      Path path = folder.resolve(name);
      Files.createDirectories(path.getParent());
      Files.write(path, bytes);
      return this;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  Sandbox compose(String text) {
    return file("docker-compose.yml", text);
  }

  Sandbox env(String text) {
    return file(".env", text);
  }

  Sandbox shell(String name, String value) {
    environment.put(name, value);
    return this;
  }

  Sandbox files(String... names) {
    files = List.of(names).stream().map(Path::of).toList();
    return this;
  }

  Sandbox environmentFiles(String... names) {
    environmentFiles = List.of(names).stream().map(Path::of).toList();
    return this;
  }

  Sandbox namesIgnoreCase() {
    namesIgnoreCase = true;
    return this;
  }

  Path path(String name) {
    return folder.resolve(name);
  }

  ProjectSource source() {
    return new ProjectSource(folder, files, environmentFiles, environment, namesIgnoreCase);
  }

  ProjectFiles read() {
    return ProjectFiles.read(source());
  }

  ImageLocation locate(String service) {
    return read().locate(service);
  }

  EditPlan plan(String... services) {
    return read().plan(Set.of(services), TARGET);
  }

  EditPlan.Planned planned(String... services) {
    EditPlan plan = plan(services);
    assertThat(plan).isInstanceOf(EditPlan.Planned.class);
    return (EditPlan.Planned) plan;
  }

  /// The one file that changes when `app` moves to [#TARGET], with its new text.
  String edited(String name) {
    return edited(name, planned("app"));
  }

  String edited(String name, EditPlan.Planned plan) {
    assertThat(plan.edits()).hasSize(1);
    FileEdit edit = plan.edits().getFirst();
    assertThat(edit.file()).isEqualTo(path(name));
    return new String(edit.after(), StandardCharsets.UTF_8);
  }

  Refused refused(String... services) {
    EditPlan plan = plan(services);
    assertThat(plan).isInstanceOf(Refused.class);
    return (Refused) plan;
  }
}
