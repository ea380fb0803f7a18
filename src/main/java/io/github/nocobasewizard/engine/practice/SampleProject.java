package io.github.nocobasewizard.engine.practice;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.nocobasewizard.engine.ContainerEngine.Mount;
import io.github.nocobasewizard.engine.ContainerEngine.Port;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A Compose file, understood and put as `docker compose config --format json` puts it.
final class SampleProject {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final String name;
  private final ObjectNode config;
  private final Map<String, Service> services = new LinkedHashMap<>();

  /// @param hash changes whenever anything of the service does
  record Service(
      String name,
      String image,
      Map<String, String> environment,
      List<Mount> mounts,
      List<Port> ports,
      String hash) {}

  private SampleProject(String name, ObjectNode config) {
    this.name = name;
    this.config = config;
  }

  /// @param folder where relative paths begin
  static SampleProject read(String name, Path folder, String text)
      throws PlainYaml.RefusedException {
    ObjectNode root = PlainYaml.read(text);
    refuseUnknown("", root, List.of("name", "services", "networks", "version"));
    String own = root.path("name").asText(name);
    ObjectNode config = JSON.objectNode();
    config.put("name", own);
    SampleProject project = new SampleProject(own, config);
    networks(own, root.path("networks"), config.putObject("networks"));
    ObjectNode all = config.putObject("services");
    for (Map.Entry<String, JsonNode> entry : root.path("services").properties()) {
      ObjectNode service = new ServiceReader(entry.getKey(), folder).read(entry.getValue());
      all.set(entry.getKey(), service);
      project.services.put(entry.getKey(), service(entry.getKey(), service));
    }
    if (project.services.isEmpty()) {
      throw new PlainYaml.RefusedException("no service is defined");
    }
    return project;
  }

  private static void networks(String project, JsonNode written, ObjectNode config) {
    written
        .properties()
        .forEach(entry -> {
          ObjectNode network = config.putObject(entry.getKey());
          network.put("name", project + "_" + entry.getKey());
          network.put("driver", entry.getValue().path("driver").asText("bridge"));
          network.putObject("ipam");
        });
  }

  private static void refuseUnknown(String where, JsonNode node, Collection<String> known)
      throws PlainYaml.RefusedException {
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      if (!known.contains(entry.getKey())) {
        throw new PlainYaml.RefusedException(
            where + " Additional property " + entry.getKey() + " is not allowed");
      }
    }
  }

  private static Service service(String name, ObjectNode node) {
    Map<String, String> environment = new LinkedHashMap<>();
    node.path("environment")
        .properties()
        .forEach(entry -> environment.put(entry.getKey(), entry.getValue().asText()));
    List<Mount> mounts = new ArrayList<>();
    for (JsonNode volume : node.path("volumes")) {
      mounts.add(
          new Mount("bind", volume.path("source").asText(), volume.path("target").asText(), false));
    }
    List<Port> ports = new ArrayList<>();
    for (JsonNode port : node.path("ports")) {
      ports.add(new Port("0.0.0.0", port.path("published").asInt(), port.path("target").asInt()));
    }
    return new Service(
        name, node.path("image").asText(), environment, mounts, ports, Hashes.hex(node.toString()));
  }

  String name() {
    return name;
  }

  @Nullable Service service(String service) {
    return services.get(service);
  }

  Collection<Service> services() {
    return services.values();
  }

  String json() {
    try {
      return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(config);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree can always be written", e);
    }
  }

  /// One service, from how it is written to how Compose sees it.
  private record ServiceReader(String name, Path folder) {
    private static final List<String> KNOWN =
        List.of(
            "image",
            "restart",
            "networks",
            "depends_on",
            "environment",
            "volumes",
            "ports",
            "command",
            "container_name",
            "platform",
            "init");

    ObjectNode read(JsonNode written) throws PlainYaml.RefusedException {
      refuseUnknown("services." + name, written, KNOWN);
      if (!written.path("image").isTextual()) {
        throw new PlainYaml.RefusedException(
            "service \"" + name + "\" has neither an image nor a build context specified");
      }
      ObjectNode service = JSON.objectNode();
      service.set("command", command(written.path("command")));
      if (written.has("depends_on")) {
        dependencies(written.path("depends_on"), service.putObject("depends_on"));
      }
      service.putNull("entrypoint");
      environment(written.path("environment"), service.putObject("environment"));
      service.set("image", written.path("image"));
      networks(written.path("networks"), service.putObject("networks"));
      if (written.has("ports")) {
        ports(written.path("ports"), service.putArray("ports"));
      }
      if (written.has("restart")) {
        service.set("restart", written.path("restart"));
      }
      if (written.has("volumes")) {
        volumes(written.path("volumes"), service.putArray("volumes"));
      }
      return service;
    }

    private static JsonNode command(JsonNode written) {
      if (!written.isTextual()) {
        return written.isArray() ? written : JSON.nullNode();
      }
      ArrayNode words = JSON.arrayNode();
      List.of(written.asText().split(" +")).forEach(words::add);
      return words;
    }

    private static void dependencies(JsonNode written, ObjectNode config) {
      written.forEach(service ->
          config
              .putObject(service.asText())
              .put("condition", "service_started")
              .put("required", true));
    }

    private static void networks(JsonNode written, ObjectNode config) {
      written.forEach(network -> config.putNull(network.asText()));
      if (config.isEmpty()) {
        config.putNull("default");
      }
    }

    private static void environment(JsonNode written, ObjectNode config) {
      Map<String, String> sorted = new java.util.TreeMap<>();
      if (written.isArray()) {
        for (JsonNode line : written) {
          String[] parts = line.asText().split("=", 2);
          sorted.put(parts[0], parts.length == 2 ? parts[1] : "");
        }
      } else {
        written
            .properties()
            .forEach(entry -> sorted.put(entry.getKey(), entry.getValue().asText("")));
      }
      sorted.forEach(config::put);
    }

    private void ports(JsonNode written, ArrayNode config) throws PlainYaml.RefusedException {
      for (JsonNode port : written) {
        String[] parts = port.asText().split(":");
        if (parts.length != 2 || !port.asText().matches("\\d{1,5}:\\d{1,5}")) {
          throw new PlainYaml.RefusedException("service " + name + ": invalid port " + port);
        }
        config
            .addObject()
            .put("mode", "ingress")
            .put("target", Integer.parseInt(parts[1]))
            .put("published", parts[0])
            .put("protocol", "tcp");
      }
    }

    private void volumes(JsonNode written, ArrayNode config) throws PlainYaml.RefusedException {
      for (JsonNode volume : written) {
        String[] parts = volume.asText().split(":");
        if (parts.length != 2 || !parts[0].startsWith("./")) {
          throw new PlainYaml.RefusedException("service " + name + ": volume " + volume);
        }
        ObjectNode mount = config.addObject();
        mount.put("type", "bind");
        mount.put("source", folder.resolve(parts[0]).normalize().toString());
        mount.put("target", parts[1]);
        mount.putObject("bind").put("create_host_path", true);
      }
    }
  }
}
