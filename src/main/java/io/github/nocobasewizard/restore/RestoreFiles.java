package io.github.nocobasewizard.restore;

import io.github.nocobasewizard.backup.BackupException;
import io.github.nocobasewizard.backup.Manifest;
import io.github.nocobasewizard.backup.RestorePoint;
import io.github.nocobasewizard.installation.edit.AtomicFile;
import io.github.nocobasewizard.installation.edit.WriteResult;
import io.github.nocobasewizard.run.RunEvent.Phase;
import io.github.nocobasewizard.run.RunWork;
import io.github.nocobasewizard.run.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/// Puts the project's files back, byte for byte.
record RestoreFiles(RestorePoint point) implements Step<Integer> {
  @Override
  public Phase phase() {
    return Phase.RESTORE_FILES;
  }

  /// How many files there were.
  @Override
  public Done<Integer> perform(RunWork run) throws IOException, BackupException {
    for (Manifest.FilePart part : point.manifest().files()) {
      Path path = Path.of(part.path());
      putBack(path, Files.readAllBytes(point.file(part.file())));
      run.context().log(path.getFileName() + " put back");
    }
    return Done.quietly(point.manifest().files().size());
  }

  private static void putBack(Path path, byte[] bytes) throws IOException, BackupException {
    if (!Files.exists(path)) {
      Files.write(path, bytes);
    } else if (!Arrays.equals(Files.readAllBytes(path), bytes)
        && AtomicFile.replace(path, bytes)
            instanceof WriteResult.NotWritten(var file, var reason, var details)) {
      throw new BackupException(
          BackupException.Reason.FILES_FAILED, file.toString(), reason + " " + details, null);
    }
  }
}
