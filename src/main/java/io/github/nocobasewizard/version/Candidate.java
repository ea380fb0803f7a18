package io.github.nocobasewizard.version;

import io.github.nocobasewizard.engine.ImageReference;
import io.github.nocobasewizard.engine.Registry.RemoteTag;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// A version in the registry, judged: it may be installed, or it may not and why.
public sealed interface Candidate {
  Tag.Exact tag();

  /// What the registry says of it.
  RemoteTag remote();

  /// The image that would be in the file.
  ImageReference image();

  default NocoBaseVersion version() {
    return tag().version();
  }

  /// Compressed size for one platform; the download may be less.
  default OptionalLong size() {
    return remote().size();
  }

  /// When it was pushed. Old lines get new versions too: never order by it.
  default Optional<Instant> released() {
    return remote().pushed();
  }

  default URI releaseNotes() {
    return VersionFacts.releaseNotes(version());
  }

  /// May be installed.
  ///
  /// @param notices what the person should know first, oldest change first
  /// @param route over the needed stops, if there are any, to this version
  record Offer(
      Tag.Exact tag, RemoteTag remote, ImageReference image, List<Notice> notices, Route route)
      implements Candidate {
    public Offer {
      notices = List.copyOf(notices);
    }

    /// Of all images on the way.
    @Override
    public OptionalLong size() {
      return route.size();
    }
  }

  /// May not be installed.
  record Refusal(Tag.Exact tag, RemoteTag remote, ImageReference image, Reason reason)
      implements Candidate {}
}
