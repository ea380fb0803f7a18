package io.github.nocobasewizard.engine.practice;

import io.github.nocobasewizard.engine.ContainerEngine.Image;
import io.github.nocobasewizard.engine.ImageReference;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The images on the sample's computer. Thread-safe.
final class Images {
  private final Map<String, Stored> byId = new LinkedHashMap<>();
  private final Map<String, String> idByTag = new LinkedHashMap<>();

  /// @param version of the program inside, e.g. `2.2.15`
  /// @param size unpacked
  record Stored(
      String id, String name, String version, String digest, long size, Instant created) {}

  /// Puts an image there and lets a tag mean it from now on.
  synchronized void add(ImageReference tag, Stored image) {
    byId.put(image.id(), image);
    idByTag.put(tag.withTag(tag.tagOrLatest()).toString(), image.id());
  }

  synchronized Optional<Stored> find(String referenceOrId) {
    Stored byItsId = byId.get(referenceOrId);
    if (byItsId != null) {
      return Optional.of(byItsId);
    }
    Optional<ImageReference> reference = ImageReference.find(referenceOrId);
    Optional<String> digest = reference.map(ImageReference::digest);
    if (digest.isPresent()) {
      return byId.values().stream()
          .filter(image -> image.digest().equals(digest.get()))
          .findFirst();
    }
    return reference
        .map(found -> idByTag.get(found.withTag(found.tagOrLatest()).toString()))
        .map(byId::get);
  }

  synchronized Image described(Stored image) {
    List<String> tags = new ArrayList<>();
    idByTag.forEach((tag, id) -> {
      if (id.equals(image.id())) {
        tags.add(tag);
      }
    });
    return new Image(
        image.id(),
        tags,
        List.of(image.name() + "@" + image.digest()),
        image.size(),
        VersionList.ARCHITECTURE,
        image.created());
  }

  synchronized Collection<Image> ofRepository(String name) {
    return byId.values().stream()
        .map(this::described)
        .filter(image ->
            image.tags().stream().anyMatch(tag -> ImageReference.parse(tag).name().equals(name)))
        .toList();
  }
}
