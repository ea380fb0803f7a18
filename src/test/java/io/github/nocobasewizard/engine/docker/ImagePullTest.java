package io.github.nocobasewizard.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.nocobasewizard.engine.Cancellation;
import io.github.nocobasewizard.engine.EngineException;
import io.github.nocobasewizard.engine.EngineException.Reason;
import io.github.nocobasewizard.engine.ImageReference;
import io.github.nocobasewizard.engine.http.RegistryLogins;
import io.github.nocobasewizard.engine.http.RegistryLogins.IdentityToken;
import io.github.nocobasewizard.engine.http.RegistryLogins.Password;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ImagePullTest {
  private static final String DONE =
      "{\"status\":\"Status: Downloaded newer image for nocobase/nocobase:1\"}\n";
  private static final String LAYER =
      "{\"status\":\"Downloading\",\"progressDetail\":{\"current\":1,\"total\":9},\"id\":\"a\"}\n";

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
  void asksForNameTagAndPlatform() throws Exception {
    engine.on("/images/create", 200, DONE);

    pull("nocobase/nocobase:2.2.15-full", "linux/arm64", RegistryLogins.none());
    pull("postgres:16", "", RegistryLogins.none());
    pull("ghcr.io/a/b@sha256:" + "0".repeat(64), "", RegistryLogins.none());

    assertThat(engine.requests().stream().filter(request -> request.startsWith("POST")))
        .containsExactly(
            "POST /images/create?fromImage=nocobase%2Fnocobase&tag=2.2.15-full"
                + "&platform=linux%2Farm64",
            "POST /images/create?fromImage=postgres&tag=16",
            "POST /images/create?fromImage=ghcr.io%2Fa%2Fb&tag=sha256%3A" + "0".repeat(64));
    assertThat(engine.logins()).isEmpty();
  }

  @Test
  void signsInWithWhatTheUserHas() throws Exception {
    engine.on("/images/create", 200, DONE);

    pull("127.0.0.1:5001/a/b:1", "", (registry, c) -> Optional.of(new Password("ann", "pä?>ss")));
    pull("nocobase/nocobase:1", "", (registry, c) -> Optional.of(new IdentityToken("token")));

    assertThat(Json.read(Base64.getUrlDecoder().decode(engine.logins().get(0))))
        .isEqualTo(json("{'username':'ann','password':'pä?>ss','serveraddress':'127.0.0.1:5001'}"));
    assertThat(Json.read(Base64.getUrlDecoder().decode(engine.logins().get(1))))
        .isEqualTo(json("{'identitytoken':'token','serveraddress':'https://index.docker.io/v1/'}"));
  }

  @Test
  void isNoSuccessIfTheEngineStopsReporting() {
    engine.on("/images/create", 200, LAYER);

    assertThat(failure().reason()).isEqualTo(Reason.DOWNLOAD_BROKEN);
  }

  @Test
  void isNoSuccessIfTheConnectionBreaks() {
    engine.on(
        "/images/create",
        exchange -> {
          exchange.sendResponseHeaders(200, 10_000);
          exchange.getResponseBody().write(LAYER.getBytes(StandardCharsets.UTF_8));
        });

    assertThat(failure().reason()).isEqualTo(Reason.ENGINE_LOST);
  }

  @Test
  void understandsAnErrorBeforeTheReport() {
    engine.on("/images/create", 404, "{\"message\":\"manifest unknown\"}");

    assertThat(failure().reason()).isEqualTo(Reason.IMAGE_NOT_FOUND);
  }

  @Test
  void understandsAnErrorWithinTheReport() {
    String error =
        "{\"errorDetail\":{\"message\":\"unexpected EOF\"},\"error\":\"unexpected EOF\"}";
    engine.on("/images/create", 200, LAYER + error);

    assertThat(failure().reason()).isEqualTo(Reason.DOWNLOAD_BROKEN);
    assertThat(failure().details()).isEqualTo("unexpected EOF");
  }

  @Test
  void givesUpOnARegistryThatSaysNothing() {
    engine.silentOn("/images/create");

    assertThat(failure().reason()).isEqualTo(Reason.REGISTRY_UNREACHABLE);
  }

  @Test
  void givesUpOnADownloadThatStandsStill() {
    engine.on(
        "/images/create",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write(LAYER.getBytes(StandardCharsets.UTF_8));
          exchange.getResponseBody().flush();
          engine.hang();
        });

    assertThat(failure().reason()).isEqualTo(Reason.TIMEOUT);
  }

  private EngineException failure() {
    EngineException failure =
        catchThrowableOfType(
            EngineException.class, () -> pull("nocobase/nocobase:1", "", RegistryLogins.none()));
    assertThat(failure).as("an EngineException").isNotNull();
    return failure;
  }

  private void pull(String image, String platform, RegistryLogins logins) throws EngineException {
    new ImagePull(engine.http(), logins, Duration.ofMillis(500))
        .run(ImageReference.parse(image), platform, step -> {}, Cancellation.none());
  }

  private static JsonNode json(String text) throws Exception {
    return Json.read(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }
}
