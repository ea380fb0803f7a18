package io.github.nocobasewizard.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A Docker Engine. All calls block; none may be made on the UI thread.
///
/// Every call throws [EngineException] with `ENGINE_UNREACHABLE`, `ENGINE_FORBIDDEN` or
/// `ENGINE_LOST` when the engine does not answer; further reasons stand at the calls. Connecting is
/// retried at each call, so that an engine started later is found.
public interface ContainerEngine {
  EngineInfo info() throws EngineException;

  /// All containers, running or not.
  List<Container> containers() throws EngineException;

  /// @throws EngineException `CONTAINER_NOT_FOUND`
  Container container(String id) throws EngineException;

  /// The image that this reference or id means on this machine now.
  Optional<Image> image(String referenceOrId) throws EngineException;

  /// All images on this machine with a tag of this repository (`ImageReference.name()`).
  List<Image> images(String repository) throws EngineException;

  /// Downloads an image, from the mirror if one is chosen that has copies of it; then it has the
  /// name `image` all the same. Cancelling leaves finished layers for the next try; where the network
  /// is in the way for a moment, the next try comes by itself.
  ///
  /// @throws EngineException one of the `REGISTRY_…` and `MIRROR_…` reasons, `IMAGE_NOT_FOUND`,
  ///     `DOWNLOAD_BROKEN`, `NO_SPACE`
  /// @throws java.util.concurrent.CancellationException when cancelled
  void pull(
      ImageReference image,
      String platform,
      Consumer<PullProgress> progress,
      Cancellation cancellation)
      throws EngineException;

  /// Lets a name with a tag mean an image that is on this machine, whatever it meant before.
  ///
  /// @throws EngineException `IMAGE_NOT_FOUND`
  void tag(String imageId, ImageReference name) throws EngineException;

  /// Stops a container: asks, waits `grace`, then ends it. Does nothing if it is not running.
  void stop(String containerId, Duration grace) throws EngineException;

  /// Starts a stopped container as it is. Does nothing if it is running.
  void start(String containerId) throws EngineException;

  /// Runs a command inside a running container and waits for its end. Standard output goes to
  /// `stdout` as it comes; standard input is empty. Cancelling ends the process in the container,
  /// with all that it has started. A result means that all output has arrived.
  ///
  /// @return exit code and standard error (its last 64 KiB)
  /// @throws EngineException `CONTAINER_NOT_FOUND`, or `COMMAND_FAILED` if it could not be started
  ///     or the container ended meanwhile
  /// @throws IOException if `stdout` cannot be written
  /// @throws java.util.concurrent.CancellationException when cancelled
  CommandResult exec(
      String containerId, Command command, OutputStream stdout, Cancellation cancellation)
      throws EngineException, IOException;

  /// Creates and starts a container of this program's own, without network unless it asks for one,
  /// labelled so that it
  /// can be found after a crash (see [HelperContainer#LABEL]).
  ///
  /// @return its id
  String startHelper(HelperContainer helper) throws EngineException;

  /// Ends and removes a helper container with its anonymous volumes; nothing happens if it is gone.
  ///
  /// @throws IllegalArgumentException if the container is not a helper of this program
  void removeHelper(String containerId) throws EngineException;

  /// Unpacks a tar archive (plain or gzip) into an existing folder of a container, with owners and
  /// permissions as in the archive.
  ///
  /// @throws EngineException also `NO_SPACE`; `OTHER` if there is no such folder or if it is in
  ///     memory (tmpfs), where the engine cannot reach
  /// @throws IOException if `tar` cannot be read
  void copyIn(String containerId, String folder, InputStream tar, Cancellation cancellation)
      throws EngineException, IOException;

  /// A file or folder of a container, running or not, as a tar stream. Close it. Reading throws an
  /// `IOException` if the archive ends too early. What is in memory (tmpfs) is not seen.
  ///
  /// @throws EngineException also `OTHER` if there is nothing at this path
  InputStream copyOut(String containerId, String path) throws EngineException;

