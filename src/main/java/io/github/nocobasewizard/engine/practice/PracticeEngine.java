package io.github.nocobasewizard.engine.practice;

import io.github.nocobasewizard.engine.Cancellation;
import io.github.nocobasewizard.engine.ContainerEngine;
import io.github.nocobasewizard.engine.EngineException;
import io.github.nocobasewizard.engine.EngineException.Reason;
import io.github.nocobasewizard.engine.ImageReference;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/// A Docker Engine that exists in memory only.
final class PracticeEngine implements ContainerEngine {
  private static final List<String> ROOM = List.of("df", "-Pk", "/");
  private static final String ROOM_FOR_ALL =
      """
      Filesystem     1024-blocks     Used Available Capacity Mounted on
      overlay           61255492 12144836  49110656      20% /
      """;

  private static final Duration STOP = Duration.ofMillis(1_800);

  /// A little longer than a database server takes to answer.
  private static final Duration START = Duration.ofMillis(1_400);

  private final Machine machine;
  private final Images images;
  private final Downloads downloads;
  private final DatabasePrograms databasePrograms;
  private final PracticeTime time;
  private final Faults faults;
  private final Executor threads;

  /// @param threads for the logs that are being followed
  PracticeEngine(
      Machine machine,
      Images images,
      Downloads downloads,
      PracticeTime time,
      Faults faults,
      Executor threads) {
    this.machine = machine;
    this.images = images;
    this.downloads = downloads;
    this.time = time;
    this.faults = faults;
    this.threads = threads;
    this.databasePrograms = new DatabasePrograms(time, faults, new Sql(machine::isInUse));
  }

  @Override
  public EngineInfo info() throws EngineException {
    faults.checkEngine();
    return new EngineInfo(
        "Docker Desktop 4.52", "28.5.2", VersionList.ARCHITECTURE, "practice", "", true);
  }

  @Override
  public List<Container> containers() throws EngineException {
    faults.checkEngine();
    return machine.containers();
  }

  @Override
  public Container container(String id) throws EngineException {
    faults.checkEngine();
    return machine.container(id);
  }

  @Override
  public Optional<Image> image(String referenceOrId) throws EngineException {
    faults.checkEngine();
    return images.find(referenceOrId).map(images::described);
  }

  @Override
  public List<Image> images(String repository) throws EngineException {
    faults.checkEngine();
    return List.copyOf(images.ofRepository(repository));
  }

  @Override
  public void pull(
      ImageReference image,
      String platform,
      Consumer<PullProgress> progress,
      Cancellation cancellation)
      throws EngineException {
    faults.checkEngine();
    downloads.pull(image, progress, cancellation);
  }

  @Override
  public void tag(String imageId, ImageReference name) throws EngineException {
    faults.checkEngine();
    images.add(
        name,
        images
            .find(imageId)
            .orElseThrow(() -> new EngineException(Reason.IMAGE_NOT_FOUND, imageId, "")));
  }

  @Override
  public void stop(String containerId, Duration grace) throws EngineException {
    faults.checkEngine();
    if (machine.isRunning(containerId)) {
      time.pass(STOP, Cancellation.none());
    }
    machine.stop(containerId);
  }

  @Override
  public void start(String containerId) throws EngineException {
    faults.checkEngine();
    machine.start(containerId);
  }

  @Override
  public CommandResult exec(
      String containerId, Command command, OutputStream stdout, Cancellation cancellation)
      throws EngineException, IOException {
    faults.checkEngine();
    cancellation.check();
    if (command.arguments().isEmpty()) {
      throw NotUnderstood.command(command.arguments());
    }
    if (command.arguments().equals(ROOM)) {
      stdout.write(ROOM_FOR_ALL.getBytes(StandardCharsets.UTF_8));
      return new CommandResult(0, "");
    }
    CommandResult result =
        switch (machine.insideOfRunning(containerId)) {
          case DatabaseServer server -> databasePrograms.run(server, command, stdout, cancellation);
          case Idle(StorageFolder storage) ->
              new StoragePrograms(storage, time).run(command, stdout, cancellation);
          case App app -> throw NotUnderstood.command(command.arguments());
        };
    faults.checkEngineStillThere(command.arguments().getFirst());
    return result;
  }

