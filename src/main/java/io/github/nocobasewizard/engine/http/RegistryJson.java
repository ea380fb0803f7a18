package io.github.nocobasewizard.engine.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.nocobasewizard.engine.EngineException;
import io.github.nocobasewizard.engine.EngineException.Reason;
import java.io.IOException;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What the answers of all registries have in common.
final class RegistryJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private RegistryJson() {}

  /// @throws EngineException `REGISTRY_ERROR` if the answer is no JSON object; it may be the page
  ///   of a captive portal or a proxy
  static JsonNode object(RegistryHttp.Reply reply, String thing) throws EngineException {
    try {
      JsonNode json = JSON.readTree(reply.body());
      if (json.isObject()) {
        return json;
      }
    } catch (IOException _) {
      // The answer itself says more than the parser's complaint about it.
    }
    throw unexpected(reply, thing, "a JSON object");
  }

  static EngineException unexpected(RegistryHttp.Reply reply, String thing, String wanted) {
    return new EngineException(
        Reason.REGISTRY_ERROR, thing, reply.describe() + " (not " + wanted + ")");
  }

  static Optional<String> text(JsonNode json, String field) {
    JsonNode value = json.path(field);
    return value.isTextual() && !value.asText().isEmpty()
        ? Optional.of(value.asText())
        : Optional.empty();
  }

  /// False for attestations, which stand as platform `unknown/unknown` among the images, and for
  /// Windows.
  static boolean isForLinux(JsonNode platform) {
    String os = platform.path("os").asText("");
    String architecture = platform.path("architecture").asText("");
    return (os.isEmpty() || os.equals("linux"))
        && !architecture.isEmpty()
        && !architecture.equals("unknown");
  }

  static Set<String> architectures(Collection<JsonNode> platforms) {
    return platforms.stream()
        .map(platform -> platform.path("architecture").asText())
        .collect(Collectors.toUnmodifiableSet());
  }
}
