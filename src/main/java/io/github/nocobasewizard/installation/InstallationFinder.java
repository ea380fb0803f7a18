package io.github.nocobasewizard.installation;

import io.github.nocobasewizard.engine.ComposeTool;
import io.github.nocobasewizard.engine.ContainerEngine;
import io.github.nocobasewizard.engine.ContainerEngine.Container;
import io.github.nocobasewizard.engine.ContainerEngine.HelperContainer;
import io.github.nocobasewizard.engine.EngineException;
import io.github.nocobasewizard.installation.InstallationException.Reason;
import io.github.nocobasewizard.installation.edit.ProjectFiles;
import io.github.nocobasewizard.installation.edit.ProjectSource;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Finds installations: from containers that Compose made (running or not), from folders used
/// before, and from a path that the user chose, dropped or pasted.
public final class InstallationFinder {
  private static final String EVERY_PROFILE = "*";

  private final ContainerEngine engine;
  private final ComposeTool compose;
  private final boolean windows;

  public InstallationFinder(ContainerEngine engine, ComposeTool compose) {
    this(engine, compose, File.separatorChar == '\\');
  }

  InstallationFinder(ContainerEngine engine, ComposeTool compose, boolean windows) {
    this.engine = engine;
    this.compose = compose;
    this.windows = windows;
  }

  /// What was found, and what looked like one but could not be read.
  public record Found(List<Installation> installations, List<InstallationException> unreadable) {}

  /// All installations known on this computer: those used before in their order, then running ones.
  ///
  /// An engine that does not answer is no error here: folders used before are found without it, and
  /// readiness says what is wrong.
  public Found find(List<Path> usedBefore) {
    Map<Path, ComposeTool.Project> projects = new LinkedHashMap<>();
    List<InstallationException> unreadable = new ArrayList<>();
    for (Container container : containers()) {
      Optional<ComposeTool.Project> project = projectOf(container);
      if (project.isPresent()) {
        projects.putIfAbsent(project.get().folder(), project.get());
      } else {
        unreadable.add(whyNoProject(container));
      }
    }
    for (Path folder : usedBefore) {
      projectIn(folder).ifPresent(project -> projects.putIfAbsent(project.folder(), project));
    }
    List<Installation> installations = new ArrayList<>();
    for (ComposeTool.Project project : projects.values()) {
      try {
        installations.add(read(project));
      } catch (InstallationException e) {
        unreadable.add(e);
      }
    }
    installations.sort(Comparator.comparingInt(it -> place(it.folder(), usedBefore)));
    return new Found(installations, unreadable);
  }

  private static int place(Path folder, List<Path> usedBefore) {
    int place = usedBefore.indexOf(folder);
    return place < 0 ? usedBefore.size() : place;
  }

  /// Those that look like NocoBase, running ones first; none if the engine does not answer.
  private List<Container> containers() {
    try {
      return engine.containers().stream()
          .filter(InstallationFinder::looksLikeNocoBase)
          .sorted((a, b) -> Boolean.compare(b.running(), a.running()))
          .toList();
    } catch (EngineException e) {
      // Said by the readiness check of the engine.
      return List.of();
    }
  }

  private InstallationException whyNoProject(Container container) {
    Optional<String> swarm =
        container.label(Container.STACK).or(() -> container.label(Container.SWARM_SERVICE));
    if (swarm.isPresent()) {
      return new InstallationException(Reason.SWARM, swarm.get(), "", null);
    }
    return container
        .label(Container.WORKING_DIR)
        .map(folder ->
            new InstallationException(
                isSeenFromWindows(folder) ? Reason.IN_WSL : Reason.ELSEWHERE, folder, "", null))
        .orElseGet(
            () -> new InstallationException(Reason.WITHOUT_COMPOSE, container.name(), "", null));
  }

  /// A path of Linux cannot be of another Windows computer, so it is of the Linux within this one.
  private boolean isSeenFromWindows(String folder) {
    return windows && folder.startsWith("/");
  }

