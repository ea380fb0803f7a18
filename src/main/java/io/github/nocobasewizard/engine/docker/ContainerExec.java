package io.github.nocobasewizard.engine.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.dockerjava.transport.DockerHttpClient.Request;
import io.github.nocobasewizard.engine.Cancellation;
import io.github.nocobasewizard.engine.ContainerEngine.Command;
import io.github.nocobasewizard.engine.ContainerEngine.CommandResult;
import io.github.nocobasewizard.engine.EngineException;
import io.github.nocobasewizard.engine.EngineException.Reason;
import io.github.nocobasewizard.engine.docker.FrameReader.Frame;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs a command in a container, so that a result is only ever a whole result.
///
/// The answer is read as fast as `stdout` takes it; the engine holds the command up meanwhile.
final class ContainerExec {
  private static final Logger LOG = LoggerFactory.getLogger(ContainerExec.class);
  private static final Duration FOR_THE_START = Duration.ofSeconds(60);
  private static final Duration FOR_TERM = Duration.ofSeconds(5);
  private static final Duration FOR_THE_END = Duration.ofSeconds(10);

  private final EngineHttp http;

  ContainerExec(EngineHttp http) {
    this.http = http;
  }

  CommandResult run(
      String containerId, Command command, OutputStream stdout, Cancellation cancellation)
      throws EngineException, IOException {
    cancellation.check();
    Target target = new Target(stdout);
    try {
      return runUnderScript(containerId, command, target, cancellation);
    } catch (NoShell e) {
      LOG.info("no shell in container {}: {} runs without", containerId, thing(command));
      return runBare(containerId, command, target, cancellation);
    }
  }

  /// The image has no `sh`.
  private static final class NoShell extends Exception {
    private static final long serialVersionUID = 1L;
  }

  private CommandResult runUnderScript(
      String containerId, Command command, Target stdout, Cancellation cancellation)
      throws EngineException, IOException, NoShell {
    String nonce = nonce();
    List<String> arguments = ExecScript.wrap(nonce, command.arguments());
    String execId = create(containerId, command, arguments, true);
    ExecOutput output = new ExecOutput(nonce, stdout);
    CompletableFuture<String> pid = new CompletableFuture<>();
    CompletableFuture<Boolean> ended = new CompletableFuture<>();
    SignalInput signal = new SignalInput();
    try (signal;
        Exchange exchange = start(execId, signal, command, cancellation)) {
      Runnable end = () -> http.executor().execute(() -> end(containerId, pid, ended, exchange));
      stdout.onFailure(end);
      try (var _ = cancellation.onCancel(end)) {
        read(exchange, output, pid);
        if (output.exitCode().isPresent()) {
          signal.send();
          readToEnd(exchange, output);
        }
      }
    } finally {
      ended.complete(true);
    }
    cancellation.check();
    stdout.rethrow();
    CommandResult result = result(containerId, command, execId, output);
    stdout.rethrow();
    return result;
  }

  /// Reads until the script has said its last word or the stream ends.
  private static void read(Exchange exchange, ExecOutput output, CompletableFuture<String> pid) {
    FrameReader frames = new FrameReader(exchange.body());
    try {
      Frame frame = frames.next();
      while (frame != null) {
        output.add(frame);
        output.pid().ifPresent(pid::complete);
        frame = output.exitCode().isPresent() ? null : frames.next();
      }
    } catch (IOException e) {
      // Without the script's last word the result is a failure; result() finds out which one.
      LOG.debug("reading a command's output", e);
    }
  }

  /// All output of the command has arrived; what remains is on standard error, and soon over.
  private void readToEnd(Exchange exchange, ExecOutput output) throws IOException {
    try (var _ = new Watchdog(FOR_THE_END, exchange::close, http.executor())) {
      FrameReader frames = new FrameReader(exchange.body());
      for (Frame frame = frames.next(); frame != null; frame = frames.next()) {
        if (frame.error()) {
          output.add(frame);
        }
      }
    } catch (IOException e) {
      LOG.debug("a descendant of the command keeps the connection open", e);
    }
  }

  private CommandResult result(
      String containerId, Command command, String execId, ExecOutput output)
      throws EngineException, IOException, NoShell {
    OptionalInt exitCode = output.exitCode();
    if (exitCode.isPresent()) {
      output.finish();
      return new CommandResult(exitCode.getAsInt(), output.stderr());
    }
    if (!output.commandFound()) {
      throw failed(command, "command not found: " + thing(command));
    }
    if (output.pid().isEmpty() && output.heldText().startsWith("OCI runtime exec failed")) {
      throw new NoShell();
    }
    throw brokenOff(containerId, command, execId, output.stderr());
  }

