package io.github.nocobasewizard.restore;

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
  public Done<Integer> perform(RunWork run) throws IOException {
    for (Manifest.FilePart part : point.manifest().files()) {
      Path path = Path.of(part.path());
      putBack(path, Files.readAllBytes(point.file(part.file())));
      run.context().log(path.getFileName() + " put back");
    }
    return Done.quietly(point.manifest().files().size());
  }

  private static void putBack(Path path, byte[] bytes) throws IOException {
    if (Files.isRegularFile(path) && Arrays.equals(Files.readAllBytes(path), bytes)) {
      return;
    }
    WriteResult result = Files.exists(path) ? AtomicFile.replace(path, bytes) : make(path, bytes);
    if (result instanceof WriteResult.NotWritten(var file, var reason, var details)) {
      throw new NotPutBackException(file, reason, details);
    }
  }

  private static WriteResult make(Path path, byte[] bytes) {
    try {
      Files.write(path, bytes);
      return new WriteResult.Written(path, false);
    } catch (IOException e) {
      return new WriteResult.NotWritten(path, WriteResult.Reason.of(e), e.toString());
    }
  }
}
