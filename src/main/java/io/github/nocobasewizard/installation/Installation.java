package io.github.nocobasewizard.installation;

import io.github.nocobasewizard.engine.ComposeTool;
import io.github.nocobasewizard.engine.ImageReference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// A NocoBase that runs (or ran, or could run) from one Compose project, as its files say.
///
/// @param project how to call Compose so that it means this project; files and name are filled in
/// @param services those with the NocoBase image, the one with a published port first; never empty
/// @param databases those behind the services, each once, the main service's first; never empty
/// @param config Compose's own view of the project as JSON; contains secrets
public record Installation(
    ComposeTool.Project project,
    List<AppService> services,
    List<Database> databases,
    String config) {

  public Installation {
    services = List.copyOf(services);
    databases = List.copyOf(databases);
    if (services.isEmpty()) {
      throw new IllegalArgumentException("no NocoBase service");
    }
    Objects.requireNonNull(project.name());
  }

  /// The same project, as Compose sees it now.
  ///
  /// @param newConfig output of `config --format json`
  public Installation as(String newConfig) {
    return find(newConfig).orElseThrow(() -> new IllegalArgumentException("no NocoBase service"));
  }

  /// The same; empty if NocoBase is no longer in it.
  public Optional<Installation> find(String newConfig) {
    return ComposeConfig.parse(newConfig).installation(project);
  }

  /// The project's name.
  public String name() {
    return Objects.requireNonNull(project.name());
  }

  public Path folder() {
    return project.folder();
  }

  /// The service that people open in the browser.
  public AppService main() {
    return services.getFirst();
  }

  /// The database of the service that people open.
  public Database database() {
    return databases.getFirst();
  }

  public List<String> serviceNames() {
    return services.stream().map(AppService::name).toList();
  }

  /// Whether Compose knows the service: those of inactive profiles it does not.
  public boolean isActive(String service) {
    return ComposeConfig.parse(config).hasService(service);
  }

  /// The image of the main service.
  ///
  /// @throws IllegalStateException if it has none; readiness has stopped before that
  public ImageReference image() {
    ImageReference image = main().image();
    if (image == null) {
      throw new IllegalStateException("the service is built here and names no image");
    }
    return image;
  }

  /// A short name that stays the same as long as folder and project name do.
  public String key() {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest((folder() + "\n" + name()).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }

  /// All values that must never be shown: passwords and keys of every service's environment.
  public List<String> secrets() {
    return Secrets.in(config);
  }

  /// Environment of the main service.
  public Map<String, String> environment() {
    return main().environment();
  }

  /// Secrets stay out of logs.
  @Override
  public String toString() {
    return "Installation[" + name() + ", " + folder() + "]";
  }
}
