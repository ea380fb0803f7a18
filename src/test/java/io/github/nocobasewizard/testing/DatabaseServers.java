package io.github.nocobasewizard.testing;

import io.github.nocobasewizard.installation.Database;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/// A Compose project with database servers, each behind a service that looks like NocoBase and only
/// sleeps: for everything that needs databases and storage, but no app. Closing it removes everything.
public final class DatabaseServers implements AutoCloseable {
  public static final String PASSWORD = "Pw 7fK2;never'shown";

  private final Path folder;
  private final List<Server> servers;

  /// @param name of the server's service; the app's is `app-` and this
  public record Server(String name, String image, Database.Kind kind) {
    public static final Server POSTGRES = new Server("pg", "postgres:16", Database.Kind.POSTGRES);

    public boolean postgres() {
      return kind == Database.Kind.POSTGRES;
    }

    String user() {
      return postgres() ? "nocobase" : "root";
    }
  }

  private DatabaseServers(Path folder, List<Server> servers) {
    this.folder = folder;
    this.servers = List.copyOf(servers);
  }

  /// Writes the files, starts everything and waits until the databases answer.
  ///
  /// @param folder is made; its name is the name of the project
  public static DatabaseServers start(Path folder, Server... servers)
      throws IOException, InterruptedException {
    Files.createDirectories(folder.resolve("storage"));
    DatabaseServers started = new DatabaseServers(folder, List.of(servers));
    StringBuilder yaml = new StringBuilder("services:\n");
    for (Server server : servers) {
      yaml.append(services(server));
    }
    Files.writeString(folder.resolve("docker-compose.yml"), yaml);
    started.compose("up", "--detach", "--quiet-pull");
    for (Server server : servers) {
      started.awaitReady(server);
    }
    return started;
  }

  private static String services(Server server) {
    return """
      %1$s:
        image: %2$s
        environment:
          POSTGRES_USER: nocobase
          POSTGRES_DB: nocobase
          POSTGRES_PASSWORD: "%3$s"
          MYSQL_DATABASE: nocobase
          MARIADB_DATABASE: nocobase
          MYSQL_ROOT_PASSWORD: "%3$s"
          MARIADB_ROOT_PASSWORD: "%3$s"
      app-%1$s:
        image: postgres:16
        entrypoint: ["sleep", "86400"]
        init: true
        environment:
          DB_DIALECT: %4$s
          DB_HOST: %1$s
          DB_DATABASE: nocobase
          DB_USER: %5$s
          DB_PASSWORD: "%3$s"
        volumes:
          - ./storage:/app/nocobase/storage
    """
        .formatted(
            server.name(),
            server.image(),
            PASSWORD,
            server.kind().name().toLowerCase(java.util.Locale.ROOT),
            server.user());
  }

  /// Waits until a server answers that was started.
  public void awaitReady(Server server) throws IOException, InterruptedException {
    long end = System.nanoTime() + Duration.ofMinutes(3).toNanos();
    while (true) {
      try {
        sql(server, "SELECT 1");
        return;
      } catch (IOException e) {
        if (System.nanoTime() > end) {
          throw e;
        }
        LockSupport.parkNanos(Duration.ofMillis(300).toNanos());
      }
    }
  }

  public Path folder() {
    return folder;
  }

  public String name() {
    return folder.getFileName().toString();
  }

  public String container(Server server) {
    return name() + "-" + server.name() + "-1";
  }

  /// Runs SQL as an administrator would; it may be long.
  public String sql(Server server, String sql) throws IOException, InterruptedException {
    List<String> client =
        server.postgres()
            ? postgres("psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-d", "nocobase")
            : mysql(server, "", "--batch", "--skip-column-names", "nocobase");
    return run(server, sql, client);
  }

  /// Everything in the database as text, in an order that does not depend on where rows lie.
  public String data(Server server) throws IOException, InterruptedException {
    String dump =
        server.postgres()
            ? run(server, "", postgres("pg_dump", "--data-only", "--inserts", "nocobase"))
            : run(
                server,
                "",
                mysql(
                    server,
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
  public String schema(Server server) throws IOException, InterruptedException {
    String dump =
        server.postgres()
            ? run(server, "", postgres("pg_dump", "--schema-only", "nocobase"))
            : run(
                server,
                "",
                mysql(
                    server,
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
  private static java.util.stream.Stream<String> withoutNoise(String dump) {
    return dump.lines().filter(line -> !line.matches("\\\\(un)?restrict .*"));
  }

  private static List<String> postgres(String program, String... rest) {
    List<String> command =
        new ArrayList<>(List.of(program, "-h", "127.0.0.1", "-U", "nocobase", "-w"));
    command.addAll(List.of(rest));
    return command;
  }

  private static List<String> mysql(Server server, String suffix, String... rest) {
    String program = server.kind() == Database.Kind.MARIADB ? "mariadb" : "mysql";
    String dump = program.equals("mariadb") ? "-dump" : "dump";
    List<String> command = new ArrayList<>();
    command.add(program + (suffix.isEmpty() ? "" : dump));
    command.addAll(
        List.of(
            "--protocol=tcp",
            "-h",
            "127.0.0.1",
            "-u",
            "root",
            "--default-character-set=utf8mb4",
            "--max-allowed-packet=1G"));
    if (!suffix.isEmpty() && server.kind() == Database.Kind.MYSQL) {
      command.add("--set-gtid-purged=OFF");
    }
    command.addAll(List.of(rest));
    return command;
  }

  private String run(Server server, String input, List<String> client)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                "docker",
                "exec",
                "-i",
                "-e",
                "PGPASSWORD=" + PASSWORD,
                "-e",
                "MYSQL_PWD=" + PASSWORD,
                container(server)));
    command.addAll(client);
    Path errors = Files.createTempFile("client", ".txt");
    Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
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

  public String compose(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("docker", "compose", "--progress", "quiet"));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", command) + " failed:\n" + output);
    }
    return output;
  }

  @Override
  public void close() throws IOException, InterruptedException {
    compose("down", "--volumes", "--timeout", "1");
  }
}
