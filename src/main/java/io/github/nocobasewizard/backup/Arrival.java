package io.github.nocobasewizard.backup;

import io.github.nocobasewizard.backup.ImportException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/// A restore point that was found somewhere else: in a folder, or in a zip file that [RestorePointExport]
/// or an admin has made.
///
/// Only the files that the manifest names are ever read, and only under names that stay inside.
public final class Arrival implements AutoCloseable {
  /// No manifest is longer.
  private static final int LONGEST_MANIFEST = 64 << 20;

  private static final String MANIFEST = "manifest.json";
  private static final String NOTES = "notes.json";

  private final Path place;
  private final @Nullable ZipFile zip;

  /// Where in the zip file, or in which folder, the restore point begins.
  private final String inside;

  private final Manifest manifest;
  private final Notes notes;

  private Arrival(Path place, @Nullable ZipFile zip, String inside) throws ImportException {
    this.place = place;
    this.zip = zip;
    this.inside = inside;
    this.manifest = readManifest();
    this.notes = readNotes();
  }

  /// @param place folder or file
  /// @return empty if there is no restore point
  /// @throws ImportException if there is one, but it cannot be taken
  public static Optional<Arrival> find(Path place) throws ImportException {
    return Files.isDirectory(place) ? inFolder(place) : inZip(place);
  }

  private static Optional<Arrival> inFolder(Path place) throws ImportException {
    if (Files.isRegularFile(place.resolve(MANIFEST))) {
      return Optional.of(new Arrival(place, null, ""));
    }
    // The folder around it, as a copy on a USB stick often has one.
    try (Stream<Path> folders = Files.list(place)) {
      List<Path> found =
          folders.filter(folder -> Files.isRegularFile(folder.resolve(MANIFEST))).toList();
      return found.size() == 1
          ? Optional.of(new Arrival(found.getFirst(), null, ""))
          : Optional.empty();
    } catch (IOException e) {
      throw new ImportException(Reason.UNKNOWN_KIND, place.toString(), String.valueOf(e), e);
    }
  }

  private static Optional<Arrival> inZip(Path place) throws ImportException {
    ZipFile zip;
    try {
      zip = new ZipFile(place.toFile());
    } catch (IOException e) {
      return Optional.empty();
    }
    Arrival arrival = null;
    try {
      Optional<String> inside =
          zip.stream()
              .map(ZipEntry::getName)
              .filter(name -> name.matches("([^/\\\\]+/)?manifest\\.json"))
              .map(name -> name.substring(0, name.length() - MANIFEST.length()))
              .findFirst();
      if (inside.isPresent()) {
        arrival = new Arrival(place, zip, inside.get());
      }
      return Optional.ofNullable(arrival);
    } finally {
      if (arrival == null) {
        closeQuietly(zip);
      }
    }
  }

  private Manifest readManifest() throws ImportException {
    Manifest read;
    try (InputStream in = open(MANIFEST)) {
      read = RestorePointStore.readManifest(in.readNBytes(LONGEST_MANIFEST));
    } catch (IOException e) {
      throw new ImportException(Reason.MANIFEST_UNREADABLE, name(), String.valueOf(e), e);
    }
    requireReadable(read);
    return read;
  }

  private void requireReadable(Manifest read) throws ImportException {
    if (read.format() > Manifest.FORMAT) {
      throw new ImportException(Reason.NEWER_FORMAT, name(), "format " + read.format(), null);
    }
    boolean whole =
        Stream.of(
                read.created(),
                read.exactUpTo(),
                read.project(),
                read.folder(),
                read.installation(),
                read.version(),
                read.databases(),
                read.storage(),
                read.files(),
                read.images())
            .allMatch(value -> value != null);
    if (read.format() < 1 || !whole) {
      throw new ImportException(Reason.MANIFEST_UNREADABLE, name(), "parts are missing", null);
    }
    for (String file : read.checksums().keySet()) {
      if (!staysInside(file)) {
        throw new ImportException(Reason.UNSAFE, name(), file, null);
      }
    }
    if (read.databases().isEmpty()) {
      throw new ImportException(Reason.NO_DATABASE, name(), "", null);
    }
  }

  /// Whether a name is that of a file within a folder, on every system.
  static boolean staysInside(String name) {
    if (name.isEmpty() || name.contains("\\") || name.contains(":") || name.startsWith("/")) {
      return false;
    }
    try {
      Path path = Path.of(name);
      return !path.isAbsolute()
          && path.normalize().equals(path)
          && !path.startsWith("..")
          && !RestorePointStore.DESCRIPTIONS.contains(name);
    } catch (InvalidPathException e) {
      return false;
    }
  }

  private Notes readNotes() {
    try (InputStream in = open(NOTES)) {
      return RestorePointStore.readNotes(in.readNBytes(LONGEST_MANIFEST));
    } catch (IOException e) {
      return Notes.NONE;
    }
  }

  public Manifest manifest() {
    return manifest;
  }

  public Notes notes() {
    return notes;
  }

  /// The file's or the folder's own name.
  public String name() {
    return String.valueOf(place.getFileName());
  }

  /// @throws IOException also if there is no such file
  InputStream open(String file) throws IOException {
    if (zip == null) {
      return Files.newInputStream(place.resolve(file));
    }
    ZipEntry entry = zip.getEntry(inside + file);
    if (entry == null) {
      throw new IOException("not in the file: " + file);
    }
    return zip.getInputStream(entry);
  }

  @Override
  public void close() {
    if (zip != null) {
      closeQuietly(zip);
    }
  }

  private static void closeQuietly(ZipFile zip) {
    try {
      zip.close();
    } catch (IOException e) {
      System.getLogger(Arrival.class.getName())
          .log(System.Logger.Level.INFO, "cannot be closed: " + zip.getName(), e);
    }
  }
}
