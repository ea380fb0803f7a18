package io.github.nocobasewizard.engine;

import java.net.URI;
import java.time.Duration;

/// Asks the app for a page as an outside client does.
public interface WebClient {
  /// Never throws: what happened is the answer. Redirects are not followed.
  Answer get(URI address, Duration timeout);

  sealed interface Answer {}

  /// The other side spoke HTTP.
  ///
  /// @param body at most 64 KiB of it
  /// @param took until the whole body was there
  record Response(int status, String body, Duration took) implements Answer {}

  /// No HTTP answer came.
  record NoAnswer(Why why, String details) implements Answer {}

  enum Why {
    REFUSED,
    /// The connection was closed without an answer.
    CLOSED,
    TIMEOUT,
    UNKNOWN_HOST,
    OTHER
  }
}
