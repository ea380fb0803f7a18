package io.github.nocobasewizard.testing;

import io.github.nocobasewizard.installation.Database;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// A real NocoBase in a real Compose project, as the official template makes it. Closing it removes
/// its containers, its network and its folder.
public final class RealInstallation implements AutoCloseable {
  public static final String PASSWORD = "Pw-7fK2-never-shown";
  public static final String APP_KEY = "Key-9zQ4-never-shown";

  private final Path folder;
  private final Shape shape;
  private final int port;

  /// How the project is written.
  ///
  /// @param database `postgres`, `mariadb` or `mysql`
  /// @param image as the file says, e.g. `nocobase/nocobase:2.2.0-full`
  /// @param service name of the NocoBase service
  /// @param imageInEnv whether the image stands in `.env`
  /// @param elsewhere whether the database server is not in the project; PostgreSQL only
  public record Shape(
      String database, String image, String service, boolean imageInEnv, boolean elsewhere) {
    public static final Shape POSTGRES =
        new Shape("postgres", "nocobase/nocobase:2.2.0-full", "app", false, false);

    public Shape withDatabase(String other) {
      return new Shape(other, image, service, imageInEnv, elsewhere);
    }

    public Shape withImage(String other) {
      return new Shape(database, other, service, imageInEnv, elsewhere);
    }

    public Shape withService(String other) {
      return new Shape(database, image, other, imageInEnv, elsewhere);
    }

    public Shape withImageInEnv() {
      return new Shape(database, image, service, true, elsewhere);
    }

    public Shape withDatabaseElsewhere() {
      return new Shape(database, image, service, imageInEnv, true);
    }
  }

  private RealInstallation(Path folder, Shape shape, int port) {
    this.folder = folder;
    this.shape = shape;
    this.port = port;
  }

