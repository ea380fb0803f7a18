package io.github.nocobasewizard.engine.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.nocobasewizard.engine.Cancellation;
import io.github.nocobasewizard.engine.ImageReference;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// What `docker login` left: `config.json` in Docker's folder, or the program named there that
/// keeps the passwords. What cannot be read or asked counts as "not signed in": most images need no
/// login.
///
/// Source: [docker login, credential stores](https://docs.docker.com/reference/cli/docker/login/)
/// and docker/docker-credential-helpers.
public final class DockerRegistryLogins implements RegistryLogins {
  /// The name that Docker keeps Docker Hub's login under.
  private static final String DOCKER_HUB_KEY = "https://index.docker.io/v1/";

  private static final Pattern HELPER_NAME = Pattern.compile("\\w[\\w.-]*");
  private static final String TOKEN_USER = "<token>";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final System.Logger LOG = System.getLogger(DockerRegistryLogins.class.getName());

  private final Path config;
  private final Helper helper;

  /// @param config `config.json` in `DOCKER_CONFIG` or `~/.docker`; need not exist
  public DockerRegistryLogins(Path config, Helper helper) {
    this.config = config;
    this.helper = helper;
  }

  /// Runs the program `docker-credential-<name>`.
  @FunctionalInterface
  public interface Helper {
    /// What `get` prints for this server; empty if it has nothing, fails or does not exist.
    Optional<String> get(String name, String server, Cancellation cancellation);
  }

  @Override
  public Optional<Login> find(String registry, Cancellation cancellation) {
    JsonNode root = read();
    String key = registry.equals(ImageReference.DOCKER_HUB) ? DOCKER_HUB_KEY : registry;
    return helperFor(root, key)
        .flatMap(name -> helper.get(name, key, cancellation))
        .flatMap(DockerRegistryLogins::fromHelper)
        .or(() -> entry(root.path("auths"), key).flatMap(DockerRegistryLogins::fromFile));
  }

  private JsonNode read() {
    if (Files.isRegularFile(config)) {
      try {
        return JSON.readTree(Files.readAllBytes(config));
      } catch (IOException e) {
        // Not the exception's text: it may quote a line with a password.
        LOG.log(System.Logger.Level.INFO, "not readable: {0}: {1}", config, e.getClass());
      }
    }
    return JSON.missingNode();
  }

  private static Optional<String> helperFor(JsonNode root, String key) {
    return entry(root.path("credHelpers"), key)
        .filter(JsonNode::isTextual)
        .map(JsonNode::asText)
        .or(() -> RegistryJson.text(root, "credsStore"))
        .filter(name -> HELPER_NAME.matcher(name).matches());
  }

  // Keys are written as "host", "https://host" or "https://host/v1/".
  private static Optional<JsonNode> entry(JsonNode entries, String key) {
    return entries
        .propertyStream()
        .filter(entry -> host(entry.getKey()).equals(host(key)))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  private static String host(String key) {
    String host = key.replaceFirst("^https?://", "").replaceFirst("/.*$", "");
    return List.of("docker.io", "registry-1.docker.io").contains(host) ? "index.docker.io" : host;
  }

  private static Optional<Login> fromHelper(String answer) {
    try {
      JsonNode json = JSON.readTree(answer);
      String user = json.path("Username").asText();
      return RegistryJson.text(json, "Secret")
          .map(secret ->
              user.equals(TOKEN_USER) ? new IdentityToken(secret) : new Password(user, secret));
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  private static Optional<Login> fromFile(JsonNode auth) {
    return RegistryJson.text(auth, "identitytoken")
        .<Login>map(IdentityToken::new)
        .or(() -> RegistryJson.text(auth, "registrytoken").map(RegistryToken::new))
        .or(() -> RegistryJson.text(auth, "auth").flatMap(DockerRegistryLogins::decode))
        .or(() ->
            RegistryJson.text(auth, "username")
                .map(user -> new Password(user, auth.path("password").asText())));
  }

  private static Optional<Login> decode(String auth) {
    try {
      String pair = new String(Base64.getDecoder().decode(auth.strip()), StandardCharsets.UTF_8);
      int colon = pair.indexOf(':');
      return colon <= 0
          ? Optional.empty()
          : Optional.of(
              new Password(pair.substring(0, colon), pair.substring(colon + 1).replace("\0", "")));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