  /// The output stopped before its end: says why.
  private EngineException brokenOff(
      String containerId, Command command, String execId, String stderr) {
    try {
      JsonNode container = http.get("/containers/" + containerId + "/json", containerId);
      String status = container.path("State").path("Status").asText("");
      if (!status.equals("running")) {
        return failed(command, "the container ended meanwhile (" + status + ")\n" + stderr);
      }
      JsonNode exec = http.get("/exec/" + execId + "/json", execId);
      String code = exec.path("ExitCode").asText("none");
      return failed(command, "ended from outside (exit code " + code + ")\n" + stderr);
    } catch (EngineException e) {
      // An engine that has been restarted knows nothing of the command.
      Reason reason =
          switch (e.reason()) {
            case CONTAINER_NOT_FOUND -> Reason.COMMAND_FAILED;
            default -> Reason.ENGINE_LOST;
          };
      return new EngineException(reason, thing(command), e.details(), e);
    }
  }

  /// Without a shell there is no number to kill by, and no proof of the end but the engine's word.
  private CommandResult runBare(
      String containerId, Command command, Target stdout, Cancellation cancellation)
      throws EngineException, IOException {
    String execId = create(containerId, command, command.arguments(), false);
    ExecOutput output = new ExecOutput(nonce(), stdout);
    try (Exchange exchange = start(execId, null, command, cancellation);
        var _ = cancellation.onCancel(exchange::closeAside)) {
      stdout.onFailure(exchange::closeAside);
      read(exchange, output, new CompletableFuture<>());
    }
    cancellation.check();
    stdout.rethrow();
    JsonNode exec = http.get("/exec/" + execId + "/json", thing(command));
    int exitCode = exec.path("ExitCode").asInt(-1);
    boolean notStarted = output.heldText().startsWith("OCI runtime exec failed");
    if (notStarted || exec.path("Running").asBoolean() || exitCode < 0) {
      throw failed(command, notStarted ? output.heldText() : "the output broke off");
    }
    output.finish();
    stdout.rethrow();
    return new CommandResult(exitCode, output.stderr());
  }

  private String create(
      String containerId, Command command, List<String> arguments, boolean withInput)
      throws EngineException {
    ObjectNode body = Json.object();
    body.put("AttachStdin", withInput).put("AttachStdout", true).put("AttachStderr", true);
    body.set("Cmd", Json.tree(arguments));
    body.set(
        "Env",
        Json.tree(
            command.environment().entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .toList()));
    if (command.user() != null) {
      body.put("User", command.user());
    }
    return http.post("/containers/" + containerId + "/exec", body, containerId)
        .json()
        .path("Id")
        .asText();
  }

  private Exchange start(
      String execId, @Nullable SignalInput input, Command command, Cancellation cancellation)
      throws EngineException {
    ObjectNode body = Json.object().put("Detach", false).put("Tty", false);
    Request.Builder request =
        Request.builder()
            .method(Request.Method.POST)
            .path("/exec/" + execId + "/start")
            .putHeader("Content-Type", "application/json")
            .bodyBytes(Json.bytes(body));
    if (input != null) {
      request.hijackedInput(input);
    }
    Exchange exchange = http.open(request.build(), FOR_THE_START, cancellation);
    if (exchange.failed()) {
      try (exchange) {
        throw failed(command, exchange.errorMessage());
      }
    }
    return exchange;
  }

  /// Ends the command: asks, then goes away, which makes the script force it. Returns when it is over
  /// or hopeless.
  private void end(
      String containerId,
      CompletableFuture<String> pid,
      CompletableFuture<Boolean> ended,
      Exchange exchange) {
    String number = pid.completeOnTimeout("", 5, TimeUnit.SECONDS).join();
    if (!number.isEmpty() && !ended.isDone()) {
      terminate(containerId, number);
      await(FOR_TERM, ended);
    }
    exchange.close();
  }

  private static void await(Duration limit, CompletableFuture<Boolean> ended) {
    ended.copy().completeOnTimeout(false, limit.toMillis(), TimeUnit.MILLISECONDS).join();
  }

  private void terminate(String containerId, String pid) {
    try {
      // As root: a command may have changed its user.
      Command kill = new Command(List.of("kill"), Map.of(), "0");
      String execId = create(containerId, kill, ExecScript.terminate(pid), false);
      ObjectNode body = Json.object().put("Detach", true).put("Tty", false);
      http.post("/exec/" + execId + "/start", body, containerId);
    } catch (EngineException e) {
      // The container has ended, or the engine is gone; closing the connection is all that is left.
      LOG.info("cannot end process {} in {}: {}", pid, containerId, e.details());
    }
  }

  private static EngineException failed(Command command, String words) {
    return new EngineException(Reason.COMMAND_FAILED, thing(command), words.strip());
  }

  private static String thing(Command command) {
    return command.arguments().getFirst();
  }

  private static String nonce() {
    byte[] bytes = new byte[16];
    ThreadLocalRandom.current().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /// The caller's stream. When it fails the command is to be ended, and what the command still
  /// prints is to be read and dropped, or it could not end.
  private static final class Target extends FilterOutputStream {
    private @Nullable IOException failure;
    private Runnable onFailure = () -> {};

    Target(OutputStream out) {
      super(out);
    }

    void onFailure(Runnable action) {
      onFailure = action;
    }

    void rethrow() throws IOException {
      if (failure != null) {
        throw failure;
      }
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      if (failure != null || length == 0) {
        return;
      }
      try {
        out.write(bytes, offset, length);
      } catch (IOException e) {
        failure = e;
        onFailure.run();
      }
    }
  }
}
