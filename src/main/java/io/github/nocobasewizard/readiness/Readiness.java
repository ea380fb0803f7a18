package io.github.nocobasewizard.readiness;

import io.github.nocobasewizard.backup.RestorePointStore;
import io.github.nocobasewizard.database.DatabaseClient;
import io.github.nocobasewizard.database.DatabaseConnection;
import io.github.nocobasewizard.database.DatabaseConnector;
import io.github.nocobasewizard.database.TableCounts;
import io.github.nocobasewizard.engine.Cancellation;
import io.github.nocobasewizard.engine.ComposeTool;
import io.github.nocobasewizard.engine.ContainerEngine;
import io.github.nocobasewizard.engine.ContainerEngine.Container;
import io.github.nocobasewizard.engine.EngineException;
import io.github.nocobasewizard.engine.ImageReference;
import io.github.nocobasewizard.engine.Registry;
import io.github.nocobasewizard.engine.WebClient;
import io.github.nocobasewizard.health.AppProbe;
import io.github.nocobasewizard.health.Observation;
import io.github.nocobasewizard.installation.AppService;
import io.github.nocobasewizard.installation.BaseImage;
import io.github.nocobasewizard.installation.Database;
import io.github.nocobasewizard.installation.Deployment;
import io.github.nocobasewizard.installation.Installation;
import io.github.nocobasewizard.installation.SyncedFolder;
import io.github.nocobasewizard.installation.WslPath;
import io.github.nocobasewizard.installation.edit.EditPlan;
import io.github.nocobasewizard.installation.edit.Reason;
import io.github.nocobasewizard.installation.edit.Refused;
import io.github.nocobasewizard.readiness.Finding.Check;
import io.github.nocobasewizard.readiness.Finding.Fix;
import io.github.nocobasewizard.run.InstallationLock;
import io.github.nocobasewizard.run.RunStore;
import io.github.nocobasewizard.upgrade.UpgradePlanner;
import io.github.nocobasewizard.version.NocoBaseVersion;
import io.github.nocobasewizard.version.Tag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Looks whether an installation can be upgraded now. Changes nothing.
public final class Readiness {
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);
  private static final int LOOKS = 450;

  /// Below this much room beyond what is needed, a remark says so.
  private static final long SPARE = 1L << 30;

  /// Unpacked, an image takes about this much more than what is on the computer already.
  private static final long IMAGE_ROOM = 4L << 30;

  private final ContainerEngine engine;
  private final ComposeTool compose;
  private final WebClient web;
  private final Registry registry;
  private final RunStore runs;
  private final UpgradePlanner planner;
  private final Supplier<Path> backupFolder;

  public Readiness(
      ContainerEngine engine,
      ComposeTool compose,
      WebClient web,
      Registry registry,
      RunStore runs,
      UpgradePlanner planner,
      Supplier<Path> backupFolder) {
    this.engine = engine;
    this.compose = compose;
    this.web = web;
    this.registry = registry;
    this.runs = runs;
    this.planner = planner;
    this.backupFolder = backupFolder;
  }

  /// All findings, and what was seen on the way.
  public record Report(List<Finding> findings, Facts facts) {
    public boolean ready() {
      return findings.stream()
          .noneMatch(finding ->
              finding.severity() == Finding.Severity.STOP
                  || finding.severity() == Finding.Severity.WAITING);
    }
  }

  /// Runs all checks; each finding is told as soon as it is known.
  public Report check(
      Installation installation, Consumer<Finding> found, Cancellation cancellation) {
    return new Look(installation, found, cancellation).run();
  }

  /// Waits for an app that was found starting, or not answering yet.
  ///
  /// @return whether it is worth checking again; false after a quarter of an hour and when cancelled
  public boolean awaitApp(Installation installation, Cancellation cancellation) {
    return AppProbe.of(web, installation.main())
        .map(probe -> probe.awaitStarted(LOOK_AGAIN, LOOKS, cancellation))
        .orElse(false);
  }

  /// One look at one installation: what has been seen so far.
  private final class Look {
    private final Installation installation;
    private final Consumer<Finding> listener;
    private final Cancellation cancellation;
    private final List<Finding> findings = new ArrayList<>();
    private Optional<ContainerEngine.EngineInfo> info = Optional.empty();
    private Optional<String> runningDigest = Optional.empty();
    private Optional<String> appVersion = Optional.empty();
    private Optional<String> recordedVersion = Optional.empty();
    private Optional<String> serverVersion = Optional.empty();
    private Set<String> pluginVersions = Set.of();
    private final List<TableCounts> allCounts = new ArrayList<>();
    private final Set<String> dataSources = new java.util.TreeSet<>();
    private final SortedSet<String> otherPlugins = new java.util.TreeSet<>();
    private TableCounts counts = TableCounts.none();
    private Optional<Deployment> deployment = Optional.empty();
    private long databaseBytes;
    private long storageBytes;

    Look(Installation installation, Consumer<Finding> listener, Cancellation cancellation) {
      this.installation = installation;
      this.listener = listener;
      this.cancellation = cancellation;
    }

    Report run() {
      files();
      compose();
      otherRun();
      if (engine()) {
        folder();
        app();
        database();
        storage();
        databaseVolume();
        otherData();
      } else {
        List.of(Check.APP, Check.DATABASE, Check.STORAGE, Check.DATABASE_VOLUME)
            .forEach(check -> say(Finding.waiting(check)));
      }
      version();
      space();
      registry();
      return new Report(List.copyOf(findings), facts());
    }

    private Facts facts() {
      return new Facts(
          info.map(ContainerEngine.EngineInfo::product),
          info.map(ContainerEngine.EngineInfo::architecture),
          running(),
          runningTag(),
          runningDigest,
          appVersion,
          recordedVersion,
          pluginVersions,
          otherPlugins,
          serverVersion,
          databaseBytes,
          storageBytes,
          counts.tables(),
          counts.records());
    }

    private Optional<String> runningTag() {
      return main().map(container -> tagOf(container.image()));
    }

    private void say(Finding finding) {
      cancellation.check();
      findings.add(finding);
      listener.accept(finding);
    }

    // ---- the files

    private void files() {
      if (installation.services().stream().anyMatch(service -> service.image() == null)) {
        say(built(installation.services()));
        return;
      }
      ImageReference probe = installation.image().withTag("0.0.0-probe");
      EditPlan plan = planner.changes(installation, probe);
      switch (plan) {
        case Refused refused when refused.reason() == Reason.IMAGE_IS_BUILT ->
            say(built(installation.services()));
        case Refused refused ->
            say(
                Finding.stop(Check.FILES, "refused." + refused.reason(), thing(refused))
                    .with(Fix.SHOW_HELP));
        case EditPlan.Planned planned -> writable(planned);
      }
    }

    /// Built from a file: the line that decides the version, if there is one.
    private static Finding built(List<AppService> services) {
      Optional<BaseImage> base =
          services.stream()
              .flatMap(service -> Stream.ofNullable(service.dockerfile()))
              .flatMap(file -> BaseImage.in(file).stream())
              .findFirst();
      Finding finding =
          base.map(line ->
                  Finding.stop(
                      Check.FILES, "builtFrom", line.file().toString(), line.line(), line.image()))
              .orElseGet(() -> Finding.stop(Check.FILES, "built"));
      return finding.with(Fix.SHOW_HELP);
    }

    private Object thing(Refused refused) {
      if (refused.name() != null) {
        return refused.name();
      }
      return refused.file() == null
          ? installation.folder().toString()
          : String.valueOf(refused.file().getFileName());
    }

    private void writable(EditPlan.Planned planned) {
      for (var edit : planned.edits()) {
        Path folder = edit.file().toAbsolutePath().getParent();
        if (!Files.isWritable(edit.file()) || folder == null || !Files.isWritable(folder)) {
          say(Finding.stop(Check.FILES, "readOnly", edit.file().toString()).with(Fix.SHOW_HELP));
          return;
        }
      }
      String names =
          String.join(
              ", ",
              planned.edits().stream()
                  .map(edit -> String.valueOf(edit.file().getFileName()))
                  .toList());
      say(Finding.passed(Check.FILES, names));
    }

    private void compose() {
      try {
        say(Finding.passed(Check.COMPOSE, compose.version()));
      } catch (EngineException e) {
        say(Finding.stop(Check.COMPOSE, "missing").because(e.details()).with(Fix.GET_DOCKER));
      }
    }

    // ---- other runs

    private void otherRun() {
      // What this program does itself, such as a backup, it knows to wait for.
      if (InstallationLock.holder(installation.folder())
          .filter(holder -> !holder.isThisProgram())
          .isPresent()) {
        say(Finding.stop(Check.OTHER_RUN, "running"));
        return;
      }
      try {
        runs.requireWritable();
      } catch (IOException e) {
        say(
            Finding.stop(Check.OTHER_RUN, "unknown", runs.folder().toString())
                .because(String.valueOf(e.getMessage())));
        return;
      }
      Optional<RunStore.Record> unfinished = runs.unfinished(installation.key());
      say(
          unfinished.isPresent()
              ? Finding.stop(Check.OTHER_RUN, "unfinished", unfinished.get().beginning().to())
                  .with(Fix.FINISH_OTHER_RUN)
              : Finding.passed(Check.OTHER_RUN));
    }

    // ---- the engine

    private boolean engine() {
      try {
        ContainerEngine.EngineInfo answer = engine.info();
        info = Optional.of(answer);
        deployment = Optional.of(Deployment.of(engine, installation));
        runningDigest = digestOfMain();
        if (!answer.local()) {
          say(Finding.stop(Check.ENGINE, "remote", answer.address()).with(Fix.SHOW_HELP));
          return false;
        }
        say(Finding.passed(Check.ENGINE, answer.product(), answer.version()));
        return true;
      } catch (EngineException e) {
        String variant =
            e.reason() == EngineException.Reason.ENGINE_FORBIDDEN ? "forbidden" : "notRunning";
        say(Finding.stop(Check.ENGINE, variant).because(e.details()).with(Fix.START_DOCKER));
        return false;
      }
    }

    private Optional<Container> main() {
      return deployment.flatMap(Deployment::main);
    }

    private boolean running() {
      return main().map(Container::running).orElse(false);
    }

    private Optional<String> digestOfMain() throws EngineException {
      Optional<Container> main = main();
      return main.isEmpty()
          ? Optional.empty()
          : engine
              .image(main.get().imageId())
              .flatMap(image -> image.repoDigests().stream().findFirst())
              .map(digest -> digest.substring(digest.indexOf('@') + 1));
    }

    private static String tagOf(String image) {
      return ImageReference.find(image).map(ImageReference::tagOrLatest).orElse(image);
    }

    // ---- the folder

    /// Started with the files of another folder, the app would look for its uploads there. The same
    /// folder seen from Windows instead of from Linux is another one in this respect.
    private void folder() {
      String here = installation.folder().toString();
      Optional<String> other = startedFrom().filter(from -> !isHere(from));
      if (other.isPresent() && WslPath.isInLinux(here)) {
        say(Finding.stop(Check.FOLDER, "wsl").with(Fix.SHOW_HELP));
      } else if (other.filter(Look::isThere).isPresent()) {
        say(
            Finding.stop(Check.FOLDER, "otherFolder", other.orElseThrow(), here)
                .with(Fix.SHOW_HELP));
      } else {
        // Where it was started from is not there any more: the folder was moved.
        SyncedFolder.product(here)
            .ifPresent(product -> say(Finding.remark(Check.FOLDER, "synced", product)));
      }
    }

    private Optional<String> startedFrom() {
      return main().flatMap(container -> container.label(Container.WORKING_DIR));
    }

    private boolean isHere(String started) {
      Path folder = installation.folder();
      try {
        return WslPath.onWindows(started).filter(folder.toString()::equalsIgnoreCase).isPresent()
            || Files.isSameFile(Path.of(started), folder);
      } catch (IOException | InvalidPathException notThere) {
        return false;
      }
    }

    private static boolean isThere(String folder) {
      try {
        return Files.isDirectory(Path.of(folder));
      } catch (InvalidPathException notHere) {
        return false;
      }
    }

    // ---- the app

    private void app() {
      if (main().isEmpty()) {
        say(Finding.stop(Check.APP, "neverStarted").with(Fix.START_NOCOBASE));
        return;
      }
      Optional<AppProbe> probe = AppProbe.of(web, installation.main());
      if (probe.isEmpty()) {
        say(Finding.stop(Check.APP, "noPort").with(Fix.SHOW_HELP));
        return;
      }
      if (!running()) {
        say(Finding.stop(Check.APP, "notRunning").with(Fix.START_NOCOBASE));
        return;
      }
      switch (probe.get().look()) {
        case Observation.Healthy healthy -> {
          appVersion = healthy.version();
          say(Finding.passed(Check.APP, healthy.took().toMillis() / 1000.0));
        }
        case Observation.AtWork work ->
            say(Finding.stop(Check.APP, "starting").because(work.message()));
        case Observation.WebServerOnly only -> say(Finding.stop(Check.APP, "starting"));
        case Observation.InError error ->
            say(Finding.stop(Check.APP, "error").because(error.code() + " " + error.message()));
        case Observation.NoAnswer none ->
            say(
                Finding.stop(Check.APP, "noAnswer", String.valueOf(address()))
                    .because(none.details()));
      }
    }

    private String address() {
      return installation.main().address().map(Object::toString).orElse("");
    }

    // ---- the database

    private void database() {
      List<Finding> all = new ArrayList<>();
      for (Database database : installation.databases()) {
        all.add(look(database));
      }
      // The worst of several; they are named in its words.
      say(all.stream().max(java.util.Comparator.comparing(Finding::severity)).orElseThrow());
    }

    private Finding look(Database database) {
      return switch (database.kind()) {
        case KINGBASE -> Finding.remark(Check.DATABASE, "unknownKind", "KingbaseES");
        case UNKNOWN -> Finding.remark(Check.DATABASE, "unknownKind", dialect());
        case SQLITE ->
            database.canBeDumped()
                ? lookAtKnown(database)
                : Finding.remark(Check.DATABASE, "unknownKind", "SQLite: " + database.host());
        case POSTGRES, MARIADB, MYSQL -> lookAtKnown(database);
      };
    }

    private String dialect() {
      return installation.environment().getOrDefault("DB_DIALECT", "");
    }

    private Finding lookAtKnown(Database database) {
      if (database.service() != null
          && !deployment
              .flatMap(present -> present.server(database))
              .map(Container::running)
              .orElse(false)) {
        return Finding.stop(Check.DATABASE, "notRunning", database.service())
            .with(Fix.START_DATABASE);
      }
      try (DatabaseConnection connection =
          new DatabaseConnector(engine).find(deployment.orElseThrow(), database).orElse(null)) {
        if (connection == null) {
          return Finding.remark(Check.DATABASE, "elsewhere", database.host());
        }
        connection.requirePassword();
        return read(database, connection.client());
      } catch (EngineException e) {
        Finding found =
            database.kind() == Database.Kind.SQLITE
                ? Finding.stop(Check.DATABASE, "unreadable", database.host())
                : Finding.stop(Check.DATABASE, "refused", nameOf(database));
        return found.because(e.details());
      }
    }

    private static String nameOf(Database database) {
      return database.service() == null ? database.host() : database.service();
    }

    private Finding read(Database database, DatabaseClient client) throws EngineException {
      TableCounts found = client.count(cancellation);
      Optional<String> recorded = client.applicationVersion();
      databaseBytes += client.size();
      dataSources.addAll(client.dataSources());
      if (database.equals(installation.database())) {
        recordedVersion = recorded;
        pluginVersions = client.pluginVersions();
        serverVersion = Optional.of(client.serverVersion());
      }
      allCounts.add(found);
      counts = TableCounts.joined(allCounts);
      if (found.tables() == 0) {
        return Finding.stop(Check.DATABASE, "empty").with(Fix.SHOW_HELP);
      }
      if (recorded.isEmpty()) {
        // nocobase/nocobase#1199: old versions crash without it, new ones take it for a new
        // install.
        return Finding.stop(Check.DATABASE, "noVersion").with(Fix.SHOW_HELP);
      }
      Optional<String> missing = client.missingRight();
      return missing.isPresent()
          ? Finding.remark(Check.DATABASE, "noWayBack", database.user(), missing.get())
          : Finding.passed(Check.DATABASE, counts.tables());
    }

    /// Files that are not on a mount are inside the container, and go with it when it is recreated.
    private void storage() {
      for (Container app : deployment.map(Deployment::apps).orElse(List.of())) {
        Optional<ContainerEngine.Mount> mount =
            app.mounts().stream()
                .filter(each ->
                    AppService.STORAGE.equals(each.target())
                        || AppService.STORAGE.startsWith(each.target() + "/"))
                .findFirst();
        if (mount.isEmpty()) {
          say(Finding.stop(Check.STORAGE, "insideContainer").with(Fix.SHOW_HELP));
          return;
        }
        storageBytes += sizeOf(mount.get());
        lookForPlugins(mount.get());
      }
      say(Finding.passed(Check.STORAGE));
    }

    private void lookForPlugins(ContainerEngine.Mount mount) {
      if (mount.type().equals("bind")) {
        Path inside = Path.of(mount.target()).relativize(Path.of(AppService.STORAGE));
        otherPlugins.addAll(
            OtherPlugins.in(Path.of(mount.source()).resolve(inside).resolve("plugins")));
      }
    }

    /// Without the database's own files; 0 where this user may not look, or for a volume.
    private long sizeOf(ContainerEngine.Mount mount) {
      Path folder = Path.of(mount.source());
      if (!mount.type().equals("bind") || !Files.isDirectory(folder)) {
        return 0;
      }
      long[] sum = {0};
      try {
        Files.walkFileTree(
            folder,
            new java.nio.file.SimpleFileVisitor<>() {
              @Override
              public java.nio.file.FileVisitResult preVisitDirectory(
                  Path dir, java.nio.file.attribute.BasicFileAttributes attributes) {
                return dir.equals(folder.resolve("db")) || !Files.isReadable(dir)
                    ? java.nio.file.FileVisitResult.SKIP_SUBTREE
                    : java.nio.file.FileVisitResult.CONTINUE;
              }

              @Override
              public java.nio.file.FileVisitResult visitFile(
                  Path file, java.nio.file.attribute.BasicFileAttributes attributes) {
                sum[0] += attributes.size();
                return java.nio.file.FileVisitResult.CONTINUE;
              }

              @Override
              public java.nio.file.FileVisitResult visitFileFailed(Path file, IOException e) {
                // A file that came and went; this is an estimate.
                return java.nio.file.FileVisitResult.CONTINUE;
              }
            });
      } catch (IOException e) {
        return sum[0];
      }
      return sum[0];
    }

    /// A database without a volume of its own is lost when its container is.
    private void databaseVolume() {
      for (Database database : installation.databases()) {
        Optional<Container> server = deployment.flatMap(present -> present.server(database));
        String folder =
            database.kind() == Database.Kind.POSTGRES ? "/var/lib/postgresql" : "/var/lib/mysql";
        boolean lost =
            server.isPresent()
                && server.get().mounts().stream()
                    .noneMatch(mount -> mount.target().startsWith(folder));
        if (lost) {
          say(Finding.remark(Check.DATABASE_VOLUME, "none"));
          return;
        }
      }
    }

    /// An upgrade does not touch it, and a backup does not have it.
    private void otherData() {
      if (!dataSources.isEmpty()) {
        say(Finding.remark(Check.OTHER_DATA, "elsewhere", String.join(", ", dataSources)));
      }
    }

    // ---- versions

    /// Says where the version in the file, the one that runs and the one in the database differ.
    private void version() {
      if (installation.main().image() == null) {
        return;
      }
      String inFile = installation.image().tagOrLatest();
      Optional<String> running = runningTag();
      Optional<NocoBaseVersion> inUse = facts().version();
      if (installation.image().digest() != null) {
        say(Finding.remark(Check.VERSION, "pinned"));
      } else if (running.isPresent() && !running.get().equals(inFile)) {
        say(Finding.remark(Check.VERSION, "fileDiffers", inFile, running.get()));
      } else if (!(Tag.parse(inFile) instanceof Tag.Exact)) {
        say(Finding.remark(Check.VERSION, "alias", inFile, inUse.map(Object::toString).orElse("")));
      }
      Optional<NocoBaseVersion> highestPlugin =
          pluginVersions.stream()
              .map(NocoBaseVersion::find)
              .flatMap(Optional::stream)
              .max(java.util.Comparator.naturalOrder());
      if (highestPlugin.isPresent()
          && inUse.isPresent()
          && highestPlugin.get().isNewerThan(inUse.get())) {
        say(
            Finding.remark(
                Check.VERSION, "wasNewer", highestPlugin.get().toString(), inUse.get().toString()));
      }
    }

    // ---- room

    private void space() {
      Path folder = backupFolder.get();
      long needed = databaseBytes + storageBytes + SPARE / 10;
      Optional<Long> free = freeIn(folder);
      if (free.isEmpty()) {
        say(
            Finding.stop(Check.SPACE, "folderUnusable", folder.toString())
                .with(Fix.CHOOSE_BACKUP_FOLDER));
      } else if (free.get() < needed) {
        say(
            Finding.stop(Check.SPACE, "tooLittle", free.get(), needed, folder.toString())
                .with(Fix.CHOOSE_BACKUP_FOLDER));
      } else if (engineRoom().map(room -> room < IMAGE_ROOM).orElse(false)) {
        say(Finding.remark(Check.SPACE, "littleForImages", engineRoom().orElse(0L)));
      } else {
        say(Finding.passed(Check.SPACE, free.get(), needed));
      }
    }

    /// Room where the engine keeps images, if that can be seen from here.
    private Optional<Long> engineRoom() {
      return info.filter(answer -> answer.local() && !answer.dataFolder().isEmpty())
          .map(answer -> Path.of(answer.dataFolder()))
          .filter(Files::isDirectory)
          .flatMap(Look::freeIn);
    }

    private static Optional<Long> freeIn(Path folder) {
      OptionalLong free = RestorePointStore.free(folder);
      return free.isPresent() ? Optional.of(free.getAsLong()) : Optional.empty();
    }

    // ---- the registry

    private void registry() {
      if (installation.main().image() == null) {
        return;
      }
      // A mirror is what the download will need; of Docker Hub's list an old one will do.
      ImageReference source = registry.source(installation.image());
      String name = source.isOnDockerHub() ? "Docker Hub" : source.registry();
      try {
        registry.tag(source, cancellation);
        say(Finding.passed(Check.REGISTRY, name));
      } catch (EngineException e) {
        say(Finding.remark(Check.REGISTRY, e.reason().name(), name).because(e.details()));
      }
    }
  }
}
