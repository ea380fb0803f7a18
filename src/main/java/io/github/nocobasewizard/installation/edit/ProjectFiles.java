package io.github.nocobasewizard.installation.edit;

import io.github.nocobasewizard.engine.ImageReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The files of a Compose project as they were when they were read: where the images of its
/// services are written, and what would have to be written to change them.
///
/// Reading touches the disk and belongs on no UI thread; so does [#plan], which reads the edited
/// files once more. Nothing here writes: see [FileEdit#write()]. No method throws because of what
/// stands in the files; what is not certain is [Refused].
public final class ProjectFiles {
  /// The usual names of a Compose file, in the order in which Compose looks for them.
  public static final List<String> NAMES = ComposeFiles.NAMES;

  private final ProjectSource source;
  private final FileSource files;
  private final @Nullable ComposeModel model;
  private final @Nullable Refused problem;

  private ProjectFiles(
      ProjectSource source,
      FileSource files,
      @Nullable ComposeModel model,
      @Nullable Refused problem) {
    this.source = source;
    this.files = files;
    this.model = model;
    this.problem = problem;
  }

  /// The Compose files that Compose takes for a project, in its order: those that are named, those
  /// of `COMPOSE_FILE` (also where that stands in `.env`), else the usual ones of the folder. Empty
  /// if there are none, or if that cannot be told.
  public static List<Path> composeFiles(ProjectSource source) {
    try {
      return ComposeFiles.find(source, FileSource.DISK).files();
    } catch (RefusedException unknown) {
      // Compose itself says what is wrong when it is asked for the project.
      return List.of();
    }
  }

  /// Whether a folder has a Compose file under one of the usual names.
  public static boolean isProject(Path folder) {
    return ComposeFiles.usual(folder, FileSource.DISK) != null;
  }

  /// Reads all files of a project. If that fails, every answer is the reason.
  public static ProjectFiles read(ProjectSource source) {
    return read(source, FileSource.DISK);
  }

  static ProjectFiles read(ProjectSource source, FileSource files) {
    try {
      return new ProjectFiles(source, files, ComposeModel.load(source, files), null);
    } catch (RefusedException refused) {
      return new ProjectFiles(source, files, null, refused.refused());
    }
  }

  /// The files as they will be once these edits are written. What is planned on them can be written
  /// after those edits.
  public ProjectFiles after(EditPlan.Planned planned) {
    Map<Path, byte[]> edited = new HashMap<>();
    planned.edits().forEach(edit -> edited.put(files.identity(edit.file()), edit.after()));
    return read(source, files.with(edited));
  }

  /// Why the project could not be read.
  public Optional<Refused> problem() {
    return Optional.ofNullable(problem);
  }

  /// All services, also those of inactive profiles.
  public SortedSet<String> services() {
    return model == null ? new TreeSet<>() : new TreeSet<>(model.services().keySet());
  }

  /// Every file that has a part in what the project means: Compose files with those they include
  /// or extend, environment files, and the `env_file` of services. For putting them into a restore
  /// point.
  public List<Path> files() {
    if (model == null) {
      return List.of();
    }
    Set<Path> all = new LinkedHashSet<>();
    model.yamlFiles().forEach(yaml -> all.add(yaml.file().path()));
    all.addAll(model.environmentFiles());
    all.addAll(containerEnvironmentFiles(model));
    return List.copyOf(all);
  }

  private static Set<Path> containerEnvironmentFiles(ComposeModel model) {
    try {
      return model.containerEnvironmentFiles();
    } catch (RefusedException tooComplex) {
      // The same reason comes with every plan; the files that are known are still worth keeping.
      return Set.of();
    }
  }

  /// Where the version of a service's image is written.
  public ImageLocation locate(String service) {
    if (model == null) {
      return refusal(service);
    }
    try {
      return new Locator(model).locate(service);
    } catch (RefusedException refused) {
      return refused.refused().forService(service);
    }
  }

  /// What to write so that all these services, and no others, use the same image.
  ///
  /// @param target with the tag, the digest, or both that the image is to have
  public EditPlan plan(Set<String> services, ImageReference target) {
    Map<String, ImageReference> targets = new TreeMap<>();
    services.forEach(service -> targets.put(service, target));
    return plan(targets, EditPlan.Manner.WHERE_IT_IS_WRITTEN);
  }

  /// The same, for each service its own image.
  public EditPlan plan(Map<String, ImageReference> targets, EditPlan.Manner manner) {
    if (model == null) {
      return refusal(null);
    }
    try {
      return planned(model, new TreeMap<>(targets), manner);
    } catch (RefusedException refused) {
      return refused.refused();
    }
  }

  private Refused refusal(@Nullable String service) {
    Refused why = problem == null ? Refused.of(Reason.NO_COMPOSE_FILE) : problem;
    return service == null ? why : why.forService(service);
  }

  private EditPlan planned(
      ComposeModel before, SortedMap<String, ImageReference> targets, EditPlan.Manner manner)
      throws RefusedException {
    SortedMap<String, String> images = new TreeMap<>();
    List<TextChange.InFile> changes = new ArrayList<>();
    for (Map.Entry<String, ImageReference> target : targets.entrySet()) {
      Locator.Located located = new Locator(before).located(target.getKey());
      String moved = located.image().moved(target.getValue());
      if (!ImageReference.find(moved).equals(Optional.of(target.getValue()))) {
        throw new RefusedException(
            Refused.of(Reason.NOT_AN_IMAGE).forService(target.getKey()).named(moved));
      }
      images.put(target.getKey(), moved);
      changes.addAll(
          manner == EditPlan.Manner.LITERALLY
              ? List.of(located.literally(moved))
              : TextChange.plan(
                  located.service(), located.text(), located.image(), target.getValue()));
    }
    List<FileEdit> edits = edits(changes);
    new SelfCheck(before, source, files).check(edits, images);
    return new EditPlan.Planned(edits, images);
  }

  private static List<FileEdit> edits(List<TextChange.InFile> changes) throws RefusedException {
    Map<Path, TextFile> byIdentity = new LinkedHashMap<>();
    Map<Path, Set<FileEdit.Splice>> splices = new HashMap<>();
    for (TextChange.InFile change : changes) {
      if (change.isNothing()) {
        continue;
      }
      Path identity = change.file().identity();
      byIdentity.putIfAbsent(identity, change.file());
      splices.computeIfAbsent(identity, none -> new HashSet<>()).add(change.splice());
    }
    List<FileEdit> edits = new ArrayList<>();
    for (Map.Entry<Path, TextFile> entry : byIdentity.entrySet()) {
      TextFile file = entry.getValue();
      List<FileEdit.Splice> ordered =
          new ArrayList<>(splices.getOrDefault(entry.getKey(), Collections.emptySet()));
      ordered.sort(
          Comparator.comparingInt(FileEdit.Splice::start).thenComparingInt(FileEdit.Splice::end));
      requireSeparate(file, ordered);
      edits.add(FileEdit.of(file.path(), file.bytes(), ordered));
    }
    return edits;
  }

  private static void requireSeparate(TextFile file, List<FileEdit.Splice> splices)
      throws RefusedException {
    for (int i = 1; i < splices.size(); i++) {
      FileEdit.Splice before = splices.get(i - 1);
      FileEdit.Splice after = splices.get(i);
      if (before.end() > after.start() || before.start() == after.start()) {
        throw new RefusedException(
            Refused.of(Reason.SERVICES_DISAGREE).at(file.path(), file.lineOfByte(after.start())));
      }
    }
  }
}
