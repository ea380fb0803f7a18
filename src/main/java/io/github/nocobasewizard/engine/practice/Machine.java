package io.github.nocobasewizard.engine.practice;

import io.github.nocobasewizard.engine.ContainerEngine;
import io.github.nocobasewizard.engine.ContainerEngine.Container;
import io.github.nocobasewizard.engine.ContainerEngine.HelperContainer;
import io.github.nocobasewizard.engine.ContainerEngine.LogLine;
import io.github.nocobasewizard.engine.ContainerEngine.State;
import io.github.nocobasewizard.engine.EngineException;
import io.github.nocobasewizard.engine.EngineException.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The sample's computer: its containers and what happens in them. Thread-safe; nothing here waits.
final class Machine {
  private static final State NEW = new State("created", OptionalInt.empty(), 0, false, null);

  private final Map<String, Box> boxes = new LinkedHashMap<>();
  private final Map<String, Behaviour> behaviours = new ConcurrentHashMap<>();
  private final PracticeTime time;
  private final Faults faults;
  private final Images images;
  private final StorageFolder storage;
  private @Nullable DatabaseServer database;
  private int made;

  Machine(PracticeTime time, Faults faults, Images images, StorageFolder storage) {
    this.time = time;
    this.faults = faults;
    this.images = images;
    this.storage = storage;
  }

  void behave(String version, Behaviour behaviour) {
    behaviours.put(version, behaviour);
  }

  private Behaviour behaviourOf(String version) {
    return behaviours.getOrDefault(version, Behaviour.STARTS);
  }

  /// The server behind the project; empty before its container was made.
  synchronized Optional<DatabaseServer> database() {
    return Optional.ofNullable(database);
  }

  // ---- looking

  private void settle() {
    Instant now = time.now();
    boxes.values().forEach(box -> box.inside().settle(now));
  }

  synchronized List<Container> containers() {
    settle();
    return boxes.values().stream().map(Box::container).toList();
  }

  synchronized Container container(String id) throws EngineException {
    return box(id).container();
  }

  private Box box(String id) throws EngineException {
    settle();
    for (Box box : boxes.values()) {
      if (box.id().equals(id) || box.container().name().equals(id)) {
        return box;
      }
    }
    throw new EngineException(Reason.CONTAINER_NOT_FOUND, id, "No such container: " + id);
  }

  /// What runs in a container.
  ///
  /// @throws EngineException `COMMAND_FAILED` if it does not run
  synchronized Inside insideOfRunning(String id) throws EngineException {
    Box box = box(id);
    if (!box.running()) {
      throw new EngineException(
          Reason.COMMAND_FAILED, box.container().name(), "container " + id + " is not running");
    }
    return box.inside();
  }

  synchronized Inside inside(String id) throws EngineException {
    return box(id).inside();
  }

  synchronized List<LogLine> logAfter(String id, int known) throws EngineException {
    return box(id).logAfter(known);
  }

  /// @throws IllegalArgumentException if this is no helper
  synchronized void removeHelper(String id) {
    Box box = boxes.get(id);
    if (box != null && !box.container().labels().containsKey(HelperContainer.LABEL)) {
      throw new IllegalArgumentException("no helper of this program: " + id);
    }
    remove(id);
  }

  /// What the app behind a published port answers now, and what it reports as its version.
  synchronized AtPort at(int port) {
    settle();
    for (Box box : boxes.values()) {
      boolean published =
          box.container().ports().stream().anyMatch(each -> each.hostPort() == port);
      if (published && box.inside() instanceof App app) {
        return new AtPort(app.answer(), app.reportedVersion().orElse(""));
      }
    }
    return new AtPort(new AppAnswer.Nobody(), "");
  }

  record AtPort(AppAnswer answer, String version) {}

  /// Whether the app holds connections to a server.
  synchronized boolean isInUse(DatabaseServer server) {
    settle();
    return server == database
        && boxes.values().stream().anyMatch(box -> box.inside() instanceof App && box.running());
  }

  synchronized boolean isRunning(String id) throws EngineException {
    return box(id).running();
  }

  StorageFolder storage() {
    return storage;
  }

  // ---- changing

  synchronized void start(String id) throws EngineException {
    Box box = box(id);
    if (!box.running()) {
      box.start(time.now());
    }
  }

