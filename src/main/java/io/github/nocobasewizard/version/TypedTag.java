package io.github.nocobasewizard.version;

import java.util.Optional;

/// What a typed version turned out to be.
public sealed interface TypedTag {
  /// The registry has it; it may be installed or not.
  record Found(Candidate candidate) implements TypedTag {}

  /// It moves by itself, so it cannot be a target; `bringsToday` could be.
  record MovesByItself(Tag.Floating tag, Optional<NocoBaseVersion> bringsToday)
      implements TypedTag {}

  /// The registry does not have it.
  record NotThere(String tag) implements TypedTag {}

  /// It names no version of NocoBase, so nobody can tell whether it is newer.
  record NoVersion(String typed) implements TypedTag {}
}