  @Override
  public String startHelper(HelperContainer helper) throws EngineException {
    faults.checkEngine();
    String id = machine.createHelper(helper);
    if (machine.inside(id) instanceof DatabaseServer) {
      time.pass(START, Cancellation.none());
    }
    return id;
  }

  @Override
  public void removeHelper(String containerId) throws EngineException {
    faults.checkEngine();
    machine.removeHelper(containerId);
  }

  @Override
  public void copyIn(String containerId, String folder, InputStream tar, Cancellation cancellation)
      throws EngineException, IOException {
    faults.checkEngine();
    switch (machine.inside(containerId)) {
      case DatabaseServer server when folder.equals("/tmp") ->
          unpack(tar, folder, server, cancellation);
      case Idle(StorageFolder storage) when folder.startsWith(StorageFolder.IN_CONTAINER + "/") ->
          storage.unpack(
              folder.substring(StorageFolder.IN_CONTAINER.length() + 1), tar, cancellation);
      default -> throw notThere(folder);
    }
  }

  private static void unpack(
      InputStream in, String folder, DatabaseServer server, Cancellation cancellation)
      throws IOException {
    TarArchiveInputStream tar = new TarArchiveInputStream(in, "UTF-8");
    for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
      cancellation.check();
      server.putFile(folder + "/" + entry.getName(), tar.readAllBytes());
    }
  }

  private static EngineException notThere(String path) {
    return new EngineException(
        Reason.OTHER, path, "Could not find the file " + path + " in the container");
  }

  @Override
  public InputStream copyOut(String containerId, String path) throws EngineException {
    faults.checkEngine();
    if (!(machine.inside(containerId) instanceof DatabaseServer)
        && path.startsWith(StorageFolder.IN_CONTAINER)) {
      return storageTar(path.substring(StorageFolder.IN_CONTAINER.length()));
    }
    throw notThere(path);
  }

  /// Names in the archive begin with the last name of the path, as Docker has them.
  private InputStream storageTar(String below) throws EngineException {
    StorageFolder storage = machine.storage();
    String wanted = below.replaceAll("^/|/$", "");
    try {
      List<StorageFolder.Entry> entries =
          storage.list(List.of()).stream()
              .filter(entry ->
                  wanted.isEmpty()
                      || entry.path().equals(wanted)
                      || entry.path().startsWith(wanted + "/"))
              .toList();
      if (entries.isEmpty()) {
        throw notThere(StorageFolder.IN_CONTAINER + below);
      }
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      int parent = wanted.lastIndexOf('/') + 1;
      storage.writeTar(
          entries, path -> wanted.isEmpty() ? "storage/" + path : path.substring(parent), bytes);
      return new ByteArrayInputStream(bytes.toByteArray());
    } catch (IOException e) {
      throw new EngineException(
          Reason.OTHER, StorageFolder.IN_CONTAINER + below, String.valueOf(e.getMessage()), e);
    }
  }

  @Override
  public List<LogLine> log(String containerId, int lastLines) throws EngineException {
    faults.checkEngine();
    List<LogLine> all = machine.logAfter(containerId, 0);
    return all.subList(Math.max(0, all.size() - lastLines), all.size());
  }

  @Override
  public LogFollower followLog(String containerId, Instant since, Consumer<LogLine> lines)
      throws EngineException {
    faults.checkEngine();
    String id = machine.container(containerId).id();
    LogFollowing following = new LogFollowing(machine, time, id, since, lines);
    threads.execute(following);
    return following;
  }
}
