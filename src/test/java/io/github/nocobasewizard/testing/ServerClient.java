package io.github.nocobasewizard.testing;

import io.github.nocobasewizard.installation.Database;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The client programs in a database server's container, used as its administrator would. The database
/// is called `nocobase`.
public record ServerClient(String container, Database.Kind kind, String user, String password) {

  private boolean postgres() {
    return kind == Database.Kind.POSTGRES;
  }

  /// Runs SQL; it may be long.
  public String sql(String sql) throws IOException, InterruptedException {
    return run(
        sql,
        postgres()
            ? postgres("psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-d", "nocobase")
            : mysql("", "--batch", "--skip-column-names", "nocobase"));
  }

  /// Everything in the database as text: how it is made, and what is in it.
  public String everything() throws IOException, InterruptedException {
    return schema() + "\n" + data();
  }

  /// Everything in the database as text, in an order that does not depend on where rows lie.
  public String data() throws IOException, InterruptedException {
    String dump =
        postgres()
            ? run("", postgres("pg_dump", "--data-only", "--inserts", "nocobase"))
            : run(
                "",
                mysql(
                    "dump",
                    "--no-create-info",
                    "--skip-triggers",
                    "--skip-extended-insert",
                    "--hex-blob",
                    "--skip-comments",
                    "nocobase"));
    return withoutNoise(dump).sorted().collect(Collectors.joining("\n"));
  }

  /// How everything is made, as text.
  public String schema() throws IOException, InterruptedException {
    String dump =
        postgres()
            ? run("", postgres("pg_dump", "--schema-only", "nocobase"))
            : run(
                "",
                mysql(
                    "dump",
                    "--no-data",
                    "--routines",
                    "--triggers",
                    "--events",
                    "--skip-comments",
                    "nocobase"));
    return withoutNoise(dump).collect(Collectors.joining("\n"));
  }

  /// New clients mark plain dumps with a word made by chance.
  private static Stream<String> withoutNoise(String dump) {
    return dump.lines().filter(line -> !line.matches("\\\\(un)?restrict .*"));
  }

  private List<String> postgres(String program, String... rest) {
    List<String> command = new ArrayList<>(List.of(program, "-h", "127.0.0.1", "-U", user, "-w"));
    command.addAll(List.of(rest));
    return command;
  }

  private List<String> mysql(String suffix, String... rest) {
    String program = kind == Database.Kind.MARIADB ? "mariadb" : "mysql";
    String dump = program.equals("mariadb") ? "-dump" : "dump";
    List<String> command = new ArrayList<>();
    command.add(program + (suffix.isEmpty() ? "" : dump));
    command.addAll(
        List.of(
            "--protocol=tcp",
            "-h",
            "127.0.0.1",
            "-u",
            user,
            "--default-character-set=utf8mb4",
            "--max-allowed-packet=1G"));
    if (!suffix.isEmpty() && kind == Database.Kind.MYSQL) {
      command.add("--set-gtid-purged=OFF");
    }
    command.addAll(List.of(rest));
    return command;
  }

  private String run(String input, List<String> client) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of("docker", "exec", "-i", "-e", "PGPASSWORD", "-e", "MYSQL_PWD", container));
    command.addAll(client);
    Path errors = Files.createTempFile("client", ".txt");
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
    // Not among the arguments: tests watch the list of processes for it.
    builder.environment().putAll(Map.of("PGPASSWORD", password, "MYSQL_PWD", password));
    Process process = builder.start();
    Thread.ofVirtual()
        .start(() -> {
          try (var in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
          } catch (IOException e) {
            // The client has ended; its exit code tells.
          }
        });
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(2, TimeUnit.MINUTES) || process.exitValue() != 0) {
      throw new IOException(client.getFirst() + " failed: " + Files.readString(errors));
    }
    Files.delete(errors);
    return output;
  }
}
