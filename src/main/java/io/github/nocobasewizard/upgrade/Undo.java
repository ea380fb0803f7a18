package io.github.nocobasewizard.upgrade;

import io.github.nocobasewizard.backup.Manifest.FilePart;
import io.github.nocobasewizard.backup.RestorePoint;
import io.github.nocobasewizard.engine.ComposeTool;
import io.github.nocobasewizard.engine.ContainerEngine;
import io.github.nocobasewizard.engine.ContainerEngine.Container;
import io.github.nocobasewizard.engine.EngineException;
import io.github.nocobasewizard.engine.ImageReference;
import io.github.nocobasewizard.installation.Installation;
import io.github.nocobasewizard.installation.edit.EditPlan;
import io.github.nocobasewizard.installation.edit.FileEdit;
import io.github.nocobasewizard.installation.edit.Refused;
import io.github.nocobasewizard.installation.edit.WriteResult;
import io.github.nocobasewizard.run.Journal;
import io.github.nocobasewizard.run.Problem;
import io.github.nocobasewizard.run.RunEvent;
import io.github.nocobasewizard.run.RunWork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a leg has changed before its version is started, and how to take that back.
///
/// Each change stands in the journal before it is made, with all that undoing it needs, so that
/// another start of this program can undo it just as well. Undoing can be done again from its
/// beginning.
final class Undo {
  private final Set<String> stopped = new LinkedHashSet<>();
  private final List<Written> written = new ArrayList<>();

  /// A file that was (or was about to be) written.
  ///
  /// @param before checksum of the old bytes
  /// @param after checksum of the new ones
  /// @param kept a file with the old bytes, in the restore point
  record Written(Path file, String before, String after, Path kept) {
    /// Which bytes the file has now.
    FileEdit.State state() {
      try {
        String now = FilePart.checksum(Files.readAllBytes(file));
        return now.equals(before)
            ? FileEdit.State.BEFORE
            : now.equals(after) ? FileEdit.State.AFTER : FileEdit.State.OTHER;
      } catch (IOException e) {
        return FileEdit.State.UNREADABLE;
      }
    }
  }

  /// As far as the journal of a run that was cut off tells; see [UpgradeTrace].
  void remember(Journal.Entry entry) {
    switch (entry.type()) {
      case UpgradeTrace.STOPPING -> stopped.add(entry.get("container"));
      case UpgradeTrace.WRITING ->
          written.add(
              new Written(
                  Path.of(entry.get("file")),
                  entry.get("before"),
                  entry.get("after"),
                  Path.of(entry.get("kept"))));
      default -> {}
    }
  }

  List<Written> written() {
    return List.copyOf(written);
  }

  /// Ids of the containers that were (or were about to be) stopped.
  Set<String> stopped() {
    return Set.copyOf(stopped);
  }

  /// Notes that a container is about to be stopped.
  void stopping(Container app, RunWork run) throws IOException {
    run.note(
        UpgradeTrace.STOPPING,
        Map.of("container", app.id(), "image", app.image(), "imageId", app.imageId()));
    stopped.add(app.id());
  }

  /// Notes that a file is about to be written.
  void writing(FileEdit edit, RestorePoint kept, RunWork run)
      throws IOException, PlanOutdatedException {
    String before = FilePart.checksum(edit.before());
    Path path = edit.file().toAbsolutePath();
    Path copy =
        kept.manifest().files().stream()
            .filter(part -> part.sha256().equals(before) && Path.of(part.path()).equals(path))
            .findFirst()
            .map(part -> kept.file(part.file()))
            .orElseThrow(
                () -> new PlanOutdatedException("edit.FILE_CHANGED", path.toString(), "not kept"));
    Written change = new Written(path, before, FilePart.checksum(edit.after()), copy);
    run.note(
        UpgradeTrace.WRITING,
        Map.of(
            "file", path.toString(),
            "before", change.before(),
            "after", change.after(),
            "kept", copy.toString()));
    written.add(change);
  }

  /// What the leg leads from and to.
  record Way(ImageReference from, ImageReference to) {}

  /// Starts what was stopped and puts the old bytes back; each also where the other fails, because the
  /// disk has no room for a file, or Docker is away.
  ///
  /// A file that somebody else has changed meanwhile is not overwritten: only the version in it is set
  /// back, if it is the new one.
  ///
  /// @throws PlanOutdatedException if a file cannot be written
  void takeBack(
      ContainerEngine engine, ComposeTool compose, Installation installation, Way way, RunWork run)
      throws EngineException, IOException, PlanOutdatedException {
    boolean all = true;
    boolean foreign = false;
    try {
      all = startAll(engine);
    } finally {
      for (Written change : written.reversed()) {
        foreign |= !putBack(change);
      }
    }
    if (foreign) {
      setVersionBack(compose, installation, way, run);
    }
    if (!all) {
      compose.up(installation.project(), installation.serviceNames(), run.context()::log);
    }
    if (!stopped.isEmpty()) {
      run.context().log("The version before was started again");
    }
  }

  /// False if somebody else has changed the file.
  private static boolean putBack(Written change) throws IOException, PlanOutdatedException {
    byte[] now = Files.readAllBytes(change.file());
    String checksum = FilePart.checksum(now);
    if (checksum.equals(change.before())) {
      return true;
    }
    if (!checksum.equals(change.after())) {
      return false;
    }
    write(new FileEdit(change.file(), now, Files.readAllBytes(change.kept()), List.of()));
    return true;
  }

  private static void write(FileEdit edit) throws PlanOutdatedException {
    if (edit.write() instanceof WriteResult.NotWritten(var file, var reason, var details)) {
      throw new PlanOutdatedException("write." + reason, file.toString(), details);
    }
  }

  /// Neither the old nor the new version in the files is somebody's wish, and stays.
  private static void setVersionBack(
      ComposeTool compose, Installation installation, Way way, RunWork run)
      throws EngineException, PlanOutdatedException {
    run.context().log(RunEvent.Level.WARNING, "Somebody has changed a file; its changes stay");
    String config = compose.config(installation.project());
    Optional<Installation> now =
        installation.find(config).filter(present -> present.image().equals(way.to()));
    if (now.isPresent()) {
      setVersionBack(now.get(), way.from());
    }
  }

  private static void setVersionBack(Installation now, ImageReference from)
      throws PlanOutdatedException {
    switch (new UpgradePlanner().changes(now, from)) {
      case EditPlan.Planned planned -> {
        for (FileEdit edit : planned.edits()) {
          write(edit);
        }
      }
      case Refused refused -> {
        Problem why = PlanRefusedException.problem(now, refused);
        throw new PlanOutdatedException(why.code(), why.thing(), why.details());
      }
    }
  }

  /// False if a container is gone: then Compose has to make it anew.
  private boolean startAll(ContainerEngine engine) throws EngineException {
    boolean all = true;
    for (String container : stopped) {
      try {
        engine.start(container);
      } catch (EngineException e) {
        if (e.reason() != EngineException.Reason.CONTAINER_NOT_FOUND) {
          throw e;
        }
        all = false;
      }
    }
    return all;
  }
}
