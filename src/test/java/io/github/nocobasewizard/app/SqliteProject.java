package io.github.nocobasewizard.app;

import io.github.nocobasewizard.testing.NpmPackage;
import io.github.nocobasewizard.testing.RealInstallation;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// A Compose project as NocoBase's template for SQLite once made it, with images of a stand-in that
/// really keeps its records in an SQLite file. Closing it removes everything.
final class SqliteProject implements AutoCloseable {
  static final String OLD = "1.6.20";
  static final String NEW = "1.6.21";

  private static final List<String> CONTEXT = List.of("Dockerfile", "app.js", "sqlite3.js");

  /// SQLite itself, as WebAssembly.
  private static final NpmPackage SQLITE =
      new NpmPackage(
          "node-sqlite3-wasm",
          "0.8.60",
          "c280c4272fc37f410114a27637b1d22f84a21f950bd460f0c6f05e06368abea9"
              + "9402981329aa5ca108808192ab2d2526ad653a558c87cf8d52cf9f078ba60f9a");

  private final HttpClient http = HttpClient.newHttpClient();
  private final Path folder;
  private final URI address;

  private SqliteProject(Path folder, int port) {
    this.folder = folder;
    this.address = URI.create("http://127.0.0.1:" + port);
  }

  /// @param folder is made; its name is the name of the project
  static SqliteProject start(Path folder) throws IOException, InterruptedException {
    Path context = Files.createDirectories(folder.resolveSibling("stand-in"));
    for (String name : CONTEXT) {
      try (InputStream in = SqliteProject.class.getResourceAsStream("sqlite/" + name)) {
        Files.copy(in, context.resolve(name));
      }
    }
    SQLITE.copy(Set.of("node-sqlite3-wasm.js", "node-sqlite3-wasm.wasm"), context);
    for (String version : List.of(OLD, NEW)) {
      build(context, version);
    }
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    SqliteProject project = new SqliteProject(Files.createDirectories(folder), port);
    Files.writeString(
        folder.resolve("docker-compose.yml"),
        """
        services:
          app:
            image: nocobase/nocobase:%s
            environment:
              - APP_KEY=%s
            volumes:
              - ./storage:/app/nocobase/storage
            ports:
              - "127.0.0.1:%d:80"
        """
            .formatted(OLD, RealInstallation.APP_KEY, port));
    project.run("docker", "compose", "--progress", "quiet", "up", "--detach");
    return project;
  }

  private static void build(Path context, String version) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
                "docker",
                "build",
                "--quiet",
                "--build-arg",
                "VERSION=" + version,
                "--tag",
                "nocobase/nocobase:" + version,
                context.toString())
            .redirectErrorStream(true);
    // The builder that needs no plug-in.
    builder.environment().put("DOCKER_BUILDKIT", "0");
    finish(builder.start());
  }

  private void run(String... command) throws IOException, InterruptedException {
    finish(
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start());
  }

  private static void finish(Process process) throws IOException, InterruptedException {
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(output);
    }
  }

  Path folder() {
    return folder;
  }

  Path database() {
    return folder.resolve("storage/db/nocobase.sqlite");
  }

  private String ask(String path, String body) throws IOException, InterruptedException {
    HttpResponse<String> response =
        http.send(
            HttpRequest.newBuilder(address.resolve(path))
                .POST(BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IOException(response.body());
    }
    return response.body();
  }

  boolean answers() {
    try {
      return ask("/api/__health_check", "").equals("ok");
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /// Through the app, as its users do.
  ///
  /// @return rows
  List<String> sql(String statement) throws IOException, InterruptedException {
    return ask("/statement", statement).lines().toList();
  }

  /// Structure and rows of everything in the database.
  List<String> everything() throws IOException, InterruptedException {
    List<String> all =
        new ArrayList<>(sql("SELECT type, name, sql FROM sqlite_master ORDER BY type, name"));
    for (String table : sql("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")) {
      String columns =
          String.join(
              ", ",
              sql(
                  "SELECT 'quote(\"' || replace(name, '\"', '\"\"') || '\")'"
                      + " FROM pragma_table_info('"
                      + table
                      + "')"));
      all.addAll(sql("SELECT " + columns + " FROM \"" + table + "\" ORDER BY rowid"));
    }
    return all;
  }

  @Override
  public void close() throws IOException, InterruptedException {
    run("docker", "compose", "--progress", "quiet", "down", "--volumes", "--timeout", "1");
    for (String version : List.of(OLD, NEW)) {
      run("docker", "image", "rm", "--force", "nocobase/nocobase:" + version);
    }
  }
}
