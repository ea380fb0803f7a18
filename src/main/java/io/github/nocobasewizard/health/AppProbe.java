package io.github.nocobasewizard.health;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.nocobasewizard.engine.Cancellation;
import io.github.nocobasewizard.engine.ProgramEnding;
import io.github.nocobasewizard.engine.WebClient;
import io.github.nocobasewizard.engine.WebClient.NoAnswer;
import io.github.nocobasewizard.engine.WebClient.Response;
import io.github.nocobasewizard.installation.AppService;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/// Looks at the app as an outside client does.
///
/// What the answers mean: NocoBase `packages/core/server/src/gateway` (`index.ts`, `errors.ts`) and
/// `plugin-client/src/server/server.ts`; seen on real upgrades from 1.9 to 2.2. `/` answering 200
/// is no sign of health: that is only the web server in front of the app.
public final class AppProbe {
  /// The app's codes for "I am at work". Any other code of a 503 is an error that it will not leave
  /// by itself.
  private static final Set<String> AT_WORK =
      Set.of(
          "APP_INITIALIZING",
          "APP_PREPARING",
          "APP_INITIALIZED",
          "APP_COMMANDING",
          "APP_STARTING",
          "COMMAND_END");

  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final WebClient web;
  private final URI page;
  private final URI api;

  public AppProbe(WebClient web, URI address, String publicPath, String apiPath) {
    this.web = web;
    this.page = address.resolve(publicPath);
    this.api = address.resolve(apiPath);
  }

  /// Empty if the service publishes no port: then no outside client can look.
  public static Optional<AppProbe> of(WebClient web, AppService service) {
    String api = service.environment().getOrDefault("API_BASE_PATH", service.publicPath() + "api/");
    String whole = (api.startsWith("/") ? "" : "/") + api + (api.endsWith("/") ? "" : "/");
    return service
        .address()
        .map(address -> new AppProbe(web, address, service.publicPath(), whole));
  }

  /// Looks again and again while the app is still starting, or nothing answers.
  ///
  /// @param pause between two looks
  /// @param looks how many at most
  /// @return whether something else was seen; false too when cancelled
  public boolean awaitStarted(Duration pause, int looks, Cancellation cancellation) {
    for (int n = 0; n < looks && !cancellation.isCancelled(); n++) {
      ProgramEnding.orPause(pause);
      switch (look()) {
        case Observation.Healthy _, Observation.InError _ -> {
          return !cancellation.isCancelled();
        }
        case Observation.AtWork _, Observation.WebServerOnly _, Observation.NoAnswer _ -> {}
      }
    }
    return false;
  }

  public Observation look() {
    // No query: the app compares the end of the address.
    return switch (web.get(at("__health_check"), TIMEOUT)) {
      case NoAnswer(var why, var details) -> new Observation.NoAnswer(why, details);
      case Response(int status, String body, Duration took)
          when status == 200 && body.strip().equals("ok") ->
          healthy(took);
      case Response(int status, String body, Duration took) -> unhealthy(status, body);
    };
  }

  /// Not by `resolve`: that takes "app:" for the scheme of another address.
  private URI at(String resource) {
    return URI.create(api + resource);
  }

  private Observation healthy(Duration took) {
    if (!(web.get(page, TIMEOUT) instanceof Response(int status, var body, var pageTook))
        || status >= 400) {
      return new Observation.WebServerOnly(200);
    }
    return new Observation.Healthy(version(), took);
  }

  /// What `app:getInfo` reports: the version whose upgrade was completed last.
  private Optional<String> version() {
    if (web.get(at("app:getInfo"), TIMEOUT) instanceof Response(int status, String body, var took)
        && status == 200) {
      String version = json(body).path("data").path("version").asText("");
      return version.isEmpty() ? Optional.empty() : Optional.of(version);
    }
    return Optional.empty();
  }

  private static Observation unhealthy(int status, String body) {
    JsonNode error = json(body).path("error");
    if (error.isMissingNode()) {
      return new Observation.WebServerOnly(status);
    }
    String code = error.path("code").asText("");
    String message = error.path("message").asText("");
    return AT_WORK.contains(code)
        ? new Observation.AtWork(code, message)
        : new Observation.InError(code, message);
  }

  private static JsonNode json(String body) {
    try {
      JsonNode node = JSON.readTree(body);
      return node == null ? JSON.missingNode() : node;
    } catch (JsonProcessingException e) {
      // An HTML page of the web server in front of the app.
      return JSON.missingNode();
    }
  }
}
