package io.github.nocobasewizard.installation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.nocobasewizard.engine.ComposeTool;
import io.github.nocobasewizard.engine.ImageReference;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
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

  boolean hasService(String name) {
    return root.path("services").has(name);
  }

  /// The profiles of the NocoBase services, of those that are there if any of them is.
  ///
  /// @param there services that have a container
  Set<String> profilesOfNocoBase(Set<String> there) {
    Map<String, Set<String>> all = new LinkedHashMap<>();
    root.path("services")
        .properties()
        .forEach(entry -> {
          if (isNocoBase(entry.getValue())) {
            Set<String> profiles = new TreeSet<>();
            entry.getValue().path("profiles").forEach(profile -> profiles.add(profile.asText()));
            all.put(entry.getKey(), profiles);
          }
        });
    boolean any = all.keySet().stream().anyMatch(there::contains);
    Set<String> wanted = new TreeSet<>();
    all.forEach((service, profiles) -> {
      if (!any || there.contains(service)) {
        wanted.addAll(profiles);
      }
    });
    return wanted;
  }

  /// The installation that this project is; empty if no service runs NocoBase.
  Optional<Installation> installation(ComposeTool.Project project) {
    List<AppService> services = appServices();
    if (services.isEmpty()) {
      return Optional.empty();
    }
    ComposeTool.Project named =
        new ComposeTool.Project(
            project.folder(),
            project.files(),
            project.environmentFiles(),
            projectName(),
            project.profiles());
    return Optional.of(new Installation(named, services, databases(services), json));
  }

  /// Services may share a database (workers) or have one each (several apps in one project).
  private List<Database> databases(List<AppService> services) {
    Map<String, Database> databases = new LinkedHashMap<>();
    for (AppService service : services) {
      Map<String, String> environment = service.environment();
      Database database =
          Database.of(environment, databaseService(environment.get("DB_HOST")), service.name());
      databases.putIfAbsent(database.key(), database);
    }
    return List.copyOf(databases.values());
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
        dockerfile(node.path("build")),
        environment,
        ports,
        mounts);
  }

  /// The file that an image is built from; null if nothing is built, or not from a file here.
  private static @Nullable Path dockerfile(JsonNode build) {
    String context = build.path("context").asText("");
    try {
      return context.isEmpty() || build.has("dockerfile_inline")
          ? null
          : Path.of(context).resolve(build.path("dockerfile").asText("Dockerfile"));
    } catch (InvalidPathException remote) {
      return null;
    }
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
