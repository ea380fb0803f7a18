package io.github.nocobasewizard.engine;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;

/// Where images come from: Docker Hub by its own API, any other by the Registry v2 protocol.
public interface Registry {
  /// All tags of a repository, page by page as they arrive, each page once, on the calling thread.
  ///
  /// Docker Hub tells everything of each tag, the most recently pushed first; the Registry v2
  /// protocol tells names only, in the registry's own order: ask [#tag] for the rest.
  ///
  /// @param repository its tag and digest do not matter
  /// @throws EngineException one of the `REGISTRY_…` reasons; `IMAGE_NOT_FOUND` if there is no such
  ///   repository. After `REGISTRY_DENIED` a single [#tag] may still be found: some registries let
  ///   nobody list. Pages already delivered stay valid.
  /// @throws java.util.concurrent.CancellationException when cancelled; so do all methods here
  void tags(ImageReference repository, Consumer<List<RemoteTag>> page, Cancellation cancellation)
      throws EngineException;

  /// One tag, if it exists, with everything the registry says of it.
  ///
  /// @throws EngineException one of the `REGISTRY_…` reasons
  Optional<RemoteTag> tag(ImageReference image, Cancellation cancellation) throws EngineException;

  /// The same by no other word than that of the registry in the image's name: a mirror's does not
  /// count.
  ///
  /// @throws EngineException one of the `REGISTRY_…` reasons
  default Optional<RemoteTag> original(ImageReference image, Cancellation cancellation)
      throws EngineException {
    return tag(image, cancellation);
  }

  /// Where an image is downloaded from: the copy at a mirror if one is chosen that has it, else the
  /// image itself. Asks nobody.
  default ImageReference source(ImageReference image) {
    return image;
  }

  /// How many downloads are left, if the registry tells. Asking does not count as one.
  ///
  /// @throws EngineException one of the `REGISTRY_…` reasons
  default Optional<PullAllowance> allowance(ImageReference image, Cancellation cancellation)
      throws EngineException {
    return Optional.empty();
  }

  /// @param name the tag
  /// @param digest `sha256:…` of the manifest or index, if told
  /// @param size compressed bytes of the whole image for one architecture, this computer's if there
  ///   is such an image; if told
  /// @param pushed when it was last pushed, if told
  /// @param architectures of Linux images, e.g. `amd64`; empty if not told
  record RemoteTag(
      String name,
      Optional<String> digest,
      OptionalLong size,
      Optional<Instant> pushed,
      Set<String> architectures) {}
}
