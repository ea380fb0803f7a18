package io.github.nocobasewizard.engine.compose;

import io.github.nocobasewizard.engine.ComposeTool;
import io.github.nocobasewizard.engine.EngineException;
import io.github.nocobasewizard.engine.EngineException.Reason;
import io.github.nocobasewizard.engine.process.ChildProcess;
import io.github.nocobasewizard.engine.process.ChildProcess.Result;
import io.github.nocobasewizard.engine.process.ChildProcess.Task;
import io.github.nocobasewizard.engine.process.Machine;
import io.github.nocobasewizard.engine.process.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// `docker compose` as a child process; where the `docker` command has no such plug-in, a
/// stand-alone `docker-compose` of version 2 or later.
public final class DockerComposeCommand implements ComposeTool {
  private static final Duration FOR_VERSION = Duration.ofSeconds(30);
  private static final Duration FOR_CONFIG = Duration.ofMinutes(1);

  /// `up` first stops the old container, and a project may allow it minutes for that.
  private static final Duration FOR_UP = Duration.ofMinutes(15);

  private static final Pattern VERSION = Pattern.compile("v?((\\d+)\\.\\d+(?:\\.\\d+)?[-+.\\w]*)");

  private final Programs programs;
  private final Consumer<Map<String, String>> engineAddress;
  private final ChildProcess processes = new ChildProcess();

  /// What has answered with its version.
  private volatile @Nullable Program found;

  /// @param command the arguments before those of Compose
  private record Program(List<String> command, Path folder, String version) {}

  /// @param engineAddress points an environment at the engine that is in use
  public DockerComposeCommand(Machine machine, Consumer<Map<String, String>> engineAddress) {
    this(new Programs(machine), engineAddress);
  }

  DockerComposeCommand(Programs programs, Consumer<Map<String, String>> engineAddress) {
    this.programs = programs;
    this.engineAddress = engineAddress;
  }

  @Override
  public String version() throws EngineException {
    return program().version();
  }

  @Override
  public String config(Project project) throws EngineException {
    List<String> arguments = List.of("config", "--format", "json");
    Result result = run(project, arguments, FOR_CONFIG, line -> {});
    return result.stdout();
  }

  @Override
  public void up(Project project, List<String> services, Consumer<String> output)
      throws EngineException {
    if (services.isEmpty()) {
      // Without names "up" means all services, the database among them.
      throw new IllegalArgumentException("no service named");
    }
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("up", "--detach", "--no-deps", "--no-build", "--pull", "never"));
    arguments.addAll(services);
    run(project, arguments, FOR_UP, output);
  }

  private Result run(
      Project project, List<String> arguments, Duration limit, Consumer<String> output)
      throws EngineException {
    if (!Files.isDirectory(project.folder())) {
      throw new EngineException(
          Reason.COMPOSE_FAILED, project.folder().toString(), "there is no such folder");
    }
    Program program = program();
    List<String> all = new ArrayList<>(program.command());
    all.addAll(projectArguments(project));
    all.addAll(arguments);
    Result result = start(program, all, project.folder(), limit, output);
    if (!result.succeeded()) {
      throw ComposeErrors.failure(project.folder().toString(), result.exitCode(), result.stderr());
    }
    return result;
  }

  private static List<String> projectArguments(Project project) {
    List<String> arguments = new ArrayList<>();
    project.files().forEach(file -> arguments.addAll(List.of("--file", file.toString())));
    arguments.addAll(List.of("--project-directory", project.folder().toString()));
    project
        .environmentFiles()
        .forEach(file -> arguments.addAll(List.of("--env-file", file.toString())));
    project.profiles().forEach(profile -> arguments.addAll(List.of("--profile", profile)));
    if (project.name() != null) {
      arguments.addAll(List.of("--project-name", project.name()));
    }
    return arguments;
  }

  private Result start(
      Program program,
      List<String> arguments,
      @Nullable Path folder,
      Duration limit,
      Consumer<String> output)
      throws EngineException {
    String thing = program.folder().toString();
    Task task =
        new Task(
            arguments, folder, environment -> prepare(environment, program.folder()), "", limit);
    try {
      return processes.run(task, output);
    } catch (IOException e) {
      found = null; // It may have been moved or updated: look again at the next call.
      throw new EngineException(Reason.COMPOSE_MISSING, thing, String.valueOf(e.getMessage()), e);
    } catch (TimeoutException e) {
      throw new EngineException(Reason.TIMEOUT, thing, String.valueOf(e.getMessage()), e);
    }
  }

  /// Settings are given as variables rather than as options: older Compose 2 refuses options that it
  /// does not know, and ignores variables.
  private void prepare(Map<String, String> environment, Path programFolder) {
    programs.extendPath(environment, programFolder);
    environment.put("COMPOSE_PROGRESS", "plain");
    environment.put("COMPOSE_ANSI", "never");
    environment.put("COMPOSE_MENU", "false");
    environment.put("NO_COLOR", "1");
    environment.put("DOCKER_CLI_HINTS", "false");
    // A project with services of other profiles or files is not ours to clean up or to ask about.
    environment.put("COMPOSE_IGNORE_ORPHANS", "true");
    engineAddress.accept(environment);
  }

  private Program program() throws EngineException {
    Program known = found;
    return known != null ? known : find();
  }

  private synchronized Program find() throws EngineException {
    List<String> refusals = new ArrayList<>();
    for (Program candidate : candidates()) {
      Optional<Program> usable = check(candidate, refusals);
      if (usable.isPresent()) {
        found = usable.get();
        return usable.get();
      }
    }
    String details =
        refusals.isEmpty()
            ? "neither docker nor docker-compose was found"
            : String.join("\n", refusals);
    throw new EngineException(Reason.COMPOSE_MISSING, "docker compose", details);
  }

  private List<Program> candidates() {
    List<Program> candidates = new ArrayList<>();
    programs
        .find("docker")
        .ifPresent(docker ->
            candidates.add(new Program(List.of(docker.toString(), "compose"), folder(docker), "")));
    programs
        .composePrograms()
        .forEach(compose ->
            candidates.add(new Program(List.of(compose.toString()), folder(compose), "")));
    return candidates;
  }

  /// Asks a program for its version.
  private Optional<Program> check(Program program, List<String> refusals) throws EngineException {
    List<String> arguments = new ArrayList<>(program.command());
    arguments.addAll(List.of("version", "--short"));
    String name = String.join(" ", program.command());
    try {
      Result result = start(program, arguments, null, FOR_VERSION, line -> {});
      Matcher version = VERSION.matcher(result.stdout().strip());
      if (!result.succeeded() || !version.matches()) {
        refusals.add(name + ": " + result.stderr().strip());
        return Optional.empty();
      }
      if (Integer.parseInt(version.group(2)) < 2) {
        refusals.add(name + ": version " + version.group(1) + " is too old, version 2 is needed");
        return Optional.empty();
      }
      return Optional.of(new Program(program.command(), program.folder(), version.group(1)));
    } catch (EngineException e) {
      refusals.add(name + ": " + e.details());
      return Optional.empty();
    }
  }

  private static Path folder(Path program) {
    Path folder = program.toAbsolutePath().getParent();
    return folder == null ? program : folder;
  }
}
