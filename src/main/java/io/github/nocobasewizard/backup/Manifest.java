package io.github.nocobasewizard.backup;

import io.github.nocobasewizard.database.TableCounts;
import io.github.nocobasewizard.installation.Database;
import io.github.nocobasewizard.installation.Installation;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What a restore point contains, with a checksum for each file. Kept as `manifest.json` in its
/// folder; holds no secrets itself (the files it lists do).
///
/// @param format 1
/// @param id the folder's name
/// @param created when it was begun
/// @param exactUpTo the database and storage are complete up to this moment; later writes are not
///     in it
/// @param sealed true if nothing could be written after `exactUpTo` before the version changed
/// @param installation [io.github.nocobasewizard.installation.Installation#key()]
/// @param version the tag as written in the files, e.g. `2.2.0-full`
/// @param appVersion what the app itself reported; null if it did not answer
/// @param notIncluded databases elsewhere whose data the app shows: they are in no restore point
/// @param databases none if the user vouches for a backup of their own
public record Manifest(
    int format,
    String id,
    Instant created,
    Instant exactUpTo,
    boolean sealed,
    String project,
    String folder,
    String installation,
    String version,
    @Nullable String appVersion,
    List<ServiceImage> images,
    List<DatabasePart> databases,
    List<String> notIncluded,
    List<StoragePart> storage,
    List<FilePart> files,
    @Nullable Proof proof) {

  public static final int FORMAT = 1;

  /// What one service ran. The digest finds the very same image again if the tag has moved on.
  ///
  /// @param image as written
  /// @param imageId `sha256:…` on this machine
  /// @param repoDigest `name@sha256:…`, null if the image was never pulled
  public record ServiceImage(
      String service, String image, String imageId, @Nullable String repoDigest) {}

  /// @param key [Database#key()]
  /// @param serverImageId image of a server of the same kind, which can prove the dump
  /// @param file within the restore point's folder
  /// @param sha256 of that file
  /// @param bytes on the server's disk
  /// @param position [io.github.nocobasewizard.database.DatabaseClient#position()] before the dump was
  ///     begun; null if it could not be told
  /// @param rows rows of each table at the moment of the dump
  /// @param content tables that hold the users' own records
  /// @param checksums of the tables that were not written to while the dump was made, as far as they
  ///     are not too large
  /// @param sequences where each one stood
  public record DatabasePart(
      Database.Kind kind,
      String key,
      String serverVersion,
      String serverImageId,
      String name,
      String file,
      long size,
      String sha256,
      long bytes,
      @Nullable String position,
      Map<String, Long> rows,
      Set<String> content,
      Map<String, String> checksums,
      Map<String, String> sequences) {

    public TableCounts counts() {
      return new TableCounts(new TreeMap<>(rows), content);
    }

    /// The same dump for another database of its kind.
    DatabasePart of(String newKey) {
      return new DatabasePart(
          kind,
          newKey,
          serverVersion,
          serverImageId,
          name,
          file,
          size,
          sha256,
          bytes,
          null,
          rows,
          content,
          checksums,
          sequences);
    }

    /// The same, to be proven by another image of the same kind of server.
    DatabasePart provenBy(String newServerImageId) {
      return new DatabasePart(
          kind,
          key,
          serverVersion,
          newServerImageId,
          name,
          file,
          size,
          sha256,
          bytes,
          position,
          rows,
          content,
          checksums,
          sequences);
    }

    /// The same in a folder within the restore point's.
    DatabasePart within(String folder) {
      return new DatabasePart(
          kind,
          key,
          serverVersion,
          serverImageId,
          name,
          folder + "/" + file,
          size,
          sha256,
          bytes,
          position,
          rows,
          content,
          checksums,
          sequences);
    }
  }

  /// The storage folder of one service.
  ///
  /// @param file a tar archive within the restore point's folder
  /// @param listing checksum over names, sizes and times of the files, to see whether they changed
  public record StoragePart(
      String service, String file, long size, String sha256, long files, String listing) {
    StoragePart of(String otherService) {
      return new StoragePart(otherService, file, size, sha256, files, listing);
    }
  }

  /// A Compose file, `.env` or other file of the project.
  ///
  /// @param path where it belongs
  public record FilePart(String path, String file, String sha256) {
    /// What `sha256` is for these bytes.
    public static String checksum(byte[] bytes) {
      return HexFormat.of().formatHex(RestorePointStore.newSha256().digest(bytes));
    }
  }

  /// The dumps were restored into empty databases and compared.
  ///
  /// @param tables compared by their number of rows
  /// @param alike how many of them were also compared by their content
  /// @param sequences compared by where they stand
  public record Proof(Instant at, Duration took, int tables, long rows, int alike, int sequences) {}

  /// The main database; null if the user vouches for a backup of their own.
  public @Nullable DatabasePart database() {
    return databases.isEmpty() ? null : databases.getFirst();
  }

  /// What a dump belongs to now: the database with the same address; a sub-application's beside one;
  /// and where there is only one on both sides, that one.
  public Optional<Database> databaseOf(DatabasePart part, Installation installation) {
    List<Database> present = installation.databases();
    boolean onlyOne = present.size() == 1 && databases.size() == 1;
    String server = part.key().substring(0, part.key().lastIndexOf('/') + 1);
    return present.stream()
        .filter(database -> onlyOne || database.key().equals(part.key()))
        .findFirst()
        .or(() ->
            present.stream()
                .filter(database -> !server.isEmpty() && database.key().startsWith(server))
                .map(database -> database.named(part.name()))
                .findFirst())
        .filter(database -> database.kind() == part.kind());
  }

  /// Of all databases, as [io.github.nocobasewizard.database.DatabaseConnector#count] has them.
  public TableCounts counts() {
    return TableCounts.joined(databases.stream().map(DatabasePart::counts).toList());
  }

  public Optional<Proof> proven() {
    return Optional.ofNullable(proof);
  }

  /// Every file of the restore point with its SHA-256.
  public Map<String, String> checksums() {
    Map<String, String> checksums = new LinkedHashMap<>();
    databases.forEach(part -> checksums.put(part.file(), part.sha256()));
    storage.forEach(part -> checksums.put(part.file(), part.sha256()));
    files.forEach(part -> checksums.put(part.file(), part.sha256()));
    return checksums;
  }

  /// Bytes of all files of the restore point.
  public long size() {
    long total = 0;
    for (DatabasePart part : databases) {
      total += part.size();
    }
    for (StoragePart part : storage) {
      total += part.size();
    }
    return total;
  }

  /// Number of files in the storage folders.
  public long storedFiles() {
    return storage.stream().mapToLong(StoragePart::files).sum();
  }

  Manifest withId(String newId) {
    return new Manifest(
        format,
        newId,
        created,
        exactUpTo,
        sealed,
        project,
        folder,
        installation,
        version,
        appVersion,
        images,
        databases,
        notIncluded,
        storage,
        files,
        proof);
  }

  Manifest withData(
      Instant newExactUpTo,
      boolean nowSealed,
      List<DatabasePart> newDatabases,
      List<StoragePart> newStorage) {
    return new Manifest(
        format,
        id,
        created,
        newExactUpTo,
        nowSealed,
        project,
        folder,
        installation,
        version,
        appVersion,
        images,
        newDatabases,
        notIncluded,
        newStorage,
        files,
        proof);
  }

  Manifest withFiles(List<FilePart> newFiles) {
    return new Manifest(
        format,
        id,
        created,
        exactUpTo,
        sealed,
        project,
        folder,
        installation,
        version,
        appVersion,
        images,
        databases,
        notIncluded,
        storage,
        newFiles,
        proof);
  }

  Manifest withProof(@Nullable Proof newProof) {
    return new Manifest(
        format,
        id,
        created,
        exactUpTo,
        sealed,
        project,
        folder,
        installation,
        version,
        appVersion,
        images,
        databases,
        notIncluded,
        storage,
        files,
        newProof);
  }
}
