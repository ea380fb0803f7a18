package io.github.nocobasewizard.engine.http;

import java.net.ProxySelector;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// How registries are reached.
///
/// @param dockerHub address of Docker Hub's API
/// @param dockerHubImages address of Docker Hub by the Registry v2 protocol
/// @param architecture the one whose sizes are told, in Docker's words: `amd64`, `arm64`
public record RegistrySettings(
    URI dockerHub,
    URI dockerHubImages,
    String architecture,
    ProxySelector proxies,
    RegistryPatience patience,
    RegistryLogins logins) {
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
            dockerConfig, new RegistryLoginProgram(programFolders, HELPER_TIMEOUT)));
  }

  /// With one server that stands in for all of Docker Hub.
  public RegistrySettings withDockerHub(URI address) {
    return new RegistrySettings(address, address, architecture, proxies, patience, logins);
  }

  public RegistrySettings withProxies(ProxySelector other) {
    return new RegistrySettings(dockerHub, dockerHubImages, architecture, other, patience, logins);
  }

  public RegistrySettings withPatience(RegistryPatience other) {
    return new RegistrySettings(dockerHub, dockerHubImages, architecture, proxies, other, logins);
  }

  public RegistrySettings withLogins(RegistryLogins other) {
    return new RegistrySettings(dockerHub, dockerHubImages, architecture, proxies, patience, other);
  }
}
