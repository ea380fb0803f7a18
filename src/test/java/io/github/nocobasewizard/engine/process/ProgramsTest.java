package io.github.nocobasewizard.engine.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nocobasewizard.engine.process.Machine.Os;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProgramsTest {
  private static final Path HOME = Path.of("/Users/anna");

  /// What a program gets that is started from the Finder.
  private static final Map<String, String> FINDER = Map.of("PATH", "/usr/bin:/bin:/usr/sbin:/sbin");

  @Test
  void takesTheFirstOfThePath() {
    Map<String, String> environment = Map.of("PATH", "/opt/docker:/usr/bin");

    assertThat(find(Os.LINUX, environment, "docker", "/usr/bin/docker", "/opt/docker/docker"))
        .contains(Path.of("/opt/docker/docker"));
  }

  @Test
  void findsDockerDesktopOnMacOsWithTheBarePathOfTheFinder() {
    for (String place :
        List.of(
            "/usr/local/bin/docker",
            "/opt/homebrew/bin/docker",
            "/Users/anna/.docker/bin/docker",
            "/Applications/Docker.app/Contents/Resources/bin/docker",
            "/Users/anna/Applications/Docker.app/Contents/Resources/bin/docker",
            "/Users/anna/.orbstack/bin/docker")) {
      assertThat(find(Os.MACOS, FINDER, "docker", place)).contains(Path.of(place));
    }
  }

  @Test
  void findsDockerDesktopOnWindowsBeforeThePathHasIt() {
    Map<String, String> environment = Map.of("Path", "C:\\Windows", "ProgramFiles", "/pf");

    assertThat(
            find(Os.WINDOWS, environment, "docker", "/pf/Docker/Docker/resources/bin/docker.exe"))
        .contains(Path.of("/pf/Docker/Docker/resources/bin/docker.exe"));
  }

  @Test
  void findsNothingIfThereIsNothing() {
    assertThat(find(Os.MACOS, FINDER, "docker")).isEmpty();
    assertThat(find(Os.LINUX, Map.of(), "docker")).isEmpty();
  }

  /// A relative part of the path would mean another program in each folder.
  @Test
  void passesOverRelativePartsOfThePath() {
    Map<String, String> environment = Map.of("PATH", ":.:bin:\0:/usr/bin");

    assertThat(find(Os.LINUX, environment, "docker", "docker", "bin/docker", "./docker")).isEmpty();
  }

  @Test
  void findsComposeAsAPlugInOrAsAProgramOfItsOwn() {
    Set<Path> there =
        Set.of(
            Path.of("/usr/bin/docker-compose"),
            Path.of("/Users/anna/.docker/cli-plugins/docker-compose"));

    assertThat(
            new Programs(new Machine(Os.LINUX, Map.of(), HOME), there::contains).composePrograms())
        .containsExactly(
            Path.of("/Users/anna/.docker/cli-plugins/docker-compose"),
            Path.of("/usr/bin/docker-compose"));
  }

  @Test
  void givesChildrenAPathWithDockersPlaces() {
    Programs programs = new Programs(new Machine(Os.MACOS, FINDER, HOME), path -> false);

    assertThat(programs.path(Path.of("/x/bin")))
        .startsWith("/x/bin:/usr/bin:/bin:/usr/sbin:/sbin:")
        .contains(":/Applications/Docker.app/Contents/Resources/bin")
        .doesNotContain("::");
  }

  @Test
  void leavesOnePathOnly() {
    Machine machine = new Machine(Os.WINDOWS, Map.of("Path", "C:\\Windows"), HOME);
    Map<String, String> environment = new HashMap<>(Map.of("Path", "C:\\Windows", "OTHER", "1"));

    new Programs(machine, path -> false).extendPath(environment, Path.of("/x"));

    assertThat(environment).containsOnlyKeys("PATH", "OTHER");
    assertThat(environment.get("PATH")).startsWith("/x;C:\\Windows;");
  }

  private static Optional<Path> find(
      Os os, Map<String, String> environment, String name, String... there) {
    Set<Path> files = new HashSet<>();
    for (String file : there) {
      files.add(Path.of(file));
    }
    return new Programs(new Machine(os, environment, HOME), files::contains).find(name);
  }
}
