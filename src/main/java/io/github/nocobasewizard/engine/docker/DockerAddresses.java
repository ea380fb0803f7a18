package io.github.nocobasewizard.engine.docker;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.nocobasewizard.engine.docker.DockerAddress.Origin;
import io.github.nocobasewizard.engine.process.Machine;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where a Docker Engine may listen on this computer, in the order of the `docker` command first
/// (`DOCKER_HOST`, `DOCKER_CONTEXT`, the current context), then in the usual places of Docker
/// Desktop, of a plain engine and of its relatives.
final class DockerAddresses {
  private static final Logger LOG = LoggerFactory.getLogger(DockerAddresses.class);

  private final Machine machine;

  DockerAddresses(Machine machine) {
    this.machine = machine;
  }

  List<DockerAddress> candidates() {
    List<DockerAddress> all = new ArrayList<>();
    fromEnvironment().ifPresent(all::add);
    fromContext().ifPresent(all::add);
    usualPlaces().stream()
        .map(DockerAddress::usualPlace)
        .filter(place -> all.stream().noneMatch(known -> known.uri().equals(place.uri())))
        .forEach(all::add);
    return List.copyOf(all);
  }

  private Optional<DockerAddress> fromEnvironment() {
    return machine
        .variable("DOCKER_HOST")
        .flatMap(DockerAddresses::uri)
        .map(uri -> new DockerAddress(uri, certificates(), Origin.ENVIRONMENT, null));
  }

  private @Nullable Path certificates() {
    boolean tls = machine.variable("DOCKER_TLS_VERIFY").isPresent();
    return tls
        ? machine.variable("DOCKER_CERT_PATH").map(Path::of).orElse(machine.dockerConfig())
        : null;
  }

  private Optional<DockerAddress> fromContext() {
    Optional<String> name =
        machine
            .variable("DOCKER_CONTEXT")
            .or(() -> text(json(machine.dockerConfig().resolve("config.json")), "currentContext"))
            .filter(context -> !context.equals("default"));
    return name.flatMap(this::context);
  }

  /// Contexts are kept by the SHA-256 of their name.
  private Optional<DockerAddress> context(String name) {
    String id = sha256(name);
    Path contexts = machine.dockerConfig().resolve("contexts");
    JsonNode endpoint =
        json(contexts.resolve("meta").resolve(id).resolve("meta.json"))
            .path("Endpoints")
            .path("docker");
    Path keys = contexts.resolve("tls").resolve(id).resolve("docker");
    Path certificates = Files.exists(keys.resolve("cert.pem")) ? keys : null;
    return text(endpoint, "Host")
        .flatMap(DockerAddresses::uri)
        .map(uri -> new DockerAddress(uri, certificates, Origin.CONTEXT, name));
  }

  private List<String> usualPlaces() {
    Path home = machine.home();
    return switch (machine.os()) {
      case WINDOWS ->
          List.of("npipe:////./pipe/docker_engine", "npipe:////./pipe/dockerDesktopLinuxEngine");
      case MACOS ->
          List.of(
              unix(home.resolve(".docker/run/docker.sock")),
              "unix:///var/run/docker.sock",
              unix(home.resolve(".orbstack/run/docker.sock")),
              unix(home.resolve(".colima/default/docker.sock")),
              unix(home.resolve(".rd/docker.sock")));
      case LINUX -> {
        List<String> places = new ArrayList<>();
        places.add("unix:///var/run/docker.sock");
        places.add(unix(home.resolve(".docker/desktop/docker.sock")));
        machine
            .variable("XDG_RUNTIME_DIR")
            .ifPresent(folder -> places.add(unix(Path.of(folder, "docker.sock"))));
        places.add(unix(home.resolve(".docker/run/docker.sock")));
        places.add(unix(home.resolve(".rd/docker.sock")));
        yield places;
      }
    };
  }

  /// Spaces and letters of any script may stand in the name of a home folder.
  private static String unix(Path socket) {
    return "unix://" + socket.toUri().getRawPath();
  }

  private static Optional<URI> uri(String text) {
    // As the docker command does: a bare "host:2375" is TCP, "http" is what TCP speaks anyway.
    String full = text.contains("://") ? text : "tcp://" + text;
    try {
      return Optional.of(URI.create(full.replaceFirst("^https?://", "tcp://")));
    } catch (IllegalArgumentException e) {
      LOG.info("not an address of a Docker Engine: {}", text);
      return Optional.empty();
    }
  }

  private static Optional<String> text(JsonNode node, String field) {
    return Optional.ofNullable(node.path(field).textValue()).filter(text -> !text.isBlank());
  }

  /// The file's content; a missing node if there is none or nobody can read it, as with the `docker`
  /// command it is then as if nothing were set.
  private static JsonNode json(Path file) {
    if (!Files.exists(file)) {
      return Json.missing();
    }
    try {
      return Json.read(Files.readAllBytes(file));
    } catch (IOException e) {
      LOG.info("cannot read {}: {}", file, e.toString());
      return Json.missing();
    }
  }

  private static String sha256(String text) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha256.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
