package io.github.nocobasewizard.backup;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.nocobasewizard.run.RunContext;
import io.github.nocobasewizard.run.RunEvent;
import io.github.nocobasewizard.run.RunEvent.Phase;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/// The backup folder: one sub-folder a restore point, readable by its owner alone.
public final class RestorePointStore {
  private static final String MANIFEST = "manifest.json";

  /// A field of the manifest that this class puts there and takes away.
  private static final String CHECKSUM = "checksum";

  private static final String NOTES = "notes.json";

  /// The files that tell of a restore point's content; everything else is content.
  static final List<String> DESCRIPTIONS = List.of(MANIFEST, NOTES);

  private static final DateTimeFormatter NAME_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH.mm.ss", Locale.ROOT);
  private static final ObjectMapper JSON = mapper();

  private final Path folder;
  private final Clock clock;

  public RestorePointStore(Path folder, Clock clock) {
    this.folder = folder;
    this.clock = clock;
  }

  public Path folder() {
    return folder;
  }

  /// Makes an empty folder for a new restore point; it counts as one only when its manifest is
  /// written.
  public Path create(String project) throws IOException {
    createPrivate(folder);
    String name =
        project.replaceAll("[^\\p{L}\\p{N}._-]", "_")
            + " "
            + NAME_TIME.withZone(ZoneId.systemDefault()).format(clock.instant());
    Path made = folder.resolve(name);
    for (int n = 2; Files.exists(made); n++) {
      made = folder.resolve(name + " " + n);
    }
    createPrivate(made);
    try {
      Unfinished.mark(made, List.of());
    } catch (IOException e) {
      // A folder without the mark would stay for ever.
      delete(made);
      throw e;
    }
    return made;
  }

  /// Removes what a crash has left behind: restore points that were not completed, and new data of
  /// completed ones that was not. What is just being made stays.
  public void removeAbandoned() throws IOException {
    for (Path each : subfolders(folder)) {
      boolean complete = Files.isRegularFile(each.resolve(MANIFEST));
      if (Unfinished.abandoned(each).isPresent()) {
        if (complete) {
          Unfinished.clear(each);
        } else {
          delete(each);
        }
      }
      if (complete) {
        for (Path newer : subfolders(each)) {
          removeAbandoned(load(each), newer);
        }
      }
    }
  }

  private static void removeAbandoned(RestorePoint point, Path newer) throws IOException {
    Optional<Unfinished> abandoned = Unfinished.abandoned(newer);
    if (abandoned.isEmpty()) {
      return;
    }
    Set<String> named = point.manifest().checksums().keySet();
    if (named.stream().noneMatch(name -> point.file(name).startsWith(newer))) {
      delete(newer);
      return;
    }
    for (String old : abandoned.get().supersedes()) {
      if (!named.contains(old)) {
        Files.deleteIfExists(point.file(old));
      }
    }
    Unfinished.clear(newer);
  }