  /// Writes the files, starts it and waits until it answers.
  ///
  /// @param folder is made; its name is the name of the project
  public static RealInstallation start(Path folder, Shape shape)
      throws IOException, InterruptedException {
    Files.createDirectories(folder);
    RealInstallation installation = new RealInstallation(folder, shape, freePort());
    if (shape.elsewhere()) {
      installation.startServerElsewhere();
    }
    installation.writeFiles();
    installation.compose("up", "--detach", "--quiet-pull");
    installation.awaitHealthy(Duration.ofMinutes(5));
    return installation;
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private String elsewhere() {
    return name() + "-elsewhere";
  }

  /// A server with an owner of its own; the app's user may make databases, and no more.
  private void startServerElsewhere() throws IOException, InterruptedException {
    docker("network", "create", elsewhere());
    docker(
        "run",
        "--detach",
        "--name",
        elsewhere(),
        "--network",
        elsewhere(),
        "--network-alias",
        "records.example",
        "--env",
        "POSTGRES_PASSWORD=the-owners",
        "postgres:16");
    String setup =
        "CREATE ROLE nocobase LOGIN CREATEDB PASSWORD '"
            + PASSWORD
            + "';"
            + "CREATE DATABASE nocobase OWNER nocobase";
    long end = System.nanoTime() + Duration.ofMinutes(2).toNanos();
    while (true) {
      try {
        for (String statement : setup.split(";")) {
          docker("exec", elsewhere(), "psql", "-h", "127.0.0.1", "-U", "postgres", "-c", statement);
        }
        return;
      } catch (IOException e) {
        if (System.nanoTime() > end) {
          throw e;
        }
        java.util.concurrent.locks.LockSupport.parkNanos(Duration.ofMillis(300).toNanos());
      }
    }
  }

  private void writeFiles() throws IOException {
    if (shape.elsewhere()) {
      writeFileForElsewhere();
      return;
    }
    boolean postgres = shape.database().equals("postgres");
    String image = shape.image();
    if (shape.imageInEnv()) {
      Files.writeString(
          folder.resolve(".env"),
          "# Image of the application\nNOCOBASE_IMAGE=" + image + "\nOTHER=value # stays\n");
      image = "${NOCOBASE_IMAGE}";
    }
    String server =
        postgres
            ? """
              image: postgres:16
              restart: always
              command: postgres -c wal_level=logical
              environment:
                POSTGRES_USER: nocobase
                POSTGRES_DB: nocobase
                POSTGRES_PASSWORD: %s
              volumes:
                - ./storage/db/postgres:/var/lib/postgresql/data
              networks:
                - nocobase
            """
            : """
              image: %2$s
              restart: always
              environment:
                MYSQL_DATABASE: nocobase
                MYSQL_USER: nocobase
                MYSQL_PASSWORD: %1$s
                MYSQL_ROOT_PASSWORD: %1$s
              volumes:
                - ./storage/db/%3$s:/var/lib/mysql
              networks:
                - nocobase
            """;
    Files.writeString(
        folder.resolve("docker-compose.yml"),
        """
        # The shop's NocoBase. Keep this file! ☕
        networks:
          nocobase:
            driver: bridge

        services:
          %s:
            image: %s   # the version
            restart: always
            networks:
              - nocobase
            depends_on:
              - %s
            environment:
              - APP_KEY=%s
              - DB_DIALECT=%s
              - DB_HOST=%s
              - DB_PORT=%s
              - DB_DATABASE=nocobase
              - DB_USER=%s
              - DB_PASSWORD=%s
        %s      - TZ=UTC
            volumes:
              - ./storage:/app/nocobase/storage
            ports:
              - '127.0.0.1:%d:80'
            # init: true

          %s:
        %s\
        """
            .formatted(
                shape.service(),
                image,
                shape.database(),
                APP_KEY,
                shape.database(),
                shape.database(),
                postgres ? "5432" : "3306",
                postgres ? "nocobase" : "root",
                PASSWORD,
                postgres ? "" : "      - DB_UNDERSCORED=true\n",
                port,
                shape.database(),
                server.formatted(PASSWORD, serverImage(), shape.database()).indent(2)));
  }

  private String serverImage() {
    return switch (shape.database()) {
      case "postgres" -> "postgres:16";
      case "mariadb" -> "mariadb:11";
      default -> "mysql:9";
    };
  }

  public boolean isElsewhere() {
    return shape.elsewhere();
  }

  /// Makes a role in a server elsewhere, as its owner.
  public void makeRole(String name) throws IOException, InterruptedException {
    docker(
        "exec",
        elsewhere(),
        "psql",
        "-h",
        "127.0.0.1",
        "-U",
        "postgres",
        "-c",
        "CREATE ROLE " + name);
  }

  /// The database's server, as its administrator uses it; elsewhere, as the app does.
  public ServerClient server() {
    if (shape.elsewhere()) {
      return new ServerClient(elsewhere(), Database.Kind.POSTGRES, "nocobase", PASSWORD);
    }
    Database.Kind kind = Database.Kind.valueOf(shape.database().toUpperCase(Locale.ROOT));
    String user = kind == Database.Kind.POSTGRES ? "nocobase" : "root";
    return new ServerClient(name() + "-" + shape.database() + "-1", kind, user, PASSWORD);
  }

  private void writeFileForElsewhere() throws IOException {
    Files.writeString(
        composeFile(),
        """
        networks:
          own:
          other:
            name: %s
            external: true
        services:
          %s:
            image: %s
            restart: always
            networks: [own, other]
            environment:
              APP_KEY: %s
              DB_DIALECT: postgres
              DB_HOST: records.example
              DB_DATABASE: nocobase
              DB_USER: nocobase
              DB_PASSWORD: %s
              TZ: UTC
            volumes:
              - ./storage:/app/nocobase/storage
            ports:
              - '127.0.0.1:%d:80'
        """
            .formatted(elsewhere(), shape.service(), shape.image(), APP_KEY, PASSWORD, port));
  }

  public Path folder() {
    return folder;
  }

  public Path composeFile() {
    return folder.resolve("docker-compose.yml");
  }

  public String name() {
    return folder.getFileName().toString();
  }

  public URI address() {
    return URI.create("http://127.0.0.1:" + port);
  }

  public NocoBaseApi api() throws IOException, InterruptedException {
    return new NocoBaseApi(address()).signIn();
  }

  /// Container id by service.
  public Map<String, String> containers() throws IOException, InterruptedException {
    Map<String, String> ids = new TreeMap<>();
    for (String line :
        docker(
                "ps",
                "--all",
                "--no-trunc",
                "--filter",
                "label=com.docker.compose.project=" + name(),
                "--format",
                "{{.Label \"com.docker.compose.service\"}} {{.ID}}")
            .lines()
            .toList()) {
      String[] parts = line.split(" ");
      ids.put(parts[0], parts[1]);
    }
    return ids;
  }

  /// Bytes of all files of the project's own folder, by name.
  public Map<String, String> files() throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (var list = Files.list(folder)) {
      for (Path file : list.filter(Files::isRegularFile).toList()) {
        files.put(
            file.getFileName().toString(),
            new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
      }
    }
    return files;
  }

  /// What is hard to copy, at the top of the storage folder and among the uploads.
  public void addNastyFiles() throws IOException, InterruptedException {
    inStorage(
        """
        set -e
        odd="uploads/$(printf 'Gr\\303\\274\\303\\237e \\350\\256\\242 \\360\\237\\231\\202')"
        mkdir -p "$odd" uploads/empty .hidden
        printf 1 > './-odd name'
        printf 2 > "$(printf 'line\\nbreak')"
        printf 3 > "$odd"/'*?"\\.txt'
        long=$(printf 'x%.0s' $(seq 200))
        mkdir "uploads/$long"
        printf 4 > "uploads/$long/$long"
        printf 5 > .hidden/key
        printf 6 > run.sh
        : > uploads/nothing
        ln -s '*?"\\.txt' "$odd/link"
        ln -s /nowhere uploads/dangling
        ln -s uploads linked-folder
        touch -d '1970-01-02 UTC' uploads/nothing
        touch -d '2050-01-01 UTC' './-odd name'
        chown -h 4321:1234 .hidden/key uploads/dangling uploads/empty
        chmod 0600 .hidden/key
        chmod 0755 run.sh
        chmod 2750 uploads/empty
        """);
  }

  /// Everything in the storage that belongs to a restore point: kind, permissions, owner, time and
  /// content of files, what links lead to.
  public String storage() throws IOException, InterruptedException {
    String look =
        """
        them() {
          find . \\( -path ./db -o -path ./logs -o -path ./tmp -o -path ./cache -o -path ./dist-client \\
            -o -path ./.pm2 -o -path ./.upgrading \\) -prune -o "$@"
        }
        them -type f -printf '%p %m %U:%G %Ts\\n'
        them -not -type f -printf '%p %y %m %U:%G %l\\n'
        them -type f -exec sha256sum {} +
        """;
    return inStorage(look).lines().sorted().collect(Collectors.joining("\n"));
  }

  /// Files of the app belong to another user: a container reads and writes them.
  private String inStorage(String script) throws IOException, InterruptedException {
    return docker(
        "run",
        "--rm",
        "--network",
        "none",
        "-v",
        folder.resolve("storage") + ":/storage",
        "-w",
        "/storage",
        "--entrypoint",
        "sh",
        "postgres:16",
        "-c",
        script);
  }

  /// Waits until the app answers that it is healthy.
  public void awaitHealthy(Duration atMost) throws IOException, InterruptedException {
    HttpClient http = NocoBaseApi.client();
    long end = System.nanoTime() + atMost.toNanos();
    while (true) {
      try {
        var answer =
            http.send(
                HttpRequest.newBuilder(address().resolve("/api/__health_check"))
                    .timeout(Duration.ofSeconds(3))
                    .build(),
                BodyHandlers.ofString());
        if (answer.statusCode() == 200) {
          return;
        }
      } catch (IOException e) {
        // not up yet
      }
      if (System.nanoTime() > end) {
        throw new AssertionError("not healthy:\n" + compose("logs", "--tail", "40"));
      }
      java.util.concurrent.locks.LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
    }
  }

  /// Runs `docker compose` for this project as its owner would.
  public String compose(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("compose", "--progress", "quiet"));
    command.addAll(List.of(arguments));
    return run(folder, command);
  }

  public static String docker(String... arguments) throws IOException, InterruptedException {
    return run(Path.of("").toAbsolutePath(), List.of(arguments));
  }

  private static String run(Path folder, List<String> arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("docker"));
    command.addAll(arguments);
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(
          command.stream().collect(Collectors.joining(" ")) + " failed:\n" + output);
    }
    return output;
  }

  @Override
  public void close() throws IOException, InterruptedException {
    compose("down", "--volumes", "--timeout", "1");
    if (shape.elsewhere()) {
      docker("rm", "--force", "--volumes", elsewhere());
      docker("network", "rm", elsewhere());
    }
    // Files of the database belong to another user: a container removes them.
    docker(
        "run",
        "--rm",
        "--network",
        "none",
        "-v",
        folder + ":/gone",
        "--entrypoint",
        "sh",
        "postgres:16",
        "-c",
        "rm -rf /gone/storage");
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path dir, IOException failure)
              throws IOException {
            Files.delete(dir);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
