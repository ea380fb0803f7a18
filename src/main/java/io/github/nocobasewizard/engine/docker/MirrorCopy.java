package io.github.nocobasewizard.engine.docker;

import io.github.nocobasewizard.engine.Cancellation;
import io.github.nocobasewizard.engine.ContainerEngine.PullProgress;
import io.github.nocobasewizard.engine.EngineException;
import io.github.nocobasewizard.engine.EngineException.Reason;
import io.github.nocobasewizard.engine.ImageReference;
import io.github.nocobasewizard.engine.Registry;
import io.github.nocobasewizard.engine.Registry.RemoteTag;
import java.util.Optional;
import java.util.function.Consumer;

/// A mirror's copy of an image of Docker Hub.
///
/// It is downloaded by its digest, under the mirror's name, and then gets the image's own name too.
/// So the engine can take nothing but what was compared with Docker Hub before, and the mirror's name
/// with the digest stays with the image, as it does after every download: by it a restore point finds
/// its image again.
final class MirrorCopy {
  private final ImageReference image;
  private final ImageReference there;
  private final Registry registry;

  private MirrorCopy(ImageReference image, ImageReference there, Registry registry) {
    this.image = image;
    this.there = there;
    this.registry = registry;
  }

  /// Empty if the image is downloaded from where its name says.
  static Optional<MirrorCopy> of(ImageReference image, Registry registry) {
    ImageReference there = registry.source(image);
    return there.equals(image)
        ? Optional.empty()
        : Optional.of(new MirrorCopy(image, there, registry));
  }

  /// What is to be downloaded.
  ///
  /// @param remarks is told if it could not be compared with Docker Hub
  /// @throws EngineException `MIRROR_LACKS`; `MIRROR_DIFFERS` if Docker Hub can be asked and has
  ///     something else under this name; `IMAGE_NOT_FOUND` if it has nothing; and as [#failure]
  ImageReference find(Consumer<PullProgress> remarks, Cancellation cancellation)
      throws EngineException {
    String digest = digestThere(cancellation);
    requireTheOriginal(digest, remarks, cancellation);
    return new ImageReference(there.registry(), there.repository(), null, digest);
  }

  private String digestThere(Cancellation cancellation) throws EngineException {
    try {
      return registry
          .tag(there, cancellation)
          .flatMap(RemoteTag::digest)
          .orElseThrow(
              () -> new EngineException(Reason.MIRROR_LACKS, there.toString(), "no such tag"));
    } catch (EngineException e) {
      throw failure(e);
    }
  }

  /// Where Docker Hub does not answer, the mirror has to be believed; whoever chose it was told so.
  private void requireTheOriginal(
      String digestThere, Consumer<PullProgress> remarks, Cancellation cancellation)
      throws EngineException {
    Optional<RemoteTag> original;
    try {
      original = registry.original(image, cancellation);
    } catch (EngineException e) {
      String remark = PullProgress.NOT_COMPARED + " with Docker Hub: " + there + ". " + e.details();
      remarks.accept(new PullProgress(0, 0, 0, 0, false, remark));
      return;
    }
    if (original.isEmpty()) {
      throw new EngineException(
          Reason.IMAGE_NOT_FOUND, image.toString(), there + " exists, " + image + " does not");
    }
    String expected = original.get().digest().orElse(digestThere);
    if (!expected.equals(digestThere)) {
      throw new EngineException(
          Reason.MIRROR_DIFFERS, there.toString(), digestThere + " instead of " + expected);
    }
  }

  /// What a failure of the mirror means, in terms that name it and lead to a next action of its own.
  EngineException failure(EngineException e) {
    return switch (e.reason()) {
      case IMAGE_NOT_FOUND, REGISTRY_DENIED -> of(e, Reason.MIRROR_LACKS, there.toString());
      case REGISTRY_LIMIT -> of(e, Reason.MIRROR_LIMIT, there.registry());
      case REGISTRY_UNREACHABLE -> of(e, Reason.REGISTRY_UNREACHABLE, there.registry());
      // The name with the digest says nothing to anybody.
      case REGISTRY_ERROR, DOWNLOAD_BROKEN, TIMEOUT, NO_SPACE ->
          of(e, e.reason(), image.toString());
      default -> e;
    };
  }

  private static EngineException of(EngineException e, Reason reason, String thing) {
    return new EngineException(reason, thing, e.details(), e);
  }
}
