package io.github.nocobasewizard.engine.http;

import io.github.nocobasewizard.engine.Cancellation;
import io.github.nocobasewizard.engine.EngineException;
import io.github.nocobasewizard.engine.EngineException.Reason;
import io.github.nocobasewizard.engine.ImageReference;
import io.github.nocobasewizard.engine.Mirror;
import io.github.nocobasewizard.engine.PullAllowance;
import io.github.nocobasewizard.engine.Registry;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Every registry: Docker Hub by its own API, all others by the Registry v2 protocol.
///
/// A private repository of Docker Hub does not exist for its API without a web login; where Docker
/// is signed in, the v2 protocol is asked instead. Where Docker Hub cannot be asked and a mirror is
/// chosen, the mirror's word will do for what it has; what it lacks may exist all the same.
public final class Registries implements Registry {
  private final Registry hub;
  private final Registry others;
  private final RegistryLogins logins;
  private final Supplier<Optional<Mirror>> mirror;

  /// @param hub by Docker Hub's own API
  /// @param others by the Registry v2 protocol
  /// @param mirror of Docker Hub, if one is chosen; asked anew each time
  Registries(
      Registry hub, Registry others, RegistryLogins logins, Supplier<Optional<Mirror>> mirror) {
    this.hub = hub;
    this.others = others;
    this.logins = logins;
    this.mirror = mirror;
  }

  /// All of it, wired.
  public static Registries create(RegistrySettings settings) {
    RegistryHttp http = new RegistryHttp(settings.proxies(), settings.patience());
    RegistryLogins logins = settings.logins();
    return new Registries(
        new DockerHubRegistry(settings.dockerHub(), http, settings.architecture()),
        new V2Registry(settings.dockerHubImages(), http, logins, settings.architecture()),
        logins,
        settings.mirror());
  }

  /// What is named by its digest is looked for nowhere else: a copy could not get its name.
  @Override
  public ImageReference source(ImageReference image) {
    return image.digest() == null ? copyOf(image).orElse(image) : image;
  }

  private Optional<ImageReference> copyOf(ImageReference image) {
    return mirror.get().flatMap(chosen -> chosen.copyOf(image));
  }

  @Override
  public void tags(
      ImageReference repository, Consumer<List<RemoteTag>> page, Cancellation cancellation)
      throws EngineException {
    if (!repository.isOnDockerHub()) {
      others.tags(repository, page, cancellation);
      return;
    }
    Pages pages = new Pages(page);
    try {
      hubTags(repository, pages, cancellation);
    } catch (EngineException e) {
      Optional<ImageReference> copy = copyOf(repository).filter(_ -> isAway(e) && pages.none);
      if (copy.isEmpty()) {
        throw e;
      }
      try {
        others.tags(copy.get(), page, cancellation);
      } catch (EngineException atMirror) {
        e.addSuppressed(atMirror);
        throw e;
      }
    }
  }

  private void hubTags(
      ImageReference repository, Consumer<List<RemoteTag>> page, Cancellation cancellation)
      throws EngineException {
    try {
      hub.tags(repository, page, cancellation);
    } catch (EngineException e) {
      if (!isHidden(e) || !isSignedIn(repository, cancellation)) {
        throw e;
      }
      others.tags(repository, page, cancellation);
    }
  }

  /// Half a list from Docker Hub knows more of each version than a whole one from a mirror.
  private static final class Pages implements Consumer<List<RemoteTag>> {
    private final Consumer<List<RemoteTag>> listener;
    private boolean none = true;

    Pages(Consumer<List<RemoteTag>> listener) {
      this.listener = listener;
    }

    @Override
    public void accept(List<RemoteTag> page) {
      none = false;
      listener.accept(page);
    }
  }

  @Override
  public Optional<RemoteTag> tag(ImageReference image, Cancellation cancellation)
      throws EngineException {
    try {
      return original(image, cancellation);
    } catch (EngineException e) {
      if (!isAway(e)) {
        throw e;
      }
      return Optional.of(tagAtMirror(image, cancellation).orElseThrow(() -> e));
    }
  }

  private Optional<RemoteTag> tagAtMirror(ImageReference image, Cancellation cancellation) {
    try {
      Optional<ImageReference> copy = copyOf(image);
      return copy.isEmpty() ? Optional.empty() : others.tag(copy.get(), cancellation);
    } catch (EngineException _) {
      return Optional.empty();
    }
  }

  @Override
  public Optional<RemoteTag> original(ImageReference image, Cancellation cancellation)
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

  /// Docker Hub's own API counts differently; only the protocol that Docker pulls with tells. What a
  /// mirror allows is its own affair.
  @Override
  public Optional<PullAllowance> allowance(ImageReference image, Cancellation cancellation)
      throws EngineException {
    return source(image).equals(image) ? others.allowance(image, cancellation) : Optional.empty();
  }

  private static boolean isHidden(EngineException e) {
    return e.reason() == Reason.IMAGE_NOT_FOUND || e.reason() == Reason.REGISTRY_DENIED;
  }

  private static boolean isAway(EngineException e) {
    return switch (e.reason()) {
      case REGISTRY_UNREACHABLE, REGISTRY_ERROR, REGISTRY_LIMIT -> true;
      default -> false;
    };
  }

  private boolean isSignedIn(ImageReference image, Cancellation cancellation) {
    return logins.find(image.registry(), cancellation).isPresent();
  }
}
