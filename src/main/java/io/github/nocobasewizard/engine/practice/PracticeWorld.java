package io.github.nocobasewizard.engine.practice;

import io.github.nocobasewizard.engine.Cancellation;
import io.github.nocobasewizard.engine.ComposeTool;
import io.github.nocobasewizard.engine.ContainerEngine;
import io.github.nocobasewizard.engine.EngineException;
import io.github.nocobasewizard.engine.ImageReference;
import io.github.nocobasewizard.engine.Registry;
import io.github.nocobasewizard.engine.WebClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A sample installation to practise on, and the ports through which the program sees it: everything
/// above them is the real program.
///
/// On the disk there is one folder, `my-project`, with a Compose file and a storage folder; the
/// containers, the database, the registry and the app exist in memory. Nothing else of the computer
/// is touched, no network is used. Thread-safe.
public final class PracticeWorld implements AutoCloseable {
  /// What the sample runs when it is opened.
  public static final String FIRST_VERSION = "2.2.0";

  /// Fails when the sample is upgraded to it, so that going back can be practised.
  public static final String FAILING_VERSION = "2.2.12";

  private static final String PROJECT = "my-project";
  private static final Duration ENGINE_START = Duration.ofSeconds(6);

  private final Path folder;
  private final PracticeTime time;
  private final Faults faults = new Faults();
  private final VersionList versions;
  private final Machine machine;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final PracticeEngine engine;
  private final PracticeCompose compose;
  private final PracticeRegistry registry;
  private final PracticeWeb web;

  private PracticeWorld(Path folder, PracticeTime time) throws IOException {
    this.folder = folder;
    this.time = time;
    this.versions = new VersionList(time.now());
    Images images = new Images();
    this.machine = new Machine(time, faults, images, new StorageFolder(folder.resolve("storage")));
    Downloads downloads = new Downloads(images, versions, time, faults);
    this.engine = new PracticeEngine(machine, images, downloads, time, faults, threads);
    this.compose = new PracticeCompose(folder, machine, images, time, faults);
    this.registry = new PracticeRegistry(versions, time, faults);
    this.web = new PracticeWeb(machine, time);
    machine.behave(FAILING_VERSION, Behaviour.MIGRATION_FAILS);
    begin(images);
  }

  private void begin(Images images) throws IOException {
    ImageReference app = ImageReference.parse("nocobase/nocobase:" + FIRST_VERSION + "-full");
    images.add(app, versions.image(app, versions.find(app).orElseThrow()));
    ImageReference postgres = ImageReference.parse("postgres:16");
    images.add(
        postgres,
        new Images.Stored(
            Hashes.digest("image postgres"),
            postgres.name(),
            DatabaseServer.VERSION,
            Hashes.digest("manifest postgres"),
            438_000_000,
            time.now().minus(Duration.ofDays(120))));
    try {
      compose.makeContainers();
    } catch (EngineException e) {
      throw new IOException("the sample's own Compose file: " + e.details(), e);
    }
  }

  /// Makes a sample.
  ///
  /// @param temporaryFolder where its folder `my-project` is made; it must not be there yet
  public static PracticeWorld open(Path temporaryFolder, PracticeTime time) throws IOException {
    Path folder = Files.createDirectories(temporaryFolder).toRealPath().resolve(PROJECT);
    if (Files.exists(folder)) {
      throw new IOException("there is something already: " + folder);
    }
    SampleFolder.write(folder);
    return new PracticeWorld(folder, time);
  }

  // ---- the ports

  public ContainerEngine engine() {
    return engine;
  }

  public ComposeTool compose() {
    return compose;
  }

  public Registry registry() {
    return registry;
  }

  public WebClient web() {
    return web;
  }

  // ---- what it is

  /// The project folder, on the disk.
  public Path folder() {
    return folder;
  }

  /// The tags that fail on purpose, e.g. `2.2.12-full`.
  public Set<String> failsOnPurpose() {
    return Set.copyOf(versions.tagsOf(FAILING_VERSION));
  }

  /// Rows of each table of the app's database at this moment.
  public SortedMap<String, Long> rows() {
    return tables().map(Tables::counts).orElseGet(TreeMap::new);
  }

  /// What the database records as the app's version.
  public Optional<String> recordedVersion() {
    return tables().flatMap(Tables::applicationVersion);
  }

  private Optional<Tables> tables() {
    machine.containers();
    return machine.database().flatMap(server -> server.find("nocobase"));
  }

  // ---- what happens

  /// Chooses what happens when a version is started on older data.
  ///
  /// @param version without flavour, e.g. `2.2.15`
  public void behave(String version, Behaviour behaviour) {
    machine.behave(version, behaviour);
  }

  public void set(Fault fault) {
    faults.set(fault);
  }

  public void clear(Fault fault) {
    faults.clear(fault);
  }

  /// Ends [Fault#ENGINE_NOT_RUNNING] after the few seconds that starting Docker takes. Returns at
  /// once.
  public void startEngine() {
    threads.execute(() -> {
      try {
        time.pass(ENGINE_START, Cancellation.none());
        faults.clear(Fault.ENGINE_NOT_RUNNING);
      } catch (CancellationException e) {
        // The sample was closed.
      }
    });
  }

  /// Somebody adds a record.
  ///
  /// @param table one with the users' own records, e.g. `orders`
  public void addRecord(String table) {
    machine
        .database()
        .ifPresent(server ->
            server.change(
                "nocobase", tables -> tables.changing(table, PracticeWorld::withOneMore)));
  }

  private static Table withOneMore(Table table) {
    return table.with(
        table.columns().stream().map(column -> "new " + column).toArray(String[]::new));
  }

  /// Ends what runs and removes the project folder.
  @Override
  public void close() throws IOException {
    threads.shutdownNow();
    if (Files.exists(folder)) {
      StorageFolder.deleteTree(folder);
    }
  }
}
