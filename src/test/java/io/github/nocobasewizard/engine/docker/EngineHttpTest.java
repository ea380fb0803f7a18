package io.github.nocobasewizard.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.dockerjava.transport.DockerHttpClient.Request.Method;
import io.github.nocobasewizard.engine.Cancellation;
import io.github.nocobasewizard.engine.EngineException;
import io.github.nocobasewizard.engine.EngineException.Reason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineHttpTest {
  @TempDir Path folder;

  private FakeEngine engine;

  @BeforeEach
  void startEngine() throws Exception {
    engine = new FakeEngine();
  }

  @AfterEach
  void stopEngine() {
    engine.close();
  }

  @Test
  void asksForNoVersionOfTheInterface() throws Exception {
    engine.on("/info", 200, "{\"ID\":\"x\"}");

    assertThat(engine.http().get("/info", "Docker").path("ID").asText()).isEqualTo("x");

    assertThat(engine.requests()).containsExactly("GET /_ping", "GET /info");
  }

  @Test
  void takesTheFirstPlaceThatAnswers() throws Exception {
    engine.on("/info", 200, "{}");
    DockerAddress absent = DockerAddress.usualPlace("unix://" + folder + "/absent.sock");
    DockerAddress refusing = DockerAddress.usualPlace("tcp://127.0.0.1:1");
    DockerAddress unspeakable = DockerAddress.usualPlace("ssh://anna@nas.local");
    EngineHttp http =
        new EngineHttp(() -> List.of(unspeakable, absent, refusing, engine.address()));

    http.get("/info", "Docker");

    assertThat(http.address()).isEqualTo(engine.address());
  }

  @Test
  void passesOverAnEngineThatIsStillStarting() throws Exception {
    try (FakeEngine starting = new FakeEngine("{\"message\":\"Docker Desktop is starting\"}")) {
      EngineHttp http = new EngineHttp(() -> List.of(starting.address()));

      assertThat(failure(http::address).details()).contains("503", "Docker Desktop is starting");
    }
  }

  @Test
  void tellsAllPlacesThatItHasTried() {
    DockerAddress absent = DockerAddress.usualPlace("unix://" + folder + "/absent.sock");
    DockerAddress refusing = DockerAddress.usualPlace("tcp://127.0.0.1:1");

    EngineException failure = failure(new EngineHttp(() -> List.of(absent, refusing))::address);

    assertThat(failure.reason()).isEqualTo(Reason.ENGINE_UNREACHABLE);
    assertThat(failure.details().lines())
        .hasSize(2)
        .anyMatch(line -> line.startsWith(absent + ": "))
        .anyMatch(line -> line.startsWith(refusing + ": "));
  }

  @Test
  void takesAFileThatIsNoSocketForNoEngine() throws Exception {
    Path file = Files.createFile(folder.resolve("docker.sock"));
    DockerAddress address = DockerAddress.usualPlace("unix://" + file);

    assertThat(failure(new EngineHttp(() -> List.of(address))::address).reason())
        .isEqualTo(Reason.ENGINE_UNREACHABLE);
  }

  @Test
  void looksAgainAtEachCallUntilOneAnswers() throws Exception {
    engine.on("/info", 200, "{}");
    List<DockerAddress> places = new ArrayList<>();
    EngineHttp http = new EngineHttp(() -> places);
    assertThat(failure(() -> http.get("/info", "Docker")).reason())
        .isEqualTo(Reason.ENGINE_UNREACHABLE);

    places.add(engine.address());

    http.get("/info", "Docker");
  }

  /// Another engine would look like a computer without installations.
  @Test
  void neverChangesToAnotherEngine() throws Exception {
    List<DockerAddress> places = new ArrayList<>(List.of(engine.address()));
    EngineHttp http = new EngineHttp(() -> places);
    http.address();
    try (FakeEngine other = new FakeEngine()) {
      other.on("/info", 200, "{}");
      places.add(0, other.address());
      engine.close();

      assertThat(failure(() -> http.get("/info", "Docker")).reason())
          .isEqualTo(Reason.ENGINE_UNREACHABLE);
      assertThat(other.requests()).isEmpty();
    }
  }

  @Test
  void doesNotWaitForEverForAnAnswer() {
    engine.silentOn("/slow");
    EngineHttp http = engine.http();

    EngineException failure =
        failure(() ->
            http.call(EngineHttp.request(Method.GET, "/slow"), "Docker", Duration.ofMillis(100)));

    assertThat(failure.reason()).isEqualTo(Reason.TIMEOUT);
  }

  @Test
  void canBeCancelledWhileItWaitsForAnAnswer() {
    Cancellation cancellation = new Cancellation();
    engine.on(
        "/slow",
        exchange -> {
          CompletableFuture.runAsync(cancellation::cancel);
          engine.hang();
        });
    EngineHttp http = engine.http();

    assertThatThrownBy(() ->
            http.open(
                EngineHttp.request(Method.GET, "/slow"), Duration.ofMinutes(10), cancellation))
        .isInstanceOf(CancellationException.class);
  }

  @Test
  void canBeClosedWhileAnAnswerIsComing() throws Exception {
    engine.on(
        "/stream",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write('x');
          exchange.getResponseBody().flush();
          engine.hang();
        });
    EngineHttp http = engine.http();

    try (Exchange exchange =
        http.open(
            EngineHttp.request(Method.GET, "/stream"),
            Duration.ofMinutes(1),
            Cancellation.none())) {
      assertThat(exchange.body().read()).isEqualTo('x');
      exchange.closeAside();
      assertThatThrownBy(() -> exchange.body().readAllBytes()).isInstanceOf(Exception.class);
    }
  }

  @Test
  void saysThatTheConnectionBroke() {
    engine.on("/broken", exchange -> exchange.sendResponseHeaders(200, 1000));

    assertThat(failure(() -> engine.http().get("/broken", "Docker")).reason())
        .isEqualTo(Reason.ENGINE_LOST);
  }

  @Test
  void passesOnTheEnginesWords() {
    engine.on("/containers", 404, "{\"message\":\"No such container: x\"}");
    engine.on("/proxy", 502, "<html>Bad Gateway</html>");
    engine.on("/text", 200, "this is no JSON");
    EngineHttp http = engine.http();

    EngineException failure = failure(() -> http.get("/containers/x/json", "x"));
    assertThat(failure.reason()).isEqualTo(Reason.CONTAINER_NOT_FOUND);
    assertThat(failure.details()).isEqualTo("No such container: x");
    assertThat(failure(() -> http.get("/proxy", "x")).details()).contains("Bad Gateway");
    assertThat(failure(() -> http.get("/text", "x")).details()).contains("this is no JSON");
  }

  private static EngineException failure(ThrowingCallable call) {
    EngineException failure = catchThrowableOfType(EngineException.class, call);
    assertThat(failure).as("an EngineException").isNotNull();
    return failure;
  }
}
