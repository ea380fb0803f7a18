package io.github.nocobasewizard.engine.practice;

import io.github.nocobasewizard.engine.Cancellation;
import io.github.nocobasewizard.engine.ComposeTool;
import io.github.nocobasewizard.engine.ContainerEngine.Container;
import io.github.nocobasewizard.engine.EngineException;
import io.github.nocobasewizard.engine.EngineException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// `docker compose` for the sample's project, and for no other: reads its file anew at every call.
final class PracticeCompose implements ComposeTool {
  private static final Duration READ = Duration.ofMillis(250);
  private static final Duration STOP = Duration.ofMillis(1_000);
  private static final String HASH = "com.docker.compose.config-hash";
  private static final List<String> FILES =
      List.of("compose.yaml", "compose.yml", "docker-compose.yaml", "docker-compose.yml");

  private final Path folder;
  private final Machine machine;
  private final Images images;
  private final PracticeTime time;
  private final Faults faults;

  /// @param folder the project folder
  PracticeCompose(Path folder, Machine machine, Images images, PracticeTime time, Faults faults) {
    this.folder = folder;
    this.machine = machine;
    this.images = images;
    this.time = time;
    this.faults = faults;
  }

  @Override
  public String version() throws EngineException {
    checkThere();
    return "2.40.3";
  }

  private void checkThere() throws EngineException {
    if (faults.has(Fault.COMPOSE_MISSING)) {
      throw new EngineException(
          Reason.COMPOSE_MISSING, "docker compose", "neither docker nor docker-compose was found");
    }
  }

  @Override
  public String config(Project project) throws EngineException {
    checkThere();
    time.pass(READ, Cancellation.none());
    return read(project).json();
  }

  @Override
  public void up(Project project, List<String> services, Consumer<String> output)
      throws EngineException {
    if (services.isEmpty()) {
      // Without names "up" means all services, the database among them.
      throw new IllegalArgumentException("no service named");
    }
    checkThere();
    SampleProject sample = read(project);
    for (String name : services) {
      if (sample.service(name) == null) {
        throw failed("no such service: " + name);
      }
    }
    faults.checkEngine();
    for (String name : services) {
      SampleProject.Service service = sample.service(name);
      if (service != null) {
        up(sample, service, output);
      }
    }
  }

  private void up(SampleProject project, SampleProject.Service service, Consumer<String> output)
      throws EngineException {
    Images.Stored image =
        images
            .find(service.image())
            .orElseThrow(() ->
                new EngineException(
                    Reason.IMAGE_NOT_FOUND,
                    folder.toString(),
                    "No such image: " + service.image()));
    Optional<Container> present = machine.of(project, service.name());
    boolean same =
        present.isPresent()
            && present.get().imageId().equals(image.id())
            && service.hash().equals(present.get().labels().get(HASH));
    if (same) {
      start(present.get(), output);
      return;
    }
    if (present.isPresent()) {
      output.accept(" Container " + present.get().name() + "  Recreate");
      time.pass(STOP, Cancellation.none());
      machine.remove(present.get().id());
    }
    String id = machine.create(service, labels(project, service));
    start(machine.container(id), output);
  }

  private void start(Container container, Consumer<String> output) throws EngineException {
    if (container.running()) {
      output.accept(" Container " + container.name() + "  Running");
      return;
    }
    output.accept(" Container " + container.name() + "  Starting");
    machine.start(container.id());
    output.accept(" Container " + container.name() + "  Started");
  }

  /// What Compose writes on a container of this project.
  private Map<String, String> labels(SampleProject project, SampleProject.Service service) {
    Map<String, String> labels = new HashMap<>();
    labels.put(Container.PROJECT, project.name());
    labels.put(Container.SERVICE, service.name());
    labels.put(Container.WORKING_DIR, folder.toString());
    labels.put(Container.CONFIG_FILES, folder.resolve("docker-compose.yml").toString());
    labels.put(Container.ONE_OFF, "False");
    labels.put("com.docker.compose.version", "2.40.3");
    labels.put(HASH, service.hash());
    return Map.copyOf(labels);
  }

  /// The containers that were there before the sample was opened.
  void makeContainers() throws EngineException {
    SampleProject project = read(new Project(folder, List.of(), List.of(), null));
    for (SampleProject.Service service : project.services()) {
      String id = machine.create(service, labels(project, service));
      machine.startedLongAgo(id, Duration.ofDays(9));
    }
  }

  private SampleProject read(Project project) throws EngineException {
    if (!isOurs(project.folder()) || !project.environmentFiles().isEmpty()) {
      throw failed("The sample's docker compose knows the sample's project only");
    }
    Path file = file(project);
    try {
      String name = project.name();
      String text = Files.readString(file);
      return SampleProject.read(
          name == null ? String.valueOf(folder.getFileName()) : name, folder, text);
    } catch (IOException e) {
      throw failed("open " + file + ": " + e.getMessage());
    } catch (PlainYaml.RefusedException e) {
      throw failed(file + ": " + e.getMessage());
    }
  }

  private boolean isOurs(Path other) {
    try {
      return Files.isDirectory(other) && Files.isSameFile(folder, other);
    } catch (IOException e) {
      return false;
    }
  }

  private Path file(Project project) throws EngineException {
    List<Path> candidates =
        project.files().isEmpty()
            ? FILES.stream().map(folder::resolve).filter(Files::isRegularFile).limit(1).toList()
            : project.files();
    if (candidates.size() != 1 || !isOurs(parent(candidates.getFirst()))) {
      throw failed("no configuration file provided: not found");
    }
    return candidates.getFirst();
  }

  private static Path parent(Path file) {
    Path parent = file.toAbsolutePath().getParent();
    return parent == null ? file : parent;
  }

  private EngineException failed(String words) {
    return new EngineException(Reason.COMPOSE_FAILED, folder.toString(), words);
  }
}
