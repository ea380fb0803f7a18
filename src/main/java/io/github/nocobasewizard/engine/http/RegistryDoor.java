package io.github.nocobasewizard.engine.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.nocobasewizard.engine.Cancellation;
import io.github.nocobasewizard.engine.EngineException;
import io.github.nocobasewizard.engine.EngineException.Reason;
import io.github.nocobasewizard.engine.ImageReference;
import io.github.nocobasewizard.engine.http.RegistryHttp.Reply;
import io.github.nocobasewizard.engine.http.RegistryHttp.Request;
import io.github.nocobasewizard.engine.http.RegistryLogins.IdentityToken;
import io.github.nocobasewizard.engine.http.RegistryLogins.Login;
import io.github.nocobasewizard.engine.http.RegistryLogins.Password;
import io.github.nocobasewizard.engine.http.RegistryLogins.RegistryToken;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Gets past a registry's door: asks, reads how it wants to be asked, asks again.
///
/// Source: [Token authentication](https://distribution.github.io/distribution/spec/auth/token/) and
/// [OAuth 2](https://distribution.github.io/distribution/spec/auth/oauth/) of the distribution
/// project. A login that is refused is left out and the door tried as anybody: an old password must
/// not keep a person from a public image.
final class RegistryDoor {
  private static final Pattern CHALLENGE =
      Pattern.compile("\\s*(?<scheme>[A-Za-z]+)\\b(?<rest>.*)");
  private static final Pattern PARAMETER =
      Pattern.compile("(?<name>[A-Za-z_]+)\\s*=\\s*(?:\"(?<quoted>[^\"]*)\"|(?<bare>[^\\s,]+))");

  private final RegistryHttp http;
  private final RegistryLogins logins;

  /// What opened a repository's door last: the value of the Authorization header.
  private final Map<String, String> keys = new ConcurrentHashMap<>();

  RegistryDoor(RegistryHttp http, RegistryLogins logins) {
    this.http = http;
    this.logins = logins;
  }

  /// @throws EngineException `REGISTRY_DENIED` if the door stays closed
  Reply send(Request request, ImageReference image, Cancellation cancellation)
      throws EngineException {
    String thing = image.name();
    Optional<String> known = Optional.ofNullable(keys.get(thing));
    Reply reply = http.send(with(request, known), thing, cancellation);
    if (reply.status() != 401) {
      return reply;
    }
    keys.remove(thing);
    Optional<String> key = key(reply, image, cancellation);
    if (key.isEmpty()) {
      throw RegistryHttp.failure(reply, thing);
    }
    Reply second = http.send(with(request, key), thing, cancellation);
    if (second.status() == 401) {
      throw RegistryHttp.failure(second, thing);
    }
    keys.put(thing, key.get());
    return second;
  }

  private static Request with(Request request, Optional<String> key) {
    return key.map(value -> request.with("Authorization", value)).orElse(request);
  }

  private Optional<String> key(Reply refusal, ImageReference image, Cancellation cancellation)
      throws EngineException {
    Optional<Login> login = logins.find(image.registry(), cancellation);
    if (login.orElse(null) instanceof RegistryToken token) {
      return Optional.of("Bearer " + token.secret());
    }
    for (String value : refusal.headers().allValues("WWW-Authenticate")) {
      Matcher challenge = CHALLENGE.matcher(value);
      if (!challenge.matches()) {
        continue;
      }
      switch (challenge.group("scheme").toLowerCase(Locale.ROOT)) {
        case "bearer" -> {
          Map<String, String> parameters = parameters(challenge.group("rest"));
          return Optional.of(bearer(parameters, refusal, login, image, cancellation));
        }
        case "basic" -> {
          if (login.orElse(null) instanceof Password password) {
            return Optional.of(password.basic());
          }
        }
        default -> {
          // Another way in that this program does not know; the next header may offer one it does.
        }
      }
    }
    return Optional.empty();
  }

  private static Map<String, String> parameters(String text) {
    Map<String, String> parameters = new HashMap<>();
    Matcher parameter = PARAMETER.matcher(text);
    while (parameter.find()) {
      String quoted = parameter.group("quoted");
      parameters.put(
          parameter.group("name").toLowerCase(Locale.ROOT),
          quoted == null ? parameter.group("bare") : quoted);
    }
    return parameters;
  }

  private String bearer(
      Map<String, String> challenge,
      Reply refusal,
      Optional<Login> login,
      ImageReference image,
      Cancellation cancellation)
      throws EngineException {
    URI realm =
        Optional.ofNullable(challenge.get("realm"))
            .flatMap(refusal::resolve)
            .filter(uri -> uri.getScheme().equals("https") || RegistryHttp.isSafePlain(uri))
            .orElseThrow(() -> RegistryHttp.failure(refusal, image.name()));
    TokenOffice office =
        new TokenOffice(
            realm,
            Optional.ofNullable(challenge.get("service")),
            challenge.getOrDefault("scope", "repository:" + image.repository() + ":pull"));
    Reply reply = http.send(office.request(login), image.name(), cancellation);
    if (login.isPresent() && List.of(400, 401, 403).contains(reply.status())) {
      reply = http.send(office.request(Optional.empty()), image.name(), cancellation);
    }
    if (!reply.isOk()) {
      throw RegistryHttp.failure(reply, image.name());
    }
    return "Bearer " + token(reply, image);
  }

  private static String token(Reply reply, ImageReference image) throws EngineException {
    // The answer may hold a token, so no word of it goes into the exception.
    EngineException noToken =
        new EngineException(
            Reason.REGISTRY_ERROR,
            image.name(),
            reply.request().withoutQuery() + ": the answer has no token");
    JsonNode json;
    try {
      json = RegistryJson.object(reply, image.name());
    } catch (EngineException _) {
      throw noToken;
    }
    return RegistryJson.text(json, "token")
        .or(() -> RegistryJson.text(json, "access_token"))
        .orElseThrow(() -> noToken);
  }

  /// Where tokens are given out, and for what.
  private record TokenOffice(URI realm, Optional<String> service, String scope) {
    Request request(Optional<Login> login) {
      if (login.orElse(null) instanceof IdentityToken token) {
        String form =
            "grant_type=refresh_token&client_id="
                + RegistryHttp.USER_AGENT
                + "&"
                + query()
                + "&refresh_token="
                + encoded(token.secret());
        return Request.post(realm, form);
      }
      String separator = realm.getRawQuery() == null ? "?" : "&";
      Request request = Request.get(URI.create(realm + separator + query()));
      return login.orElse(null) instanceof Password password
          ? request.with("Authorization", password.basic())
          : request;
    }

    private String query() {
      String what = "scope=" + encoded(scope);
      return service.map(name -> "service=" + encoded(name) + "&" + what).orElse(what);
    }

    private static String encoded(String text) {
      // Not every token server reads "+" as a space.
      return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
  }
}
