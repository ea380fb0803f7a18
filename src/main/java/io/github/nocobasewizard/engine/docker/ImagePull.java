package io.github.nocobasewizard.engine.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.github.dockerjava.transport.DockerHttpClient.Request;
import io.github.nocobasewizard.engine.Cancellation;
import io.github.nocobasewizard.engine.ContainerEngine.PullProgress;
import io.github.nocobasewizard.engine.EngineException;
import io.github.nocobasewizard.engine.EngineException.Reason;
import io.github.nocobasewizard.engine.ImageReference;
import io.github.nocobasewizard.engine.http.RegistryLogins;
import io.github.nocobasewizard.engine.http.RegistryLogins.IdentityToken;
import io.github.nocobasewizard.engine.http.RegistryLogins.Login;
import io.github.nocobasewizard.engine.http.RegistryLogins.Password;
import io.github.nocobasewizard.engine.http.RegistryLogins.RegistryToken;
import java.io.IOException;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/// Downloads an image. The engine does the work and reports it line by line; it stops when the
/// connection is closed, and keeps the layers that are complete.
final class ImagePull {
  /// Unpacking a large layer on a slow disk is silent for long, and no fault of the network.
  private static final int PATIENCE_WHILE_UNPACKING = 10;

  private final EngineHttp http;
  private final RegistryLogins logins;
  private final Duration stallLimit;

  /// @param stallLimit how long nothing may arrive
  ImagePull(EngineHttp http, RegistryLogins logins, Duration stallLimit) {
    this.http = http;
    this.logins = logins;
    this.stallLimit = stallLimit;
  }

  void run(
      ImageReference image,
      String platform,
      Consumer<PullProgress> progress,
      Cancellation cancellation)
      throws EngineException {
    cancellation.check();
    try (Exchange exchange = open(image, platform, cancellation);
        var watchdog = new Watchdog(stallLimit, exchange::close, http.executor());
        var _ = cancellation.onCancel(exchange::closeAside)) {
      follow(image, exchange, watchdog, progress, cancellation);
    }
  }

  private Exchange open(ImageReference image, String platform, Cancellation cancellation)
      throws EngineException {
    try {
      return http.open(request(image, platform, cancellation), stallLimit, cancellation);
    } catch (EngineException e) {
      // The engine answers as soon as the registry does.
      throw e.reason() == Reason.TIMEOUT ? silent(image, false, e) : e;
    }
  }

  private Request request(ImageReference image, String platform, Cancellation cancellation) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("fromImage", image.name());
    parameters.put("tag", image.digest() == null ? image.tagOrLatest() : image.digest());
    if (!platform.isBlank()) {
      parameters.put("platform", platform);
    }
    String path = "/images/create" + EngineHttp.query(parameters);
    Request.Builder request = Request.builder().method(Request.Method.POST).path(path);
    logins
        .find(image.registry(), cancellation)
        .ifPresent(login -> request.putHeader("X-Registry-Auth", header(login, image)));
    return request.build();
  }

  /// Source: "Authentication" of the engine's interface.
  private static String header(Login login, ImageReference image) {
    String server = image.isOnDockerHub() ? "https://index.docker.io/v1/" : image.registry();
    Map<String, String> fields =
        switch (login) {
          case Password password ->
              Map.of(
                  "username", password.user(),
                  "password", password.secret(),
                  "serveraddress", server);
          case IdentityToken token ->
              Map.of("identitytoken", token.secret(), "serveraddress", server);
          case RegistryToken token ->
              Map.of("registrytoken", token.secret(), "serveraddress", server);
        };
    return Base64.getUrlEncoder().encodeToString(Json.bytes(fields));
  }

  private void follow(
      ImageReference image,
      Exchange exchange,
      Watchdog watchdog,
      Consumer<PullProgress> progress,
      Cancellation cancellation)
      throws EngineException {
    LayerProgress layers = new LayerProgress();
    try {
      if (exchange.failed()) {
        throw DockerErrors.pull(image.toString(), exchange.errorMessage());
      }
      MappingIterator<JsonNode> messages = Json.readAll(exchange.body());
      while (messages.hasNextValue()) {
        JsonNode message = messages.nextValue();
        requireNoError(image, message);
        progress.accept(layers.add(message));
        watchdog.alive(
            layers.unpacking() ? stallLimit.multipliedBy(PATIENCE_WHILE_UNPACKING) : stallLimit);
      }
    } catch (IOException e) {
      cancellation.check();
      throw watchdog.barked() ? silent(image, layers.begun(), e) : exchange.lost(e);
    }
    cancellation.check();
    if (watchdog.barked()) {
      throw silent(image, layers.begun(), new IOException("closed"));
    }
    if (!layers.finished()) {
      throw new EngineException(
          Reason.DOWNLOAD_BROKEN, image.toString(), "the engine stopped reporting before the end");
    }
  }

  private static void requireNoError(ImageReference image, JsonNode message)
      throws EngineException {
    JsonNode error = message.path("errorDetail").path("message");
    String words = error.asText(message.path("error").asText(""));
    if (!words.isEmpty()) {
      throw DockerErrors.pull(image.toString(), words);
    }
    // The engine takes an image for another architecture if there is no choice, and only remarks
    // it.
    String status = message.path("status").asText("");
    if (status.contains("does not match the specified platform")) {
      throw new EngineException(Reason.IMAGE_NOT_FOUND, image.toString(), status);
    }
  }

  private EngineException silent(ImageReference image, boolean begun, Exception cause) {
    return new EngineException(
        begun ? Reason.TIMEOUT : Reason.REGISTRY_UNREACHABLE,
        image.toString(),
        "nothing has arrived for " + stallLimit.toSeconds() + " s",
        cause);
  }
}
