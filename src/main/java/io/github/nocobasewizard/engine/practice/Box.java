package io.github.nocobasewizard.engine.practice;

import io.github.nocobasewizard.engine.ContainerEngine.Container;
import io.github.nocobasewizard.engine.ContainerEngine.LogLine;
import io.github.nocobasewizard.engine.ContainerEngine.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// One container of the sample: what it was made as, and what has become of it. Guarded by
/// [Machine].
final class Box {
  private final Container made;
  private final Inside inside;
  private final List<LogLine> log = new ArrayList<>();
  private String status = "created";
  private OptionalInt exitCode = OptionalInt.empty();
  private int restarts;
  private @Nullable Instant startedAt;

  /// @param made its state does not matter
  Box(Container made, Inside inside) {
    this.made = made;
    this.inside = inside;
  }

  String id() {
    return made.id();
  }

  Inside inside() {
    return inside;
  }

  boolean running() {
    return status.equals("running");
  }

  void start(Instant now) {
    status = "running";
    startedAt = now;
    restarts = 0;
    exitCode = OptionalInt.empty();
    inside.start(this, now);
  }

  void startedLongAgo(Instant then) {
    status = "running";
    startedAt = then;
    inside.startedLongAgo(this);
  }

  void stop() {
    inside.stop();
    status = "exited";
    exitCode = OptionalInt.of(0);
  }

  /// The program inside has ended; the engine is going to start it again.
  void crashed(int code) {
    status = "restarting";
    exitCode = OptionalInt.of(code);
  }

  /// The engine has started the program inside again.
  void restarted(Instant now) {
    status = "running";
    restarts++;
    startedAt = now;
  }

  void log(Instant time, String text, boolean error) {
    text.lines().forEach(line -> log.add(new LogLine(time, line, error)));
  }

  /// What has been logged after the first `known` lines.
  List<LogLine> logAfter(int known) {
    return List.copyOf(log.subList(known, log.size()));
  }

  boolean ended() {
    return !running() && !status.equals("restarting");
  }

  Container container() {
    return new Container(
        made.id(),
        made.name(),
        made.image(),
        made.imageId(),
        made.labels(),
        new State(status, exitCode, restarts, false, startedAt),
        made.created(),
        made.environment(),
        made.mounts(),
        running() ? made.ports() : List.of(),
        made.networks());
  }
}
