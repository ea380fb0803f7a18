package io.github.nocobasewizard.engine.docker;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A place where a Docker Engine may listen.
///
/// @param uri `unix:///var/run/docker.sock`, `npipe:////./pipe/docker_engine`, `tcp://host:2375`
/// @param certificates folder with `ca.pem`, `cert.pem`, `key.pem` if TLS is to be spoken
/// @param origin who says so
/// @param context name of the Docker context that says so
record DockerAddress(
    URI uri, @Nullable Path certificates, Origin origin, @Nullable String context) {
  enum Origin {
    ENVIRONMENT,
    CONTEXT,
    USUAL_PLACE
  }

  static DockerAddress usualPlace(String uri) {
    return new DockerAddress(URI.create(uri), null, Origin.USUAL_PLACE, null);
  }

  /// Whether the engine's ports and files are those of this computer.
  boolean local() {
    return switch (scheme()) {
      case "unix", "npipe" -> true;
      default -> {
        String host = uri.getHost();
        yield host != null
            && (host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]"));
      }
    };
  }

  String scheme() {
    return uri.getScheme() == null ? "" : uri.getScheme();
  }

  /// The file of a unix socket.
  Optional<Path> socketFile() {
    return scheme().equals("unix") ? Optional.of(Path.of(uri.getPath())) : Optional.empty();
  }

  /// The name of a Windows pipe, e.g. `docker_engine`.
  Optional<String> pipeName() {
    String path = uri.getPath();
    return scheme().equals("npipe")
        ? Optional.of(path.substring(path.lastIndexOf('/') + 1))
        : Optional.empty();
  }

  /// Makes the `docker` command in a child process use this engine and no other.
  void applyTo(Map<String, String> environment) {
    switch (origin) {
      case ENVIRONMENT -> {
        // It is inherited as it is, TLS variables included.
      }
      case CONTEXT -> {
        environment.remove("DOCKER_HOST");
        environment.put("DOCKER_CONTEXT", String.valueOf(context));
      }
      case USUAL_PLACE -> {
        environment.remove("DOCKER_CONTEXT");
        environment.remove("DOCKER_TLS_VERIFY");
        environment.put("DOCKER_HOST", uri.toString());
      }
    }
  }

  @Override
  public String toString() {
    return uri.toString();
  }
}
