package io.github.nocobasewizard.backup;

import io.github.nocobasewizard.backup.BackupException.Reason;
import io.github.nocobasewizard.backup.Manifest.DatabasePart;
import io.github.nocobasewizard.backup.Manifest.FilePart;
import io.github.nocobasewizard.backup.Manifest.ServiceImage;
import io.github.nocobasewizard.backup.Manifest.StoragePart;
import io.github.nocobasewizard.engine.ContainerEngine;
import io.github.nocobasewizard.engine.ContainerEngine.Container;
import io.github.nocobasewizard.engine.EngineException;
import io.github.nocobasewizard.installation.Deployment;
import io.github.nocobasewizard.installation.Installation;
import io.github.nocobasewizard.installation.edit.ProjectFiles;
import io.github.nocobasewizard.installation.edit.ProjectSource;
import io.github.nocobasewizard.run.RunContext;
import io.github.nocobasewizard.run.RunEvent;
import io.github.nocobasewizard.run.RunEvent.Phase;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/// Makes restore points, and brings one up to the last write.
///
/// Nothing of the installation is changed. What was begun is removed again when it fails or is
/// cancelled.
public final class Backup {
  private static final Duration QUICK_PROOF = Duration.ofSeconds(30);

  private final ContainerEngine engine;
  private final RestorePointStore store;
  private final Proof proof;

  public Backup(ContainerEngine engine, RestorePointStore store, Proof proof) {
    this.engine = engine;
    this.store = store;
    this.proof = proof;
  }

  /// Makes a proven restore point while the app runs on.
  ///
  /// @param appVersion what the app reports; null if it does not answer
  /// @throws BackupException with the reason
  /// @throws CancellationException when cancelled; the work in the containers has ended
  public RestorePoint make(
      Installation installation, @Nullable String appVersion, RunContext context)
      throws BackupException {
    return making(
        installation,
        folder -> {
          Deployment deployment = deployment(installation);
          try (DatabaseDumps dumps = open(installation, deployment, context)) {
            return make(installation, appVersion, folder, deployment, dumps, context);
          }
        });
  }

  private RestorePoint make(
      Installation installation,
      @Nullable String appVersion,
      Path folder,
      Deployment deployment,
      DatabaseDumps dumps,
      RunContext context)
      throws BackupException, IOException {
    List<DatabasePart> databases = new ArrayList<>();
    List<StoragePart> storageParts = new ArrayList<>();
    List<FilePart> fileParts = new ArrayList<>();
    Instant begun = context.clock().instant();
    context.<BackupException, IOException>phase(
        Phase.BACKUP_DATABASE,
        () -> {
          databases.addAll(dumps.writeTo(folder, Phase.BACKUP_DATABASE, context));
          return new RunEvent.Bytes(databases.stream().mapToLong(DatabasePart::size).sum(), -1);
        });
    context.<BackupException, IOException>phase(
        Phase.BACKUP_STORAGE,
        () -> {
          storageParts.addAll(storage(deployment, folder, Phase.BACKUP_STORAGE, false, context));
          return total(storageParts);
        });
    context.<BackupException, IOException>phase(
        Phase.BACKUP_FILES,
        () -> {
          fileParts.addAll(projectFiles(installation, folder));
          return new RunEvent.Files(fileParts.size(), 0);
        });
    Manifest unproven =
        manifest(
            installation,
            deployment,
            folder,
            begun,
            appVersion,
            databases,
            dumps.dataSources(),
            storageParts,
            fileParts);
    Manifest proven = prove(folder, unproven, dumps, context);
    List<RestorePoint> result = new ArrayList<>();
    context.<BackupException, IOException>phase(
        Phase.SEAL,
        () -> {
          result.add(store.save(folder, proven));
          RestorePointStore.verify(result.getFirst(), context);
          return RunEvent.Nothing.TO_SAY;
        });
    return result.getFirst();
  }

