package io.github.nocobasewizard.engine.docker;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.nocobasewizard.engine.ContainerEngine.Container;
import io.github.nocobasewizard.engine.ContainerEngine.EngineInfo;
import io.github.nocobasewizard.engine.ContainerEngine.Image;
import io.github.nocobasewizard.engine.ContainerEngine.Mount;
import io.github.nocobasewizard.engine.ContainerEngine.Port;
import io.github.nocobasewizard.engine.ContainerEngine.State;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// The engine's answers as this program's records.
final class EngineJson {
  private EngineJson() {}

  /// @param json answer of `/containers/{id}/json`
  static Container container(JsonNode json) {
    JsonNode config = json.path("Config");
    Instant created = time(json.path("Created").asText(""));
    return new Container(
        json.path("Id").asText(),
        json.path("Name").asText().replaceFirst("^/", ""),
        config.path("Image").asText(),
        json.path("Image").asText(),
        textMap(config.path("Labels")),
        state(json),
        created == null ? Instant.EPOCH : created,
        environment(config.path("Env")),
        mounts(json.path("Mounts")),
        ports(json),
        networks(json.path("NetworkSettings").path("Networks")));
  }

  /// @param json answer of `/images/{name}/json`
  static Image image(JsonNode json) {
    return new Image(
        json.path("Id").asText(),
        Json.texts(json.path("RepoTags")),
        Json.texts(json.path("RepoDigests")),
        json.path("Size").asLong(),
        architecture(json.path("Architecture").asText("")),
        time(json.path("Created").asText("")));
  }

  static EngineInfo info(JsonNode info, JsonNode version, DockerAddress address) {
    return new EngineInfo(
        product(info, version),
        version.path("Version").asText(info.path("ServerVersion").asText("")),
        architecture(info.path("Architecture").asText("")),
        address.toString(),
        info.path("DockerRootDir").asText(""),
        address.local());
  }

  /// In the terms of registries; Docker's `info` has those of the kernel.
  static String architecture(String name) {
    return switch (name) {
      case "x86_64" -> "amd64";
      case "aarch64" -> "arm64";
      case "armv7l" -> "arm";
      case "i386", "i686" -> "386";
      default -> name;
    };
  }

  private static String product(JsonNode info, JsonNode version) {
    String platform = version.path("Platform").path("Name").asText("");
    String system = info.path("OperatingSystem").asText("");
    if (platform.startsWith("Docker Desktop")) {
      // "Docker Desktop 4.52.0 (210994)": the number in brackets says nothing to anybody.
      return platform.replaceFirst("\\s*\\(.*\\)$", "");
    }
    if (system.startsWith("Docker Desktop") || system.equals("OrbStack")) {
      return system;
    }
    String component = version.path("Components").path(0).path("Name").asText("");
    return component.startsWith("Podman") ? "Podman" : "Docker Engine";
  }

  private static State state(JsonNode container) {
    JsonNode state = container.path("State");
    String status = state.path("Status").asText("");
    Instant started = time(state.path("StartedAt").asText(""));
    boolean hasEnded = time(state.path("FinishedAt").asText("")) != null;
    return new State(
        status,
        hasEnded ? OptionalInt.of(state.path("ExitCode").asInt()) : OptionalInt.empty(),
        container.path("RestartCount").asInt(),
        state.path("OOMKilled").asBoolean(),
        started);
  }

  private static Map<String, String> environment(JsonNode array) {
    Map<String, String> environment = new LinkedHashMap<>();
    for (String entry : Json.texts(array)) {
      int equals = entry.indexOf('=');
      if (equals > 0) {
        environment.put(entry.substring(0, equals), entry.substring(equals + 1));
      }
    }
    return Collections.unmodifiableMap(environment);
  }

  private static List<Mount> mounts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false)
        .map(mount ->
            new Mount(
                mount.path("Type").asText(),
                mount
                    .path(mount.path("Type").asText().equals("volume") ? "Name" : "Source")
                    .asText(),
                mount.path("Destination").asText(),
                !mount.path("RW").asBoolean(true)))
        .toList();
  }

  /// As published now; for a container that does not run, as they will be.
  private static List<Port> ports(JsonNode container) {
    List<Port> now = bindings(container.path("NetworkSettings").path("Ports"));
    return now.isEmpty() ? bindings(container.path("HostConfig").path("PortBindings")) : now;
  }

  private static List<Port> bindings(JsonNode bindings) {
    List<Port> ports = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : Json.fields(bindings)) {
      String[] port = entry.getKey().split("/");
      if (port.length == 1 || port[1].equals("tcp")) {
        for (JsonNode binding : entry.getValue()) {
          int hostPort = binding.path("HostPort").asInt(0);
          String address = binding.path("HostIp").asText("");
          if (hostPort > 0) {
            ports.add(
                new Port(
                    address.isEmpty() ? "0.0.0.0" : address, hostPort, Integer.parseInt(port[0])));
          }
        }
      }
    }
    return List.copyOf(ports);
  }

  private static Map<String, String> networks(JsonNode object) {
    Map<String, String> networks = new LinkedHashMap<>();
    Json.fields(object)
        .forEach(
            entry -> networks.put(entry.getKey(), entry.getValue().path("IPAddress").asText("")));
    return Collections.unmodifiableMap(networks);
  }

  private static Map<String, String> textMap(JsonNode object) {
    Map<String, String> texts = new LinkedHashMap<>();
    Json.fields(object).forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
    return Collections.unmodifiableMap(texts);
  }

  /// Go's zero time, year 1, means that it has not happened.
  private static @Nullable Instant time(String text) {
    try {
      Instant time = OffsetDateTime.parse(text).toInstant();
      return time.isAfter(Instant.EPOCH) ? time : null;
    } catch (DateTimeParseException e) {
      return null;
    }
  }
}