  private static List<Path> subfolders(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(Files::isDirectory).toList();
    }
  }

  static void createPrivate(Path made) throws IOException {
    if (Files.isDirectory(made)) {
      return;
    }
    Path parent = made.toAbsolutePath().getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    if (hasPosixPermissions(parent)) {
      Files.createDirectory(
          made, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } else {
      // A Windows user folder is private by what it inherits.
      Files.createDirectory(made);
    }
  }

  /// The folder of a file within a restore point.
  static Path parent(Path file) {
    return Objects.requireNonNull(file.getParent());
  }

  private static boolean hasPosixPermissions(@org.jspecify.annotations.Nullable Path path) {
    return path != null && Files.getFileAttributeView(path, PosixFileAttributeView.class) != null;
  }

  /// A new file of a restore point, readable by its owner alone.
  static OutputStream newFile(Path file) throws IOException {
    Path parent = file.getParent();
    if (hasPosixPermissions(parent)) {
      Files.deleteIfExists(file);
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    return Files.newOutputStream(file);
  }

  /// Writes the manifest in one step: whole or not at all. Everything else is on disk before.
  public RestorePoint save(Path pointFolder, Manifest manifest) throws IOException {
    ObjectNode tree = JSON.valueToTree(manifest);
    write(pointFolder, MANIFEST, tree.put(CHECKSUM, checksum(tree)));
    Unfinished.clear(pointFolder);
    return new RestorePoint(pointFolder, manifest, notes(pointFolder));
  }

  /// Of a manifest without its own checksum, however it is indented.
  private static String checksum(ObjectNode manifest) throws IOException {
    return HexFormat.of().formatHex(newSha256().digest(JSON.writeValueAsBytes(manifest)));
  }

  /// Writes down what the admin says about a restore point.
  public static RestorePoint annotate(RestorePoint point, Notes notes) throws IOException {
    write(point.folder(), NOTES, notes);
    return new RestorePoint(point.folder(), point.manifest(), notes);
  }

  private static void write(Path pointFolder, String name, Object content) throws IOException {
    Path temporary = pointFolder.resolve(name + ".new");
    try (OutputStream out = newFile(temporary)) {
      out.write(JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(content));
    }
    sync(temporary);
    Files.move(
        temporary,
        pointFolder.resolve(name),
        StandardCopyOption.REPLACE_EXISTING,
        StandardCopyOption.ATOMIC_MOVE);
  }

  static void sync(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  /// @throws IOException if there is no readable manifest
  public RestorePoint load(Path pointFolder) throws IOException {
    Manifest manifest = readManifest(Files.readAllBytes(pointFolder.resolve(MANIFEST)));
    return new RestorePoint(pointFolder, manifest, notes(pointFolder));
  }

  static Manifest readManifest(byte[] json) throws IOException {
    return JSON.readValue(json, Manifest.class);
  }

  static Notes readNotes(byte[] json) throws IOException {
    return JSON.readValue(json, Notes.class);
  }

  private static Notes notes(Path pointFolder) {
    Path file = pointFolder.resolve(NOTES);
    try {
      return Files.exists(file) ? readNotes(Files.readAllBytes(file)) : Notes.NONE;
    } catch (IOException e) {
      // A restore point is not lost with its name.
      System.getLogger(RestorePointStore.class.getName())
          .log(System.Logger.Level.WARNING, "unreadable notes in " + pointFolder, e);
      return Notes.NONE;
    }
  }

  /// All restore points, newest first. Folders without a readable manifest are none.
  public List<RestorePoint> list() {
    List<RestorePoint> points = new ArrayList<>();
    if (!Files.isDirectory(folder)) {
      return points;
    }
    try (Stream<Path> folders = Files.list(folder)) {
      for (Path each : folders.filter(f -> Files.isRegularFile(f.resolve(MANIFEST))).toList()) {
        try {
          points.add(load(each));
        } catch (IOException e) {
          System.getLogger(RestorePointStore.class.getName())
              .log(System.Logger.Level.WARNING, "unreadable manifest in " + each, e);
        }
      }
    } catch (IOException e) {
      System.getLogger(RestorePointStore.class.getName())
          .log(System.Logger.Level.WARNING, "unreadable backup folder " + folder, e);
    }
    points.sort(
        Comparator.comparing((RestorePoint point) -> point.manifest().created()).reversed());
    return points;
  }

  /// Those of one installation, newest first. Not by its name: two installations may have the same.
  ///
  /// @param installationKey see [io.github.nocobasewizard.installation.Installation#key()]
  public List<RestorePoint> of(String installationKey) {
    return list().stream()
        .filter(point -> point.manifest().installation().equals(installationKey))
        .toList();
  }

  /// Removes a restore point: the manifest first, so that half a restore point is never taken for a
  /// whole one.
  ///
  /// Nothing happens if it is not there.
  public static void delete(Path pointFolder) throws IOException {
    if (!Files.exists(pointFolder)) {
      return;
    }
    if (Files.isDirectory(pointFolder)) {
      Files.deleteIfExists(pointFolder.resolve(MANIFEST));
    }
    Files.walkFileTree(
        pointFolder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(
              Path dir, @org.jspecify.annotations.Nullable IOException failure) throws IOException {
            Files.delete(dir);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /// Bytes that can be written to a folder, which need not be there yet; empty if nobody can tell.
  public static OptionalLong free(Path folder) {
    Path existing = folder.toAbsolutePath();
    while (existing != null && !Files.isDirectory(existing)) {
      existing = existing.getParent();
    }
    try {
      return existing == null
          ? OptionalLong.empty()
          : OptionalLong.of(Files.getFileStore(existing).getUsableSpace());
    } catch (IOException e) {
      return OptionalLong.empty();
    }
  }

  /// Whether a folder is there and files can be written to it; tried out, because permissions alone do
  /// not tell (network drives, full or write-protected disks).
  public static boolean takesFiles(Path folder) {
    try {
      Files.delete(Files.createTempFile(folder, ".wizard-", ".try"));
      return true;
    } catch (IOException | SecurityException e) {
      return false;
    }
  }

  /// Compares every file with its checksum.
  ///
  /// @throws BackupException `DAMAGED`, naming the first file that is missing or changed
  public static void verify(RestorePoint point) throws BackupException {
    verify(point, RunContext.unwatched());
  }

  /// The same, telling how many bytes have been read, as progress of [Phase#SEAL].
  ///
  /// @throws java.util.concurrent.CancellationException when cancelled
  public static void verify(RestorePoint point, RunContext context) throws BackupException {
    verifyManifest(point);
    long total = point.manifest().size();
    OutputStream read =
        new CountingOutputStream(
            OutputStream.nullOutputStream(), done -> tell(Math.min(done, total), total, context));
    for (Map.Entry<String, String> each : point.manifest().checksums().entrySet()) {
      verify(point, each.getKey(), each.getValue(), read);
    }
  }

  private static void tell(long done, long total, RunContext context) {
    context.cancellation().check();
    context.progress(
        Phase.SEAL, total == 0 ? 1 : (double) done / total, new RunEvent.Bytes(done, total));
  }

  /// Going back relies on what it says: which files, which image, what there was.
  private static void verifyManifest(RestorePoint point) throws BackupException {
    try {
      boolean whole =
          JSON.readTree(Files.readAllBytes(point.file(MANIFEST))) instanceof ObjectNode tree
              && tree.remove(CHECKSUM) instanceof JsonNode stated
              && stated.asText().equals(checksum(tree));
      if (!whole) {
        throw new BackupException(
            BackupException.Reason.DAMAGED, MANIFEST, "changed after it was written", null);
      }
    } catch (IOException e) {
      throw new BackupException(BackupException.Reason.DAMAGED, MANIFEST, String.valueOf(e), e);
    }
  }

  private static void verify(RestorePoint point, String name, String expected, OutputStream read)
      throws BackupException {
    String found;
    try {
      found = sha256(point.file(name), read);
    } catch (IOException e) {
      throw new BackupException(BackupException.Reason.DAMAGED, name, String.valueOf(e), e);
    }
    if (!found.equals(expected)) {
      throw new BackupException(
          BackupException.Reason.DAMAGED, name, "checksum " + found + ", not " + expected, null);
    }
  }

  static String sha256(Path file) throws IOException {
    return sha256(file, OutputStream.nullOutputStream());
  }

  /// @param read gets the bytes as they are read
  private static String sha256(Path file, OutputStream read) throws IOException {
    MessageDigest digest = newSha256();
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
      in.transferTo(read);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  static MessageDigest newSha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }

  private static ObjectMapper mapper() {
    SimpleModule times = new SimpleModule();
    text(times, Instant.class, Instant::parse);
    text(times, Duration.class, Duration::parse);
    return new ObjectMapper()
        .registerModule(times)
        .configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true)
        .configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);
  }

  private static <T> void text(SimpleModule module, Class<T> type, Function<String, T> parse) {
    module.addSerializer(
        type,
        new JsonSerializer<T>() {
          @Override
          public void serialize(T value, JsonGenerator out, SerializerProvider provider)
              throws IOException {
            out.writeString(value.toString());
          }
        });
    module.addDeserializer(
        type,
        new JsonDeserializer<T>() {
          @Override
          public T deserialize(JsonParser in, DeserializationContext context) throws IOException {
            return parse.apply(in.getText());
          }
        });
  }
}
