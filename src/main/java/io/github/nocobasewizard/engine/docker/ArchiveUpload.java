package io.github.nocobasewizard.engine.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.dockerjava.transport.DockerHttpClient.Request;
import com.github.dockerjava.transport.DockerHttpClient.Request.Method;
import io.github.nocobasewizard.engine.Cancellation;
import io.github.nocobasewizard.engine.ContainerEngine.Command;
import io.github.nocobasewizard.engine.EngineException;
import io.github.nocobasewizard.engine.EngineException.Reason;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Unpacks an archive into a folder of a container.
///
/// An engine that refuses an upload closes the connection, and its words are lost when we are still
/// sending. So what can be wrong is looked at before, and what is left is found out afterwards.
final class ArchiveUpload {
  private static final Duration FOR_LOOKING = Duration.ofSeconds(60);
  private static final Duration FOR_UPLOADING = Duration.ofDays(2);
  private static final long AS_GOOD_AS_FULL_KIB = 1024;

  /// The second line of `df -Pk`: size, used, available.
  private static final Pattern AVAILABLE = Pattern.compile("\\s\\d+\\s+\\d+\\s+(\\d+)\\s+\\d+%\\s");

  private final EngineHttp http;
  private final String containerId;
  private final String folder;

  ArchiveUpload(EngineHttp http, String containerId, String folder) {
    this.http = http;
    this.containerId = containerId;
    this.folder = folder;
  }

  void run(InputStream tar, Cancellation cancellation) throws EngineException, IOException {
    requireReachableFolder();
    Source source = new Source(tar);
    Request request =
        Request.builder()
            .method(Method.PUT)
            .path(path())
            .putHeader("Content-Type", "application/x-tar")
            .body(source)
            .build();
    try (Exchange exchange = http.open(request, FOR_UPLOADING, cancellation)) {
      exchange.requireSuccess(folder);
    } catch (EngineException e) {
      source.rethrow();
      throw e.reason() == Reason.ENGINE_LOST ? brokenOff(e) : e;
    }
  }

  private void requireReachableFolder() throws EngineException {
    JsonNode container = http.get("/containers/" + containerId + "/json", containerId);
    if (inMemory(container)) {
      // The engine would unpack beneath it, where nobody sees it, and report success.
      throw new EngineException(
          Reason.OTHER, folder, "the folder is in memory (tmpfs): the engine cannot copy into it");
    }
    Request look = Request.builder().method("HEAD").path(path()).build();
    try (Exchange exchange = http.open(look, FOR_LOOKING, Cancellation.none())) {
      if (exchange.failed()) {
        throw new EngineException(Reason.OTHER, folder, "there is no such folder");
      }
    }
  }

  private boolean inMemory(JsonNode container) {
    boolean byOption =
        Json.fields(container.path("HostConfig").path("Tmpfs")).stream()
            .anyMatch(entry -> holds(entry.getKey()));
    boolean byMount =
        EngineJson.container(container).mounts().stream()
            .anyMatch(mount -> mount.type().equals("tmpfs") && holds(mount.target()));
    return byOption || byMount;
  }

  private boolean holds(String mountPoint) {
    String point = mountPoint.endsWith("/") ? mountPoint : mountPoint + "/";
    return (folder + "/").startsWith(point);
  }

  private String path() {
    return "/containers/" + containerId + "/archive?path=" + EngineHttp.encode(folder);
  }

  /// The connection broke while we were sending: tells why, if the engine is still there.
  private EngineException brokenOff(EngineException lost) {
    try {
      boolean full = availableKib() < AS_GOOD_AS_FULL_KIB;
      return full
          ? new EngineException(Reason.NO_SPACE, folder, "no space left for " + folder, lost)
          : new EngineException(
              Reason.OTHER, folder, "the engine broke off the upload: " + lost.details(), lost);
    } catch (EngineException | IOException e) {
      lost.addSuppressed(e);
      return lost;
    }
  }

  /// Room in the folder's file system as the container sees it; "plenty" if it cannot be told.
  private long availableKib() throws EngineException, IOException {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    try {
      Command command = Command.of("df", "-Pk", folder);
      new ContainerExec(http).run(containerId, command, output, Cancellation.none());
    } catch (EngineException e) {
      if (e.reason() == Reason.COMMAND_FAILED) {
        return Long.MAX_VALUE;
      }
      throw e;
    }
    Matcher line = AVAILABLE.matcher(output.toString(StandardCharsets.UTF_8));
    return line.find() ? Long.parseLong(line.group(1)) : Long.MAX_VALUE;
  }

  /// The caller's archive; remembers that reading it failed, to tell that from the connection.
  private static final class Source extends FilterInputStream {
    private volatile @Nullable IOException failure;

    Source(InputStream in) {
      super(in);
    }

    void rethrow() throws IOException {
      IOException known = failure;
      if (known != null) {
        throw known;
      }
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      try {
        return in.read(bytes, offset, length);
      } catch (IOException e) {
        failure = e;
        throw e;
      }
    }

    @Override
    public void close() {
      // It belongs to the caller.
    }
  }
}
