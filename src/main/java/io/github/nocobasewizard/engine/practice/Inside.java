package io.github.nocobasewizard.engine.practice;

import java.time.Instant;

/// What runs inside a container.
sealed interface Inside permits App, DatabaseServer, Idle {
  void start(Box box, Instant now);

  /// It runs since before the sample was opened.
  void startedLongAgo(Box box);

  void stop();

  /// Lets everything happen that is due by now.
  void settle(Instant now);
}
