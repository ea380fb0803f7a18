package io.github.nocobasewizard.engine;

import java.util.Optional;

/// Which proxy the way to the internet leads through.
public sealed interface ProxyChoice {
  /// The one that the system knows, if any.
  record AsSystem() implements ProxyChoice {}

  record None() implements ProxyChoice {}

  record This(ProxyAddress address) implements ProxyChoice {}

  /// Reads what [#saved] wrote; anything else is the system's.
  static ProxyChoice of(Optional<String> saved) {
    if (saved.filter("none"::equals).isPresent()) {
      return new None();
    }
    return saved.flatMap(ProxyAddress::parse).<ProxyChoice>map(This::new).orElseGet(AsSystem::new);
  }

  /// As it is kept in the settings.
  default String saved() {
    return switch (this) {
      case AsSystem _ -> "";
      case None _ -> "none";
      case This(ProxyAddress address) -> address.toString();
    };
  }
}