  /// A dump of a running app is compared with a range, see [Proof]; if rows came and went so that
  /// it does not fit, a second dump decides.
  private Manifest prove(Path folder, Manifest manifest, DatabaseDumps dumps, RunContext context)
      throws BackupException, IOException {
    try {
      return manifest.withProof(proof.of(dumps.claims(folder, manifest.databases()), context));
    } catch (BackupException e) {
      if (e.reason() != Reason.PROOF_DIFFERS) {
        throw e;
      }
      context.log(
          RunEvent.Level.WARNING,
          "Rows changed while the copy was made; copying again: " + e.thing() + ", " + e.details());
      List<DatabasePart> again = dumps.writeTo(folder, Phase.PROOF_COMPARE, context);
      Manifest second = manifest.withData(manifest.exactUpTo(), false, again, manifest.storage());
      return second.withProof(proof.of(dumps.claims(folder, again), context));
    }
  }

  /// Keeps the project's files and which images run, for a user who vouches for a backup of their
  /// own. It can put the files back, not the records.
  public RestorePoint makeWithoutDatabase(
      Installation installation, @Nullable String appVersion, RunContext context)
      throws BackupException {
    return making(
        installation,
        folder -> {
          List<FilePart> files = projectFiles(installation, folder);
          return store.save(
              folder,
              manifest(
                  installation,
                  deployment(installation),
                  folder,
                  context.clock().instant(),
                  appVersion,
                  List.of(),
                  List.of(),
                  List.of(),
                  files));
        });
  }

  /// Brings a restore point up to the last write. The app must be stopped; it is not started.
  ///
  /// A database is dumped again unless its server says for certain that nothing was written since;
  /// the storage is copied again if any file in it changed. What was there before stays until the
  /// new is complete.
  public RestorePoint seal(Installation installation, RestorePoint point, RunContext context)
      throws BackupException {
    if (!point.holdsDatabase()) {
      return point;
    }
    Path newer = null;
    boolean done = false;
    try {
      newer = newSubfolder(point.folder());
      Unfinished.mark(newer, dataFiles(point.manifest()));
      RestorePoint sealed = sealInto(newer, installation, point, context);
      done = true;
      removeSuperseded(point, sealed);
      if (dataFiles(sealed.manifest()).equals(dataFiles(point.manifest()))) {
        RestorePointStore.delete(newer);
      } else {
        Unfinished.clear(newer);
      }
      return sealed;
    } catch (IOException e) {
      throw failed(point.folder(), e);
    } finally {
      if (!done && newer != null) {
        removeQuietly(newer);
      }
    }
  }

  /// Makes a proven restore point while the app is stopped: it is exact from the beginning.
  ///
  /// @param appVersion what the app reported last; null if it did not answer
  public RestorePoint makeStopped(
      Installation installation, @Nullable String appVersion, RunContext context)
      throws BackupException {
    RestorePoint point = make(installation, appVersion, context);
    Manifest made = point.manifest();
    try {
      return store.save(
          point.folder(), made.withData(made.exactUpTo(), true, made.databases(), made.storage()));
    } catch (IOException e) {
      throw failed(point.folder(), e);
    }
  }

  /// Brings the project's files in a restore point up to what they are now.
  ///
  /// @param also files that must be among them
  public RestorePoint withFilesNow(RestorePoint point, Collection<Path> also)
      throws BackupException {
    Map<Path, FilePart> parts = new LinkedHashMap<>();
    point.manifest().files().forEach(part -> parts.put(Path.of(part.path()), part));
    also.forEach(path -> parts.putIfAbsent(path.toAbsolutePath(), new FilePart("", "", "")));
    try {
      int number = parts.size();
      for (Map.Entry<Path, FilePart> entry : parts.entrySet()) {
        Path path = entry.getKey();
        if (Files.isRegularFile(path) && isOther(path, entry.getValue())) {
          entry.setValue(keep(path, point.folder(), number++));
        }
      }
      List<FilePart> now = parts.values().stream().filter(part -> !part.path().isEmpty()).toList();
      return now.equals(point.manifest().files())
          ? point
          : store.save(point.folder(), point.manifest().withFiles(now));
    } catch (IOException e) {
      throw failed(point.folder(), e);
    }
  }

