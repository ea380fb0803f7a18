package io.github.nocobasewizard.bench;

import io.github.nocobasewizard.testing.NocoBaseApi;
import io.github.nocobasewizard.testing.RealInstallation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Looks at an installation from outside, with the engine's command line, the database's own
/// programs and a web client: nothing of the wizard has a part in it.
final class Judge {
  /// What a restore point leaves out of the storage.
  private static final List<String> LEFT_OUT =
      List.of("db", "logs", "tmp", "cache", "dist-client", ".pm2", ".upgrading");

  private static final String LAST_UPLOAD = "uploads/last.txt";
  private static final Duration HEALTHY_WITHIN = Duration.ofSeconds(90);

  private final RealInstallation real;
  private final Path home;
  private final boolean standIn;

  /// @param home of the wizard
  /// @param standIn whether all data is the same after each upgrade, as the stand-in's is
  Judge(RealInstallation real, Path home, boolean standIn) {
    this.real = real;
    this.home = home;
    this.standIn = standIn;
  }

  /// All that makes a state.
  ///
  /// @param files bytes of the project's files
  /// @param image id of the image that the app's container runs from
  /// @param version as the healthy app reports it
  /// @param data hash of the dump, schema and rows, without the last write
  /// @param storage name to hash, without the last upload
  /// @param written the last write to the database
  /// @param uploaded the last upload
  record State(
      Map<String, String> files,
      String image,
      String version,
      String data,
      Map<String, String> storage,
      String written,
      String uploaded) {
    State with(String lastWrite) {
      return new State(files, image, version, data, storage, lastWrite, lastWrite);
    }

    /// Which parts differ.
    List<String> differences(State other) {
      List<String> parts = new ArrayList<>();
      note(parts, "files", files, other.files);
      note(parts, "image", image, other.image);
      note(parts, "version", version, other.version);
      note(parts, "data", data, other.data);
      note(parts, "storage", storage, other.storage);
      note(parts, "last write", written, other.written);
      note(parts, "last upload", uploaded, other.uploaded);
      return parts;
    }

    private static void note(List<String> parts, String name, Object one, Object two) {
      if (!one.equals(two)) {
        parts.add(name);
      }
    }
  }

  /// Writes what must not be lost.
  void write(String mark) throws IOException, InterruptedException {
    sql("UPDATE bench_last_write SET mark = '" + mark + "'");
    Files.writeString(storage().resolve(LAST_UPLOAD), mark);
  }

  /// Waits until the app answers.
  State state() throws IOException, InterruptedException {
    real.awaitHealthy(HEALTHY_WITHIN);
    String app = real.containers().get("app");
    Map<String, String> storage = storageFiles();
    String uploaded = Files.readString(storage().resolve(LAST_UPLOAD));
    return new State(
        real.files(),
        RealInstallation.docker("inspect", "--format", "{{.Image}}", app).strip(),
        new NocoBaseApi(real.address()).version(),
        standIn ? dump() : real.api().read(),
        storage,
        sql("SELECT mark FROM bench_last_write").strip(),
        uploaded);
  }

  String sql(String statement) throws IOException, InterruptedException {
    return inDatabase(
        "psql", "-U", "nocobase", "-d", "nocobase", "-X", "-A", "-t", "-q", "-c", statement);
  }

  private String inDatabase(String... command) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of("exec", real.containers().get("postgres")));
    all.addAll(List.of(command));
    return RealInstallation.docker(all.toArray(String[]::new));
  }

  /// The order of rows is not part of the data.
  private String dump() throws IOException, InterruptedException {
    String text =
        inDatabase(
            "pg_dump", "-U", "nocobase", "-d", "nocobase", "--exclude-table-data=bench_last_write");
    MessageDigest digest = sha256();
    text.lines()
        .filter(line -> !line.startsWith("\\restrict") && !line.startsWith("\\unrestrict"))
        .sorted()
        .forEach(line -> digest.update((line + "\n").getBytes(StandardCharsets.UTF_8)));
    return HexFormat.of().formatHex(digest.digest());
  }

  private Path storage() {
    return real.folder().resolve("storage");
  }

  private Map<String, String> storageFiles() throws IOException {
    Map<String, String> found = new TreeMap<>();
    Path root = storage();
    try (Stream<Path> top = Files.list(root)) {
      for (Path each : top.filter(path -> !LEFT_OUT.contains(name(path))).toList()) {
        try (Stream<Path> all = Files.walk(each)) {
          for (Path file : all.filter(Files::isRegularFile).toList()) {
            found.put(root.relativize(file).toString(), hash(Files.readAllBytes(file)));
          }
        }
      }
    }
    found.remove(LAST_UPLOAD);
    if (!standIn) {
      // The real app writes its own settings for the web server and its plugins anew.
      found.keySet().removeIf(name -> !name.startsWith("uploads/"));
    }
    return found;
  }

  private static String name(Path path) {
    return path.getFileName().toString();
  }

  // ---- what must not be left behind

  /// @param wizards numbers of the processes that have worked here
  List<String> leftovers(Set<Long> wizards) throws IOException, InterruptedException {
    List<String> left = new ArrayList<>();
    for (String line :
        RealInstallation.docker(
                "ps",
                "--all",
                "--filter",
                "label=io.github.nocobasewizard.helper",
                "--format",
                "{{.Label \"io.github.nocobasewizard.owner\"}} {{.Names}}")
            .lines()
            .toList()) {
      if (wizards.contains(Long.parseLong(line.split("@")[0]))) {
        left.add("container " + line);
      }
    }
    for (String database :
        sql("SELECT datname FROM pg_database WHERE datname LIKE '%wizard%'").lines().toList()) {
      left.add("database " + database);
    }
    inDatabase("ls", "-A", "/tmp")
        .lines()
        .filter(name -> name.startsWith("nocobase-wizard"))
        .forEach(name -> left.add("in the database's /tmp: " + name));
    for (Path file : list(real.folder())) {
      if (!Set.of("docker-compose.yml", ".env", "storage").contains(name(file))) {
        left.add("in the project: " + name(file));
      }
    }
    for (Path file : list(storage())) {
      if (name(file).startsWith(".wizard")) {
        left.add("in the storage: " + name(file));
      }
    }
    left.addAll(halfBackups());
    return left;
  }

  private List<String> halfBackups() throws IOException {
    List<String> left = new ArrayList<>();
    for (Path point : list(home.resolve("backups"))) {
      Path manifest = point.resolve("manifest.json");
      if (!Files.exists(manifest)) {
        left.add("half a backup: " + name(point));
        continue;
      }
      String named = Files.readString(manifest);
      try (Stream<Path> all = Files.walk(point)) {
        for (Path file : all.filter(Files::isRegularFile).toList()) {
          String relative = point.relativize(file).toString();
          boolean superseded = relative.startsWith("files/");
          if (!file.equals(manifest) && !superseded && !named.contains("\"" + relative + "\"")) {
            left.add("in a backup: " + relative);
          }
        }
      }
    }
    return left;
  }

  private static List<Path> list(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  static String hash(byte[] bytes) {
    return HexFormat.of().formatHex(sha256().digest(bytes));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
