package io.github.nocobasewizard.testing;

import io.github.nocobasewizard.installation.Database;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/// A Compose project with database servers, each behind a service that looks like NocoBase and only
/// sleeps: for everything that needs databases and storage, but no app. Closing it removes everything.
public final class DatabaseServers implements AutoCloseable {
  public static final String PASSWORD = "Pw 7fK2;never'shown";

  private final Path folder;
  private final List<Server> servers;

  /// @param name of the server's service; the app's is `app-` and this
  /// @param more line of the server's service
  public record Server(String name, String image, Database.Kind kind, String more) {
    public static final Server POSTGRES = new Server("pg", "postgres:16", Database.Kind.POSTGRES);

    public Server(String name, String image, Database.Kind kind) {
      this(name, image, kind, "");
    }

    public Server with(String line) {
      return new Server(name, image, kind, line);
    }

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

  private static String services(Server server) throws IOException {
    return """
      %1$s:
        image: %2$s
        %6$s
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
        ports:
          - "127.0.0.1:%7$d:80"
        volumes:
          - ./storage:/app/nocobase/storage
    """
        .formatted(
            server.name(),
            server.image(),
            PASSWORD,
            server.kind().name().toLowerCase(java.util.Locale.ROOT),
            server.user(),
            server.more(),
            RealInstallation.freePort());
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

  public ServerClient client(Server server) {
    return new ServerClient(container(server), server.kind(), server.user(), PASSWORD);
  }

  /// Runs SQL as an administrator would; it may be long.
  public String sql(Server server, String sql) throws IOException, InterruptedException {
    return client(server).sql(sql);
  }

  /// See [ServerClient#data()].
  public String data(Server server) throws IOException, InterruptedException {
    return client(server).data();
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