  private static boolean isOther(Path path, FilePart kept) throws IOException {
    return !FilePart.checksum(Files.readAllBytes(path)).equals(kept.sha256());
  }

  private RestorePoint sealInto(
      Path newer, Installation installation, RestorePoint point, RunContext context)
      throws BackupException, IOException {
    Deployment deployment = deployment(installation);
    try (DatabaseDumps dumps = open(installation, deployment, context)) {
      Instant now = context.clock().instant();
      Manifest earlier = point.manifest();
      boolean unchanged = dumps.standAt(earlier.databases());
      List<DatabasePart> databases =
          unchanged
              ? earlier.databases()
              : dumps.writeTo(newer, Phase.STOP_AND_SAVE, context).stream()
                  .map(part -> part.within(newer.getFileName().toString()))
                  .toList();
      context.log(
          unchanged
              ? "Nothing was written to the database since the backup"
              : "Database copied again");
      List<StoragePart> storage = sealedStorage(deployment, point, newer, context);
      Manifest manifest = earlier.withData(now, true, databases, storage);
      if (unchanged) {
        return store.save(point.folder(), manifest);
      }
      dumps.check(databases.stream().map(part -> point.file(part.file())).toList(), context);
      Manifest.Proof proven = proofAtTheCut(manifest, point.folder(), dumps, context);
      return store.save(point.folder(), manifest.withProof(proven));
    }
  }

  /// The app is stopped: testing the new dump makes the pause longer. It is done where it is quick;
  /// where not, the dump has been read to its end, and the test of the one before it stands.
  private Manifest.@Nullable Proof proofAtTheCut(
      Manifest manifest, Path folder, DatabaseDumps dumps, RunContext context)
      throws BackupException {
    Manifest.Proof earlier = manifest.proof();
    if (earlier != null && !isRepeatedInThePause(earlier.took())) {
      return earlier;
    }
    RunContext quiet = new RunContext(event -> {}, context.cancellation(), context.clock());
    return proof.of(dumps.claims(folder, manifest.databases()), quiet);
  }

  /// Whether a test that took so long is done once more while the app is stopped.
  public static boolean isRepeatedInThePause(Duration took) {
    return took.compareTo(QUICK_PROOF) <= 0;
  }

  private static Path newSubfolder(Path folder) throws IOException {
    int number = 1;
    while (Files.exists(folder.resolve("sealed-" + number))) {
      number++;
    }
    return Files.createDirectory(folder.resolve("sealed-" + number));
  }

  private List<StoragePart> sealedStorage(
      Deployment deployment, RestorePoint point, Path newer, RunContext context)
      throws BackupException, IOException {
    if (listings(deployment, context)
        .equals(point.manifest().storage().stream().map(StoragePart::listing).toList())) {
      return point.manifest().storage();
    }
    context.log("Files were added or changed since the backup; copying them again");
    return storage(deployment, newer, Phase.STOP_AND_SAVE, true, context).stream()
        .map(part ->
            new StoragePart(
                part.service(),
                newer.getFileName() + "/" + part.file(),
                part.size(),
                part.sha256(),
                part.files(),
                part.listing()))
        .toList();
  }

  private static void removeSuperseded(RestorePoint old, RestorePoint sealed) throws IOException {
    List<String> kept = dataFiles(sealed.manifest());
    for (String file : dataFiles(old.manifest())) {
      if (!kept.contains(file)) {
        Files.deleteIfExists(old.file(file));
      }
    }
  }