  /// The path in a text that somebody pasted: possibly in quotes, as `file:` address, or beginning
  /// with `~`. Empty if it is no path.
  public static Optional<Path> pathIn(String pasted) {
    String text = pasted.strip();
    if (text.length() > 1 && "\"'".indexOf(text.charAt(0)) >= 0) {
      text = text.substring(1, text.length() - 1);
    }
    try {
      return text.isEmpty() || text.lines().count() > 1
          ? Optional.empty()
          : Optional.of(
              text.startsWith("file:") ? Path.of(URI.create(text)) : Path.of(expandHome(text)));
    } catch (IllegalArgumentException | FileSystemNotFoundException e) {
      return Optional.empty();
    }
  }

  private static String expandHome(String text) {
    return text.equals("~") || text.startsWith("~/") || text.startsWith("~\\")
        ? System.getProperty("user.home") + text.substring(1)
        : text;
  }

  /// @param path the project folder, or one of its Compose files
  public Installation load(Path path) throws InstallationException {
    Path absolute = path.toAbsolutePath().normalize();
    if (!Files.exists(absolute)) {
      throw new InstallationException(Reason.NOT_THERE, absolute.toString(), "", null);
    }
    Path folder = Files.isRegularFile(absolute) ? absolute.getParent() : absolute;
    Optional<ComposeTool.Project> usual =
        Optional.ofNullable(folder).flatMap(InstallationFinder::projectIn);
    if (folder == null || (folder.equals(absolute) && usual.isEmpty())) {
      Optional<Path> inCloud = SyncedFolder.notDownloaded(absolute, ProjectFiles.NAMES);
      if (inCloud.isPresent()) {
        throw new InstallationException(Reason.NOT_DOWNLOADED, inCloud.get().toString(), "", null);
      }
      throw new InstallationException(Reason.NO_COMPOSE_FILE, absolute.toString(), "", null);
    }
    Optional<ComposeTool.Project> running =
        runningProjectIn(usual.map(ComposeTool.Project::folder).orElse(folder));
    if (running.isPresent()) {
      return read(running.get());
    }
    boolean meant =
        folder.equals(absolute)
            || usual.filter(project -> project.files().contains(absolute)).isPresent();
    return read(
        meant
            ? usual.orElseThrow()
            : new ComposeTool.Project(folder, List.of(absolute), List.of(), null));
  }

  /// The project that Compose sees when it is started in a folder; empty if there is none.
  ///
  /// With `COMPOSE_FILE` it may lie elsewhere: relative paths start from the first file's folder, and
  /// the variables of both folders count, those of the folder that it was started in first.
  private static Optional<ComposeTool.Project> projectIn(Path folder) {
    var here = new ComposeTool.Project(folder, List.of(), List.of(), null);
    List<Path> files = ProjectFiles.composeFiles(ProjectSource.of(here));
    if (files.isEmpty() || !files.stream().allMatch(Files::isRegularFile)) {
      // Where there is something wrong with it, Compose says what.
      boolean any = !files.isEmpty() || ProjectFiles.isProject(folder);
      return any ? Optional.of(here) : Optional.empty();
    }
    Path first = files.getFirst().getParent();
    if (first == null || sameFolder(first, folder)) {
      return Optional.of(new ComposeTool.Project(folder, files, List.of(), null));
    }
    List<Path> environment =
        Stream.of(first, folder)
            .map(each -> each.resolve(".env"))
            .filter(Files::isRegularFile)
            .toList();
    return Optional.of(new ComposeTool.Project(first, files, environment, null));
  }

  /// Containers remember how they were made; that beats guessing from the folder.
  private Optional<ComposeTool.Project> runningProjectIn(Path folder) {
    return containers().stream()
        .map(this::projectOf)
        .flatMap(Optional::stream)
        .filter(project -> sameFolder(project.folder(), folder))
        .findFirst();
  }

