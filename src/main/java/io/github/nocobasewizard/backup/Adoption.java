package io.github.nocobasewizard.backup;

import io.github.nocobasewizard.backup.ImportException.Reason;
import io.github.nocobasewizard.backup.Manifest.DatabasePart;
import io.github.nocobasewizard.backup.Manifest.FilePart;
import io.github.nocobasewizard.backup.Manifest.ServiceImage;
import io.github.nocobasewizard.backup.Manifest.StoragePart;
import io.github.nocobasewizard.engine.ImageReference;
import io.github.nocobasewizard.installation.Database;
import io.github.nocobasewizard.installation.Installation;
import io.github.nocobasewizard.installation.edit.EditPlan;
import io.github.nocobasewizard.installation.edit.FileEdit;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Makes data from elsewhere a restore point of an installation: records and uploaded files are those
/// that came, the project's files are those of the installation as they are now, with the version put
/// in that the records belong to.
///
/// Files of another computer would bring its passwords, ports and folders with them.
public final class Adoption {
  /// An image that is on no computer; it is then looked for by its name.
  private static final String NOWHERE = "sha256:" + "0".repeat(64);

  private final BiFunction<Installation, ImageReference, EditPlan> planner;

  /// @param planner what would be written to move an installation to an image
  public Adoption(BiFunction<Installation, ImageReference, EditPlan> planner) {
    this.planner = planner;
  }

  /// @param folder of the restore point; gets the project's files
  /// @throws ImportException if the data does not fit this installation
  Manifest adopt(Manifest foreign, Installation installation, Path folder)
      throws ImportException, BackupException, IOException {
    ImageReference image = installation.image().withTag(foreign.version());
    @Nullable ServiceImage known = foreign.images().isEmpty() ? null : foreign.images().getFirst();
    return new Manifest(
        Manifest.FORMAT,
        String.valueOf(folder.getFileName()),
        foreign.created(),
        foreign.exactUpTo(),
        foreign.sealed(),
        installation.name(),
        installation.folder().toString(),
        installation.key(),
        foreign.version(),
        foreign.appVersion(),
        installation.serviceNames().stream().map(service -> image(service, image, known)).toList(),
        List.of(database(foreign.databases(), installation)),
        foreign.notIncluded(),
        storage(foreign.storage(), installation),
        files(installation, image, folder),
        null);
  }

  private static ServiceImage image(
      String service, ImageReference image, @Nullable ServiceImage known) {
    return new ServiceImage(
        service,
        image.toString(),
        known == null ? NOWHERE : known.imageId(),
        known == null ? null : known.repoDigest());
  }

  private static DatabasePart database(List<DatabasePart> parts, Installation installation)
      throws ImportException {
    if (parts.size() != 1 || installation.databases().size() != 1) {
      throw new ImportException(
          Reason.OTHER_SHAPE, installation.name(), parts.size() + " databases", null);
    }
    Database database = installation.database();
    DatabasePart part = parts.getFirst();
    requireSameKind(part.kind(), database, installation.name());
    return part.of(database.key());
  }

  /// @throws ImportException `OTHER_DATABASE`
  static void requireSameKind(Database.Kind kind, Database database, String name)
      throws ImportException {
    if (kind != database.kind()) {
      throw new ImportException(
          Reason.OTHER_DATABASE, name, kind + ", not " + database.kind(), null);
    }
  }

  /// One storage goes to the service that people open; more of them only to services of their names.
  private static List<StoragePart> storage(List<StoragePart> parts, Installation installation)
      throws ImportException {
    if (parts.size() == 1) {
      return List.of(parts.getFirst().of(installation.main().name()));
    }
    if (!parts.stream().allMatch(part -> installation.serviceNames().contains(part.service()))) {
      throw new ImportException(
          Reason.OTHER_SHAPE, installation.name(), parts.size() + " storage folders", null);
    }
    return parts;
  }

  private List<FilePart> files(Installation installation, ImageReference image, Path folder)
      throws ImportException, BackupException, IOException {
    if (!(planner.apply(installation, image) instanceof EditPlan.Planned planned)) {
      throw new ImportException(
          Reason.VERSION_NOT_WRITABLE, installation.name(), image.toString(), null);
    }
    RestorePointStore.delete(folder.resolve("files"));
    Map<String, FileEdit> edits =
        planned.edits().stream()
            .collect(
                Collectors.toMap(edit -> edit.file().toAbsolutePath().toString(), edit -> edit));
    List<FilePart> files = new ArrayList<>();
    for (FilePart part : Backup.projectFiles(installation, folder)) {
      FileEdit edit = edits.get(part.path());
      files.add(edit == null ? part : edited(part, edit.after(), folder));
    }
    return files;
  }

  private static FilePart edited(FilePart part, byte[] bytes, Path folder) throws IOException {
    Path copy = folder.resolve(part.file());
    try (OutputStream out = RestorePointStore.newFile(copy)) {
      out.write(bytes);
    }
    RestorePointStore.sync(copy);
    return new FilePart(part.path(), part.file(), FilePart.checksum(bytes));
  }
}
