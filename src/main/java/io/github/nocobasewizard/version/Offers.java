package io.github.nocobasewizard.version;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Every version of the wanted channel and flavour, judged.
///
/// @param recommended the newest one that can be installed
/// @param newer all that can be installed, newest first, the recommended one too
/// @param pinned the very version that runs, if the file's tag moves by itself: its number can be
///   written instead, so that nobody but the wizard's user moves it any more
/// @param refused all others with the reason, newest first
/// @param floating what the file's tag follows, if it moves by itself
public record Offers(
    Optional<Candidate.Offer> recommended,
    List<Candidate.Offer> newer,
    Optional<Candidate.Offer> pinned,
    List<Candidate.Refusal> refused,
    Optional<FloatingTag> floating) {
  public Offers {
    newer = List.copyOf(newer);
    refused = List.copyOf(refused);
  }

  /// All of them, newest first.
  public List<Candidate> all() {
    return Stream.of(newer.stream(), pinned.stream(), refused.stream())
        .<Candidate>flatMap(part -> part)
        .sorted(Comparator.comparing(Candidate::version).reversed())
        .toList();
  }

  /// What can be installed.
  public Stream<Candidate.Offer> offered() {
    return Stream.concat(newer.stream(), pinned.stream());
  }

  /// A tag in the file that moves by itself.
  ///
  /// @param bringsToday the version that a download would bring now, if the registry tells
  public record FloatingTag(Tag.Floating tag, Optional<NocoBaseVersion> bringsToday) {}
}
