package io.github.nocobasewizard.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nocobasewizard.engine.Mirror;
import io.github.nocobasewizard.run.Journal;
import io.github.nocobasewizard.run.RunStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.apache.commons.io.FileUtils;

/// A report holds what helps, and none of the secrets in whatever form they stand.
class SupportReportTest {
  private static Path folder;
  private static Path run;

  /// One folder and one journal for all tries: each line of a journal waits for the disk.
  @BeforeContainer
  static void makeRun() throws IOException {
    folder = Files.createTempDirectory("report");
    var store = new RunStore(folder.resolve("runs"), Clock.systemUTC());
    var beginning =
        new RunStore.Beginning(
            RunStore.Kind.UPGRADE, "k", "shop", "/home/ann.other/shop", "2.2.0", "2.2.15", "");
    try (Journal journal = store.begin(beginning)) {
      journal.write(RunStore.STEP, Map.of("name", "START"));
      run = journal.folder();
    }
  }

  @AfterContainer
  static void removeFolder() throws IOException {
    FileUtils.deleteDirectory(folder.toFile());
  }

  @Property(tries = 1_000, shrinking = ShrinkingMode.OFF)
  void noSecretIsInTheReport(@ForAll long seed) throws IOException {
    Path project = Files.createDirectories(folder.resolve("project"));
    var fuzzed = new FuzzedInstallation(seed, project);
    fuzzed.write();

    Map<String, String> report = report(fuzzed);

    assertThat(report.keySet())
        .contains("report.txt", "logs/shop-app-1.txt", "setup/1-docker-compose.yml.txt")
        .anyMatch(name -> name.endsWith("journal.txt"))
        .anyMatch(name -> name.endsWith("log.txt"))
        .anyMatch(name -> name.endsWith(".env.txt"));
    for (String secret : fuzzed.all()) {
      for (String form : forms(secret)) {
        report.forEach((name, text) ->
            assertThat(text.contains(form))
                .as("seed %d: %s has %s as %s:%n%s", seed, name, secret, form, text)
                .isFalse());
      }
    }
    report.forEach((name, text) ->
        assertThat(text)
            .as(name)
            .doesNotContain(fuzzed.home.substring("/home/".length()))
            .doesNotContain("ann.other"));
    assertThat(report.get("setup/1-docker-compose.yml.txt"))
        .contains("image: nocobase/nocobase:2.2.0-full", "DB_PASSWORD");
    assertThat(report.get("report.txt")).containsPattern("Mirror:? +mirror.example.com");
    assertThat(report.get("logs/shop-app-1.txt"))
        .contains("connecting to postgres://shop:•••@db.example.com:5432/shop")
        .contains("reading /home/<user>/nocobase/.env");
  }

  private Map<String, String> report(FuzzedInstallation fuzzed) throws IOException {
    var out = new ByteArrayOutputStream();
    new SupportReport(
            fuzzed.engine(), "0.1.0", Mirror.parse("mirror.example.com"), Clock.systemUTC())
        .write(
            out,
            new SupportReport.Subject(
                Optional.of(fuzzed.installation()),
                List.of(fuzzed.run(run)),
                List.of("The new version did not start", "password: " + fuzzed.inAddress)));
    return read(out.toByteArray());
  }

  static Map<String, String> read(byte[] bytes) throws IOException {
    Map<String, String> parts = new LinkedHashMap<>();
    try (var zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        parts.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return parts;
  }

  /// How a secret could have been written, made independently of the program.
  private static List<String> forms(String secret) {
    byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
    String form = URLEncoder.encode(secret, StandardCharsets.UTF_8);
    List<String> forms = new ArrayList<>(List.of(secret, form, form.replace("+", "%20")));
    forms.add(secret.replace("\\", "\\\\").replace("\"", "\\\""));
    forms.add(secret.replace("'", "''"));
    forms.add(secret.replace("$", "$$"));
    forms.add(HexFormat.of().formatHex(bytes));
    for (int before = 0; before < 3; before++) {
      byte[] shifted = new byte[before + bytes.length];
      System.arraycopy(bytes, 0, shifted, before, bytes.length);
      for (var encoder : List.of(Base64.getEncoder(), Base64.getUrlEncoder())) {
        String encoded = encoder.withoutPadding().encodeToString(shifted);
        forms.add(encoded.substring(before == 0 ? 0 : 4, encoded.length() - 2));
      }
    }
    forms.removeIf(it -> it.length() < 4);
    return forms;
  }
}
