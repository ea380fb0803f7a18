package io.github.nocobasewizard.engine.http;

import io.github.nocobasewizard.engine.Cancellation;
import io.github.nocobasewizard.engine.EngineException;
import io.github.nocobasewizard.engine.EngineException.Reason;
import io.github.nocobasewizard.engine.ImageReference;
import io.github.nocobasewizard.engine.PullAllowance;
import io.github.nocobasewizard.engine.Registry;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Every registry: Docker Hub by its own API, all others by the Registry v2 protocol.
///
/// A private repository of Docker Hub does not exist for its API without a web login; where Docker
/// is signed in, the v2 protocol is asked instead.
public final class Registries implements Registry {
  private final Registry hub;
  private final Registry others;
  private final RegistryLogins logins;

  /// @param hub by Docker Hub's own API
  /// @param others by the Registry v2 protocol
  Registries(Registry hub, Registry others, RegistryLogins logins) {
    this.hub = hub;
    this.others = others;
    this.logins = logins;
  }

  /// All of it, wired.
  public static Registries create(RegistrySettings settings) {
    RegistryHttp http = new RegistryHttp(settings.proxies(), settings.patience());
    RegistryLogins logins = settings.logins();
    return new Registries(
        new DockerHubRegistry(settings.dockerHub(), http, settings.architecture()),
        new V2Registry(settings.dockerHubImages(), http, logins, settings.architecture()),
        logins);
  }

  @Override
  public void tags(
      ImageReference repository, Consumer<List<RemoteTag>> page, Cancellation cancellation)
      throws EngineException {
    if (!repository.isOnDockerHub()) {
      others.tags(repository, page, cancellation);
      return;
    }
    try {
      hub.tags(repository, page, cancellation);
    } catch (EngineException e) {
      if (!isHidden(e) || !isSignedIn(repository, cancellation)) {
        throw e;
      }
      others.tags(repository, page, cancellation);
    }
  }

  @Override
  public Optional<RemoteTag> tag(ImageReference image, Cancellation cancellation)
      throws EngineException {
    if (!image.isOnDockerHub()) {
      return others.tag(image, cancellation);
    }
    Optional<RemoteTag> found;
    try {
      found = hub.tag(image, cancellation);
    } catch (EngineException e) {
      if (!isHidden(e) || !isSignedIn(image, cancellation)) {
        throw e;
      }
      found = Optional.empty();
    }
    return found.isEmpty() && isSignedIn(image, cancellation)
        ? others.tag(image, cancellation)
        : found;
  }

  /// Docker Hub's own API counts differently; only the protocol that Docker pulls with tells.
  @Override
  public Optional<PullAllowance> allowance(ImageReference image, Cancellation cancellation)
      throws EngineException {
    return others.allowance(image, cancellation);
  }

  private static boolean isHidden(EngineException e) {
    return e.reason() == Reason.IMAGE_NOT_FOUND || e.reason() == Reason.REGISTRY_DENIED;
  }

  private boolean isSignedIn(ImageReference image, Cancellation cancellation) {
    return logins.find(image.registry(), cancellation).isPresent();
  }
}