  private static List<String> dataFiles(Manifest manifest) {
    List<String> files = new ArrayList<>();
    manifest.databases().forEach(part -> files.add(part.file()));
    manifest.storage().forEach(part -> files.add(part.file()));
    return files;
  }

  @FunctionalInterface
  private interface Making {
    RestorePoint in(Path folder) throws BackupException, IOException;
  }

  private RestorePoint making(Installation installation, Making work) throws BackupException {
    Path folder;
    try {
      folder = store.create(installation.name());
    } catch (IOException e) {
      throw new BackupException(
          isFull(e) ? Reason.DISK_FULL : Reason.FOLDER_NOT_WRITABLE,
          store.folder().toString(),
          String.valueOf(e),
          e);
    }
    boolean done = false;
    try {
      RestorePoint point = work.in(folder);
      done = true;
      return point;
    } catch (IOException e) {
      throw failed(folder, e);
    } finally {
      if (!done) {
        removeQuietly(folder);
      }
    }
  }

  static void removeQuietly(Path folder) {
    try {
      RestorePointStore.delete(folder);
    } catch (IOException e) {
      System.getLogger(Backup.class.getName())
          .log(System.Logger.Level.WARNING, "left behind: " + folder, e);
    }
  }

  /// What a failed write means: mostly that the disk is full.
  static BackupException failed(Path folder, IOException e) {
    Reason reason =
        isFull(e)
            ? Reason.DISK_FULL
            : e instanceof FileSystemException ? Reason.FOLDER_NOT_WRITABLE : Reason.DUMP_FAILED;
    return new BackupException(reason, folder.toString(), String.valueOf(e.getMessage()), e);
  }

  private static boolean isFull(IOException e) {
    String words = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
    return words.contains("no space left")
        || words.contains("not enough space")
        || words.contains("disk full")
        || words.contains("quota");
  }

  private Deployment deployment(Installation installation) throws BackupException {
    try {
      return Deployment.of(engine, installation);
    } catch (EngineException e) {
      throw new BackupException(Reason.ENGINE, e.thing(), e.details(), e);
    }
  }

  private DatabaseDumps open(Installation installation, Deployment deployment, RunContext context)
      throws BackupException {
    return DatabaseDumps.open(engine, installation, deployment, context);
  }

  private static RunEvent.Detail total(List<StoragePart> parts) {
    return new RunEvent.Files(
        parts.stream().mapToLong(StoragePart::files).sum(),
        parts.stream().mapToLong(StoragePart::size).sum());
  }

  // ---- storage

  /// One container for each storage: services may share one.
  private static List<Container> storages(Deployment deployment) {
    Set<String> seen = new LinkedHashSet<>();
    return deployment.apps().stream().filter(app -> seen.add(storageSource(app))).toList();
  }

  private static String storageSource(Container app) {
    return app.mounts().stream()
        .filter(mount ->
            mount.target().equals(io.github.nocobasewizard.installation.AppService.STORAGE))
        .map(ContainerEngine.Mount::source)
        .findFirst()
        .orElse(app.id());
  }

  private static String serviceOf(Container app) {
    return app.label(Container.SERVICE).orElse(app.name());
  }

  private List<String> listings(Deployment deployment, RunContext context) throws BackupException {
    List<String> listings = new ArrayList<>();
    for (Container app : storages(deployment)) {
      try (StorageTools tools = StorageTools.open(engine, app)) {
        listings.add(tools.look(context.cancellation()).listing());
      } catch (EngineException e) {
        throw storageFailed(app, e);
      }
    }
    return listings;
  }

  private List<StoragePart> storage(
      Deployment deployment, Path folder, Phase phase, boolean quiet, RunContext context)
      throws BackupException, IOException {
    List<StoragePart> parts = new ArrayList<>();
    for (Container app : storages(deployment)) {
      try (StorageTools tools = StorageTools.open(engine, app)) {
        parts.add(archive(tools, serviceOf(app), folder, phase, quiet, context));
      } catch (EngineException e) {
        throw storageFailed(app, e);
      }
    }
    return parts;
  }

