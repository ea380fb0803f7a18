package io.github.nocobasewizard.backup;

import io.github.nocobasewizard.database.TableCounts;
import io.github.nocobasewizard.installation.Database;
import java.time.Duration;
import java.time.Instant;
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
/// @param database null if the user vouches for a backup of their own
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
    @Nullable DatabasePart database,
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

  /// @param file within the restore point's folder
  /// @param sha256 of that file
  /// @param rows rows of each table at the moment of the dump
  /// @param content tables that hold the users' own records
  public record DatabasePart(
      Database.Kind kind,
      String serverVersion,
      String serverImageId,
      String name,
      String file,
      long size,
      String sha256,
      Map<String, Long> rows,
      Set<String> content) {

    public TableCounts counts() {
      return new TableCounts(new TreeMap<>(rows), content);
    }
  }

  /// The storage folder of one service.
  ///
  /// @param file a tar archive within the restore point's folder
  /// @param listing checksum over names, sizes and times of the files, to see whether they changed
  public record StoragePart(
      String service, String file, long size, String sha256, long files, String listing) {}

  /// A Compose file, `.env` or other file of the project.
  ///
  /// @param path where it belongs
  public record FilePart(String path, String file, String sha256) {}

  /// The dump was restored into an empty database and compared.
  public record Proof(Instant at, Duration took, int tables, long rows) {}

  public Optional<Proof> proven() {
    return Optional.ofNullable(proof);
  }

  /// Bytes of all files of the restore point.
  public long size() {
    long total = database == null ? 0 : database.size();
    for (StoragePart part : storage) {
      total += part.size();
    }
    return total;
  }

  /// Number of files in the storage folders.
  public long storedFiles() {
    return storage.stream().mapToLong(StoragePart::files).sum();
  }

  Manifest withData(
      Instant newExactUpTo,
      boolean nowSealed,
      @Nullable DatabasePart newDatabase,
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
        newDatabase,
        newStorage,
        files,
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
        database,
        storage,
        files,
        newProof);
  }
}
