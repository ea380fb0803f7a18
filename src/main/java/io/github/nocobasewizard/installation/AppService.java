package io.github.nocobasewizard.installation;

import io.github.nocobasewizard.engine.ImageReference;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One service of the project that runs the NocoBase image.
///
/// @param image what Compose makes of the image line; null if the service is only built
/// @param dockerfile what its image is built from; null if it is not, or not from a file
/// @param environment as Compose makes it; contains secrets
public record AppService(
    String name,
    @Nullable ImageReference image,
    @Nullable Path dockerfile,
    Map<String, String> environment,
    List<PublishedPort> ports,
    List<MountedFolder> mounts) {

  /// Where NocoBase runs, by its image.
  public static final String HOME = "/app/nocobase";

  /// Where NocoBase keeps uploads, plugins, keys and licence, by its image.
  public static final String STORAGE = HOME + "/storage";

  /// @param hostAddress empty or `0.0.0.0` for every address of this computer
  public record PublishedPort(String hostAddress, int published, int target) {}

  /// @param type `bind` or `volume`
  /// @param source host path or volume name
  public record MountedFolder(String type, String source, String target) {}

  /// The web address as seen from this computer; empty if no port is published.
  public Optional<URI> address() {
    return ports.stream()
        .filter(port -> port.target() == 80 || port.target() == 13000)
        .findFirst()
        .or(() -> ports.stream().findFirst())
        .map(port -> URI.create("http://" + host(port.hostAddress()) + ":" + port.published()));
  }

  private static String host(String hostAddress) {
    return switch (hostAddress) {
      // Named by number: "localhost" may mean the IPv6 address, where Docker need not listen.
      case "", "0.0.0.0", "::" -> "127.0.0.1";
      default -> hostAddress.indexOf(':') >= 0 ? "[" + hostAddress + "]" : hostAddress;
    };
  }

  /// `APP_PUBLIC_PATH`, always with a slash at both ends.
  public String publicPath() {
    String path = environment.getOrDefault("APP_PUBLIC_PATH", "/").trim();
    String start = path.startsWith("/") ? path : "/" + path;
    return start.endsWith("/") ? start : start + "/";
  }

  /// Secrets stay out of logs.
  @Override
  public String toString() {
    return "AppService[" + name + ", " + image + "]";
  }
}