  /// Follows the log of a container (both streams) from `since` on, until closed or until the
  /// container is removed: when it ends and is started again, and when the engine is, the lines go
  /// on, each one once. They come one at a time on a thread of the engine, without line end.
  LogFollower followLog(String containerId, Instant since, Consumer<LogLine> lines)
      throws EngineException;

  /// The last lines of a container's log (both streams), oldest first.
  ///
  /// @throws EngineException also `CONTAINER_NOT_FOUND`
  List<LogLine> log(String containerId, int lastLines) throws EngineException;

  /// @param product what the user knows it as, e.g. `Docker Desktop 4.52` or `Docker Engine`
  /// @param version e.g. `28.5.2`
  /// @param architecture in registry terms: `amd64`, `arm64`
  /// @param address the socket or pipe in use
  /// @param dataFolder where the engine keeps images, in the engine's own file system: that of a
  ///     virtual machine with Docker Desktop and its like, and only with a plain engine on Linux
  ///     that of this machine
  /// @param local false if the engine is on another machine
  record EngineInfo(
      String product,
      String version,
      String architecture,
      String address,
      String dataFolder,
      boolean local) {}

  /// @param id full id
  /// @param name without the leading slash
  /// @param image as it was written when the container was made, e.g. `nocobase/nocobase:latest`
  /// @param imageId `sha256:…` of the image it was made from
  /// @param created when it was made
  /// @param networks network name to address (empty if not connected now)
  record Container(
      String id,
      String name,
      String image,
      String imageId,
      Map<String, String> labels,
      State state,
      Instant created,
      Map<String, String> environment,
      List<Mount> mounts,
      List<Port> ports,
      Map<String, String> networks) {
    public static final String PROJECT = "com.docker.compose.project";
    public static final String SERVICE = "com.docker.compose.service";
    public static final String WORKING_DIR = "com.docker.compose.project.working_dir";
    public static final String CONFIG_FILES = "com.docker.compose.project.config_files";
    public static final String ENVIRONMENT_FILE = "com.docker.compose.project.environment_file";
    public static final String ONE_OFF = "com.docker.compose.oneoff";
    public static final String STACK = "com.docker.stack.namespace";
    public static final String SWARM_SERVICE = "com.docker.swarm.service.name";

    public Optional<String> label(String key) {
      return Optional.ofNullable(labels.get(key));
    }

    public boolean running() {
      return state.running();
    }

    /// Secrets stay out of logs.
    @Override
    public String toString() {
      return "Container[" + name + ", " + image + ", " + state.status() + "]";
    }
  }

  /// @param status Docker's word: `created`, `running`, `restarting`, `exited`, `paused`, `dead`
  /// @param exitCode of the last end, if it ended
  /// @param restarts how often the engine has restarted it since it was made
  /// @param startedAt of the current or last start; null if it was never started
  record State(
      String status,
      OptionalInt exitCode,
      int restarts,
      boolean outOfMemory,
      @Nullable Instant startedAt) {
    public boolean running() {
      return status.equals("running");
    }
  }

  /// @param type `bind`, `volume`, `tmpfs`
  /// @param source host path of a bind mount, name of a volume
  record Mount(String type, String source, String target, boolean readOnly) {}

  /// @param hostAddress as published, e.g. `0.0.0.0` or `127.0.0.1`
  record Port(String hostAddress, int hostPort, int containerPort) {}

  /// @param id `sha256:…` of the image's configuration (or index, with the containerd store)
  /// @param tags e.g. `nocobase/nocobase:2.2.0-full`
  /// @param repoDigests e.g. `nocobase/nocobase@sha256:…`
  /// @param size bytes on disk, unpacked
  record Image(
      String id,
      List<String> tags,
      List<String> repoDigests,
      long size,
      String architecture,
      @Nullable Instant created) {}

