package io.github.nocobasewizard.backup;

import io.github.nocobasewizard.backup.ImportException.Reason;
import io.github.nocobasewizard.engine.Cancellation;
import io.github.nocobasewizard.installation.Installation;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalLong;

/// Brings restore points into the backup folder: copies of this installation's own, and those of
/// others, which are then made to fit.
///
/// What arrives is copied and compared with its checksums; it becomes a restore point only when it is
/// whole.
public final class RestorePointImport {
  private final RestorePointStore store;
  private final Adoption adoption;

  public RestorePointImport(RestorePointStore store, Adoption adoption) {
    this.store = store;
    this.adoption = adoption;
  }

  /// Whether it was made from this very installation.
  public static boolean belongsTo(Arrival arrival, Installation installation) {
    return arrival.manifest().installation().equals(installation.key());
  }

  /// @param installation which it shall belong to from now on
  /// @throws ImportException if it cannot be taken
  /// @throws BackupException `DAMAGED` if a file is missing or differs; `DISK_FULL`,
  ///     `FOLDER_NOT_WRITABLE`
  /// @throws java.util.concurrent.CancellationException when cancelled
  public RestorePoint take(
      Arrival arrival,
      Installation installation,
      TransferProgress progress,
      Cancellation cancellation)
      throws ImportException, BackupException {
    requireNew(arrival);
    requireRoom(arrival);
    boolean own = belongsTo(arrival, installation);
    Path folder = create(installation);
    boolean done = false;
    try {
      copy(arrival, folder, new Transfer(arrival.manifest().size(), progress, cancellation));
      Manifest manifest = arrival.manifest().withId(String.valueOf(folder.getFileName()));
      Manifest mine = own ? manifest : adoption.adopt(manifest, installation, folder);
      RestorePoint point = store.save(folder, mine);
      Notes.Origin origin = own ? Notes.Origin.COPY : Notes.Origin.ANOTHER_INSTALLATION;
      RestorePoint noted =
          RestorePointStore.annotate(
              point, new Notes(arrival.notes().name(), true, origin, arrival.name()));
      done = true;
      return noted;
    } catch (IOException e) {
      throw Backup.failed(folder, e);
    } finally {
      if (!done) {
        Backup.removeQuietly(folder);
      }
    }
  }

  private void requireNew(Arrival arrival) throws ImportException {
    Manifest manifest = arrival.manifest();
    boolean here =
        store.list().stream()
            .map(RestorePoint::manifest)
            .anyMatch(other ->
                other.installation().equals(manifest.installation())
                    && other.created().equals(manifest.created())
                    && other.exactUpTo().equals(manifest.exactUpTo()));
    if (here) {
      throw new ImportException(Reason.ALREADY_HERE, arrival.name(), "", null);
    }
  }

  private void requireRoom(Arrival arrival) throws BackupException {
    OptionalLong free = RestorePointStore.free(store.folder());
    long size = arrival.manifest().size();
    if (free.isPresent() && free.getAsLong() < size) {
      throw new BackupException(
          BackupException.Reason.DISK_FULL,
          store.folder().toString(),
          size + " bytes, " + free.getAsLong() + " free",
          null);
    }
  }

  private Path create(Installation installation) throws BackupException {
    try {
      return store.create(installation.name());
    } catch (IOException e) {
      throw Backup.failed(store.folder(), e);
    }
  }

  private static void copy(Arrival arrival, Path folder, Transfer transfer) throws BackupException {
    for (Map.Entry<String, String> each : arrival.manifest().checksums().entrySet()) {
      Path copy = folder.resolve(each.getKey());
      String checksum;
      try (InputStream in = source(arrival, each.getKey())) {
        RestorePointStore.createPrivate(RestorePointStore.parent(copy));
        try (OutputStream out = RestorePointStore.newFile(copy)) {
          checksum = transfer.copy(in, out);
        }
        RestorePointStore.sync(copy);
      } catch (IOException e) {
        throw Backup.failed(copy, e);
      }
      RestorePointExport.require(each, checksum);
    }
  }

  private static InputStream source(Arrival arrival, String file) throws BackupException {
    try {
      return arrival.open(file);
    } catch (IOException e) {
      throw new BackupException(BackupException.Reason.DAMAGED, file, String.valueOf(e), e);
    }
  }
}
