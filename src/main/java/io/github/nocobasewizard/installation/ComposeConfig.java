package io.github.nocobasewizard.installation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.nocobasewizard.engine.ComposeTool;
import io.github.nocobasewizard.engine.ImageReference;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads what `docker compose config --format json` says of a project.
final class ComposeConfig {
  private final JsonNode root;
  private final String json;

  private ComposeConfig(JsonNode root, String json) {
    this.root = root;
    this.json = json;
  }

  static ComposeConfig parse(String json) {
    try {
      return new ComposeConfig(new ObjectMapper().readTree(json), json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not the output of docker compose config", e);
    }
  }

  String projectName() {
    return root.path("name").asText();
  }

  /// The installation that this project is; empty if no service runs NocoBase.
  Optional<Installation> installation(ComposeTool.Project project) {
    List<AppService> services = appServices();
    if (services.isEmpty()) {
      return Optional.empty();
    }
    Map<String, String> environment = services.getFirst().environment();
    Database database = Database.of(environment, databaseService(environment.get("DB_HOST")));
    ComposeTool.Project named =
        new ComposeTool.Project(
            project.folder(), project.files(), project.environmentFiles(), projectName());
    return Optional.of(new Installation(named, services, database, json));
  }

  private List<AppService> appServices() {
    List<AppService> found = new ArrayList<>();
    root.path("services")
        .properties()
        .forEach(entry -> {
          if (isNocoBase(entry.getValue())) {
            found.add(service(entry.getKey(), entry.getValue()));
          }
        });
    // Stable: those with a web address first, otherwise in the order of the file.
    found.sort(Comparator.comparing(service -> service.ports().isEmpty()));
    return found;
  }

  /// By the image's name; by the storage mount for images with another name; by the variables for
  /// those that are built here.
  private static boolean isNocoBase(JsonNode service) {
    String image = service.path("image").asText("");
    Optional<ImageReference> reference = ImageReference.find(image);
    if (reference.map(ComposeConfig::namesNocoBase).orElse(false)) {
      return true;
    }
    for (JsonNode volume : service.path("volumes")) {
      if (volume.path("target").asText().startsWith("/app/nocobase")
          && service.path("environment").has("DB_DIALECT")) {
        return true;
      }
    }
    JsonNode environment = service.path("environment");
    return environment.has("APP_KEY") && environment.has("DB_DIALECT");
  }

  private static boolean namesNocoBase(ImageReference image) {
    String repository = image.repository();
    return repository.substring(repository.lastIndexOf('/') + 1).equals("nocobase");
  }

  private static AppService service(String name, JsonNode node) {
    Map<String, String> environment = new LinkedHashMap<>();
    node.path("environment")
        .properties()
        .forEach(entry -> environment.put(entry.getKey(), entry.getValue().asText("")));
    List<AppService.PublishedPort> ports = new ArrayList<>();
    for (JsonNode port : node.path("ports")) {
      // A range ("13000-13005") has no single address; Docker chooses.
      String published = port.path("published").asText("");
      if (published.matches("\\d+") && !port.path("protocol").asText("tcp").equals("udp")) {
        ports.add(
            new AppService.PublishedPort(
                port.path("host_ip").asText(""),
                Integer.parseInt(published),
                port.path("target").asInt()));
      }
    }
    List<AppService.MountedFolder> mounts = new ArrayList<>();
    for (JsonNode volume : node.path("volumes")) {
      mounts.add(
          new AppService.MountedFolder(
              volume.path("type").asText(),
              volume.path("source").asText(""),
              volume.path("target").asText()));
    }
    return new AppService(
        name,
        ImageReference.find(node.path("image").asText("")).orElse(null),
        node.has("build"),
        environment,
        ports,
        mounts);
  }

  /// The service that a host name means: its own name, its container's name, or an alias.
  private @Nullable String databaseService(@Nullable String host) {
    if (host == null) {
      return null;
    }
    for (var entry : root.path("services").properties()) {
      if (entry.getKey().equals(host)
          || entry.getValue().path("container_name").asText("").equals(host)
          || entry.getValue().path("hostname").asText("").equals(host)
          || hasAlias(entry.getValue(), host)) {
        return entry.getKey();
      }
    }
    return null;
  }

  private static boolean hasAlias(JsonNode service, String host) {
    for (var network : service.path("networks").properties()) {
      for (JsonNode alias : network.getValue().path("aliases")) {
        if (alias.asText().equals(host)) {
          return true;
        }
      }
    }
    return false;
  }
}
