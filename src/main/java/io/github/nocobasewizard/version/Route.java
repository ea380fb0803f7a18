package io.github.nocobasewizard.version;

import io.github.nocobasewizard.engine.ImageReference;
import io.github.nocobasewizard.engine.Registry.RemoteTag;
import java.util.List;
import java.util.OptionalLong;

/// The way to a version: what has to be installed and started, one after another.
///
/// @param legs the needed stops in order, then the goal; never empty
public record Route(List<Leg> legs) {
  public Route {
    legs = List.copyOf(legs);
    if (legs.isEmpty()) {
      throw new IllegalArgumentException("a way without a goal");
    }
  }

  /// The way to one version.
  ///
  /// @param image as it will be written into the file
  public record Leg(Tag.Exact tag, RemoteTag remote, ImageReference image) {
    public NocoBaseVersion version() {
      return tag.version();
    }
  }

  /// The version that is wanted in the end.
  public Leg goal() {
    return legs.getLast();
  }

  /// What has to be installed before the goal, in order; empty if nothing has.
  public List<Leg> stops() {
    return legs.subList(0, legs.size() - 1);
  }

  public boolean isDirect() {
    return legs.size() == 1;
  }

  /// The images in the order in which they are started.
  public List<ImageReference> images() {
    return legs.stream().map(Leg::image).toList();
  }

  /// Compressed size of all images together, for one platform; empty if one of them is not known.
  public OptionalLong size() {
    boolean known = legs.stream().allMatch(leg -> leg.remote().size().isPresent());
    return known
        ? OptionalLong.of(legs.stream().mapToLong(leg -> leg.remote().size().orElseThrow()).sum())
        : OptionalLong.empty();
  }
}