  synchronized void stop(String id) throws EngineException {
    Box box = box(id);
    if (!box.ended()) {
      box.stop();
    }
  }

  synchronized void remove(String id) {
    Box box = boxes.remove(id);
    if (box != null) {
      box.stop();
    }
  }

  /// The container of a service, if there is one.
  synchronized Optional<Container> of(SampleProject project, String service) {
    settle();
    return boxes.values().stream()
        .map(Box::container)
        .filter(container ->
            project.name().equals(container.labels().get(Container.PROJECT))
                && service.equals(container.labels().get(Container.SERVICE)))
        .findFirst();
  }

  /// Makes the container of a service, not yet started.
  ///
  /// @return its id
  synchronized String create(SampleProject.Service service, Map<String, String> labels)
      throws EngineException {
    Images.Stored image = requireImage(service.image());
    String name = labels.get(Container.PROJECT) + "-" + service.name() + "-1";
    Container container =
        new Container(
            newId(),
            name,
            service.image(),
            image.id(),
            labels,
            NEW,
            time.now(),
            service.environment(),
            service.mounts(),
            service.ports(),
            Map.of(labels.get(Container.PROJECT) + "_nocobase", "172.18.0." + (2 + made)));
    boxes.put(container.id(), new Box(container, inside(service, image)));
    return container.id();
  }

  private Inside inside(SampleProject.Service service, Images.Stored image) throws EngineException {
    if (image.name().endsWith("/nocobase")) {
      return new App(
          time, image.version(), service.environment(), this::database, this::behaviourOf);
    }
    if (!image.name().equals("postgres")) {
      throw new EngineException(
          Reason.OTHER, service.image(), "The sample does not know this program");
    }
    DatabaseServer known = database;
    if (known == null) {
      known =
          server(
              service.environment(),
              SampleRecords.of(PracticeWorld.FIRST_VERSION),
              () -> faults.has(Fault.WRONG_PASSWORD));
      database = known;
    }
    return known;
  }

  private DatabaseServer server(
      Map<String, String> environment,
      Tables tables,
      java.util.function.BooleanSupplier otherPassword) {
    String user = environment.getOrDefault("POSTGRES_USER", "postgres");
    return new DatabaseServer(
        time,
        user,
        environment.getOrDefault("POSTGRES_PASSWORD", ""),
        environment.getOrDefault("POSTGRES_DB", user),
        tables,
        otherPassword);
  }

  synchronized void startedLongAgo(String id, Duration ago) throws EngineException {
    box(id).startedLongAgo(time.now().minus(ago));
  }

  /// @return its id; it is started
  synchronized String createHelper(HelperContainer helper) throws EngineException {
    Images.Stored image = requireImage(helper.image());
    List<ContainerEngine.Mount> mounts =
        helper.volumesFrom() == null ? List.of() : box(helper.volumesFrom()).container().mounts();
    Container container =
        new Container(
            newId(),
            "wizard-" + helper.purpose() + "-" + made,
            helper.image(),
            image.id(),
            Map.of(HelperContainer.LABEL, helper.purpose()),
            NEW,
            time.now(),
            helper.environment(),
            mounts,
            List.of(),
            Map.of());
    Box box = new Box(container, insideOfHelper(helper, image, mounts));
    boxes.put(box.id(), box);
    box.start(time.now());
    return box.id();
  }

  private Inside insideOfHelper(
      HelperContainer helper, Images.Stored image, List<ContainerEngine.Mount> mounts)
      throws EngineException {
    if (helper.command().isEmpty() && image.name().equals("postgres")) {
      return server(helper.environment(), Tables.NONE, () -> false);
    }
    boolean waits = !helper.command().isEmpty() && helper.command().getFirst().equals("sleep");
    boolean hasStorage =
        mounts.stream().anyMatch(mount -> mount.target().equals(StorageFolder.IN_CONTAINER));
    if (!waits || !hasStorage) {
      throw NotUnderstood.command(helper.command());
    }
    return new Idle(storage);
  }

  private Images.Stored requireImage(String reference) throws EngineException {
    return images
        .find(reference)
        .orElseThrow(() ->
            new EngineException(Reason.IMAGE_NOT_FOUND, reference, "No such image: " + reference));
  }

  private String newId() {
    made++;
    return Hashes.hex("container " + made);
  }
}