  private static boolean sameFolder(Path one, Path other) {
    try {
      return Files.isSameFile(one, other);
    } catch (IOException e) {
      return one.equals(other);
    }
  }

  private Installation read(ComposeTool.Project project) throws InstallationException {
    String where = project.folder().toString();
    try {
      Optional<Installation> usual =
          ComposeConfig.parse(compose.config(project)).installation(withFiles(project));
      return usual.isPresent()
          ? usual.get()
          : inProfiles(project)
              .orElseThrow(() -> new InstallationException(Reason.NO_NOCOBASE, where, "", null));
    } catch (EngineException e) {
      Reason reason =
          switch (e.reason()) {
            case COMPOSE_MISSING -> Reason.COMPOSE_MISSING;
            case COMPOSE_FAILED -> Reason.INVALID_FILES;
            default -> Reason.OTHER;
          };
      throw new InstallationException(reason, where, e.details(), e);
    }
  }

  /// NocoBase may stand in a profile that was named when it was started, which nothing remembers.
  private Optional<Installation> inProfiles(ComposeTool.Project project) throws EngineException {
    ComposeConfig all =
        ComposeConfig.parse(compose.config(project.withProfiles(List.of(EVERY_PROFILE))));
    Set<String> profiles = all.profilesOfNocoBase(servicesThere(all.projectName()));
    if (profiles.isEmpty()) {
      return Optional.empty();
    }
    ComposeTool.Project chosen = project.withProfiles(profiles);
    return ComposeConfig.parse(compose.config(chosen)).installation(withFiles(chosen));
  }

  private Set<String> servicesThere(String project) {
    return containers().stream()
        .filter(container -> container.label(Container.PROJECT).filter(project::equals).isPresent())
        .flatMap(container -> container.label(Container.SERVICE).stream())
        .collect(Collectors.toSet());
  }

  /// Fills in the files that Compose takes when none are named.
  private static ComposeTool.Project withFiles(ComposeTool.Project project) {
    return new ComposeTool.Project(
        project.folder(),
        ProjectFiles.composeFiles(ProjectSource.of(project)),
        project.environmentFiles(),
        project.name(),
        project.profiles());
  }

  private static boolean looksLikeNocoBase(Container container) {
    return !"True".equalsIgnoreCase(container.labels().get(Container.ONE_OFF))
        && container.label(HelperContainer.LABEL).isEmpty()
        && (container.image().contains("nocobase/nocobase")
            || container.image().matches(".*/nocobase(:.*)?(@.*)?")
            || container.environment().containsKey("NOCOBASE_RUNNING_IN_DOCKER")
            || (container.environment().containsKey("APP_KEY")
                && container.environment().containsKey("DB_DIALECT")));
  }

  /// From Compose's labels; empty if its folder is not on this computer.
  private Optional<ComposeTool.Project> projectOf(Container container) {
    Optional<Path> folder = container.label(Container.WORKING_DIR).flatMap(this::path);
    if (folder.isEmpty() || !Files.isDirectory(folder.get())) {
      return Optional.empty();
    }
    List<Path> files =
        paths(container.label(Container.CONFIG_FILES)).filter(Files::isRegularFile).toList();
    List<Path> environmentFiles =
        paths(container.label(Container.ENVIRONMENT_FILE)).filter(Files::isRegularFile).toList();
    return Optional.of(
        new ComposeTool.Project(
            folder.get(), files, environmentFiles, container.labels().get(Container.PROJECT)));
  }

  private Stream<Path> paths(Optional<String> label) {
    return label.stream()
        .flatMap(text -> Stream.of(text.split(",")))
        .filter(text -> !text.isBlank())
        .map(this::path)
        .flatMap(Optional::stream);
  }

  private Optional<Path> path(String text) {
    String path = text.strip();
    try {
      return Optional.of(Path.of(windows ? WslPath.onWindows(path).orElse(path) : path));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }
}
