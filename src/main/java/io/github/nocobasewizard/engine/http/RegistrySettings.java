package io.github.nocobasewizard.engine.http;

import io.github.nocobasewizard.engine.Mirror;
import java.net.ProxySelector;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// How registries are reached.
///
/// @param dockerHub address of Docker Hub's API
/// @param dockerHubImages address of Docker Hub by the Registry v2 protocol
/// @param architecture the one whose sizes are told, in Docker's words: `amd64`, `arm64`
/// @param mirror where images of Docker Hub are downloaded from instead; asked anew each time
public record RegistrySettings(
    URI dockerHub,
    URI dockerHubImages,
    String architecture,
    ProxySelector proxies,
    RegistryPatience patience,
    RegistryLogins logins,
    Supplier<Optional<Mirror>> mirror) {
  private static final Duration HELPER_TIMEOUT = Duration.ofSeconds(30);

  /// Docker Hub itself, the system's proxies, Docker's logins.
  ///
  /// @param dockerConfig Docker's `config.json`; need not exist
  /// @param programFolders where Docker's credential programs may be
  public static RegistrySettings standard(
      String architecture, Path dockerConfig, List<Path> programFolders) {
    return new RegistrySettings(
        DockerHubRegistry.ADDRESS,
        V2Registry.DOCKER_HUB,
        architecture,
        ProxySelector.getDefault(),
        RegistryPatience.standard(),
        new DockerRegistryLogins(
            dockerConfig, new RegistryLoginProgram(programFolders, HELPER_TIMEOUT)),
        Optional::empty);
  }

  /// With one server that stands in for all of Docker Hub.
  public RegistrySettings withDockerHub(URI address) {
    return new RegistrySettings(address, address, architecture, proxies, patience, logins, mirror);
  }

  public RegistrySettings withProxies(ProxySelector other) {
    return new RegistrySettings(
        dockerHub, dockerHubImages, architecture, other, patience, logins, mirror);
  }

  public RegistrySettings withPatience(RegistryPatience other) {
    return new RegistrySettings(
        dockerHub, dockerHubImages, architecture, proxies, other, logins, mirror);
  }

  public RegistrySettings withLogins(RegistryLogins other) {
    return new RegistrySettings(
        dockerHub, dockerHubImages, architecture, proxies, patience, other, mirror);
  }

  public RegistrySettings withMirror(Supplier<Optional<Mirror>> other) {
    return new RegistrySettings(
        dockerHub, dockerHubImages, architecture, proxies, patience, logins, other);
  }
}