  /// What a download has done so far, summed over the layers that the engine has reported.
  ///
  /// @param downloaded compressed bytes that have arrived
  /// @param total compressed bytes of all layers whose size is known so far
  /// @param layers how many layers are to be had, as far as is known
  /// @param layersDone how many of them are complete, those already here included
  /// @param unpacking true when all has arrived and only unpacking remains
  /// @param message the engine's own words, or a remark, see [#isRemark]
  record PullProgress(
      long downloaded, long total, int layers, int layersDone, boolean unpacking, String message) {
    /// A try has failed, and the next one is going to follow.
    public static final String AGAIN = "Trying again";

    /// What a mirror has could not be compared with Docker Hub.
    public static final String NOT_COMPARED = "Not compared";

    /// Whether it tells of something that should not be.
    public boolean isRemark() {
      return message.startsWith(AGAIN) || message.startsWith(NOT_COMPARED);
    }
  }

  /// A command for a container: an argument list, never a shell line made of values.
  ///
  /// @param environment secrets go here, never into the arguments
  /// @param user null for the container's own user
  record Command(List<String> arguments, Map<String, String> environment, @Nullable String user) {
    public static Command of(String... arguments) {
      return new Command(List.of(arguments), Map.of(), null);
    }

    public Command with(String name, String value) {
      Map<String, String> more = new java.util.HashMap<>(environment);
      more.put(name, value);
      return new Command(arguments, Map.copyOf(more), user);
    }

    /// Secrets stay out of logs.
    @Override
    public String toString() {
      return String.join(" ", arguments);
    }
  }

  record CommandResult(int exitCode, String stderr) {
    public boolean succeeded() {
      return exitCode == 0;
    }
  }

  /// @param image reference or id of an image that is on this machine
  /// @param command replaces the image's entry point; empty for the image's own
  /// @param volumesFrom container whose mounts it gets, null for none
  /// @param networkOf container whose networks it joins, running or not, so that it reaches the same
  ///     hosts by the same names; null for no network
  record HelperContainer(
      String image,
      List<String> command,
      Map<String, String> environment,
      @Nullable String volumesFrom,
      @Nullable String networkOf,
      String purpose) {

    /// One without network.
    public HelperContainer(
        String image,
        List<String> command,
        Map<String, String> environment,
        @Nullable String volumesFrom,
        String purpose) {
      this(image, command, environment, volumesFrom, null, purpose);
    }

    /// Label of every helper container; its value is the purpose.
    public static final String LABEL = "io.github.nocobasewizard.helper";

    /// Label that names the program which made it, see [HelperContainers#owner()].
    public static final String OWNER = "io.github.nocobasewizard.owner";

    @Override
    public String toString() {
      return "HelperContainer[" + purpose + ", " + image + "]";
    }
  }

  record LogLine(@Nullable Instant time, String text, boolean error) {}

  /// A log being followed; closing ends it.
  interface LogFollower extends AutoCloseable {
    @Override
    void close();
  }

  /// Drops what a command prints.
  static OutputStream nowhere() {
    return OutputStream.nullOutputStream();
  }

  /// Convenience: runs a command and returns its standard output as UTF-8 text.
  ///
  /// @throws EngineException also `COMMAND_FAILED` when the exit code is not 0, with its words
  default String output(String containerId, Command command, Cancellation cancellation)
      throws EngineException {
    var out = new java.io.ByteArrayOutputStream();
    try {
      CommandResult result = exec(containerId, command, out, cancellation);
      if (!result.succeeded()) {
        throw new EngineException(
            EngineException.Reason.COMMAND_FAILED,
            command.arguments().getFirst(),
            result.stderr().isBlank() ? "exit code " + result.exitCode() : result.stderr());
      }
    } catch (IOException e) {
      throw new EngineException(
          EngineException.Reason.OTHER, command.arguments().getFirst(), String.valueOf(e), e);
    }
    return out.toString(java.nio.charset.StandardCharsets.UTF_8);
  }
}