  private static BackupException storageFailed(Container app, EngineException e) {
    return new BackupException(Reason.STORAGE_FAILED, serviceOf(app), e.details(), e);
  }

  private static StoragePart archive(
      StorageTools tools,
      String service,
      Path folder,
      Phase phase,
      boolean quiet,
      RunContext context)
      throws EngineException, IOException {
    StorageTools.Content content = tools.look(context.cancellation());
    String name = "storage-" + service + ".tar";
    Path file = folder.resolve(name);
    MessageDigest digest = RestorePointStore.newSha256();
    try (OutputStream out =
        new DigestOutputStream(
            new CountingOutputStream(
                RestorePointStore.newFile(file),
                done ->
                    context.progress(
                        phase,
                        content.bytes() == 0 ? 1 : Math.min(1, (double) done / content.bytes()),
                        new RunEvent.Bytes(done, content.bytes()))),
            digest)) {
      tools.archive(out, quiet, context.cancellation());
    }
    RestorePointStore.sync(file);
    return new StoragePart(
        service,
        name,
        Files.size(file),
        HexFormat.of().formatHex(digest.digest()),
        content.files(),
        content.listing());
  }

  // ---- files of the project

  static List<FilePart> projectFiles(Installation installation, Path folder)
      throws BackupException {
    Set<Path> paths = new LinkedHashSet<>(installation.project().files());
    // Everything that has a part in what the project means: included and extended files too.
    paths.addAll(ProjectFiles.read(ProjectSource.of(installation.project())).files());
    paths.add(installation.folder().resolve(".env"));
    List<FilePart> parts = new ArrayList<>();
    for (Path path : paths) {
      if (Files.isRegularFile(path)) {
        parts.add(keep(path, folder, parts.size()));
      }
    }
    return parts;
  }

  private static FilePart keep(Path path, Path folder, int number) throws BackupException {
    String name = "files/" + number + "-" + path.getFileName();
    try {
      byte[] bytes = Files.readAllBytes(path);
      Files.createDirectories(folder.resolve("files"));
      try (OutputStream out = RestorePointStore.newFile(folder.resolve(name))) {
        out.write(bytes);
      }
      RestorePointStore.sync(folder.resolve(name));
      return new FilePart(
          path.toAbsolutePath().toString(),
          name,
          HexFormat.of().formatHex(RestorePointStore.newSha256().digest(bytes)));
    } catch (IOException e) {
      throw new BackupException(
          Reason.FILES_FAILED, path.toString(), String.valueOf(e.getMessage()), e);
    }
  }

  // ---- manifest

  private Manifest manifest(
      Installation installation,
      Deployment deployment,
      Path folder,
      Instant begun,
      @Nullable String appVersion,
      List<DatabasePart> databases,
      List<String> notIncluded,
      List<StoragePart> storage,
      List<FilePart> files)
      throws BackupException {
    List<ServiceImage> images = new ArrayList<>();
    for (Container app : deployment.apps()) {
      images.add(new ServiceImage(serviceOf(app), app.image(), app.imageId(), repoDigest(app)));
    }
    return new Manifest(
        Manifest.FORMAT,
        folder.getFileName().toString(),
        begun,
        begun,
        false,
        installation.name(),
        installation.folder().toString(),
        installation.key(),
        installation.image().tagOrLatest(),
        appVersion,
        images,
        List.copyOf(databases),
        notIncluded,
        List.copyOf(storage),
        List.copyOf(files),
        null);
  }

  private @Nullable String repoDigest(Container app) throws BackupException {
    try {
      return engine
          .image(app.imageId())
          .flatMap(image -> image.repoDigests().stream().findFirst())
          .orElse(null);
    } catch (EngineException e) {
      throw new BackupException(Reason.ENGINE, e.thing(), e.details(), e);
    }
  }
}
