package io.github.nocobasewizard.health;

import io.github.nocobasewizard.engine.Cancellation;
import io.github.nocobasewizard.engine.ContainerEngine;
import io.github.nocobasewizard.engine.EngineException;
import io.github.nocobasewizard.engine.WebClient;
import io.github.nocobasewizard.run.RunContext;
import io.github.nocobasewizard.run.RunEvent;
import io.github.nocobasewizard.run.RunEvent.Phase;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/// A start of the app as a script: what can be seen of it from which second on. Time passes only by
/// being waited for.
final class Scripted {
  private static final Instant BEGIN = Instant.parse("2026-11-23T06:00:00Z");

  private record Line(double second, String text) {}

  private record At<T>(double second, T what) {}

  private final List<At<Observation>> seen = new ArrayList<>();
  private final List<At<Optional<ContainerEngine.State>>> states = new ArrayList<>();
  private final List<Line> lines = new ArrayList<>();
  private final List<At<Double>> engineGone = new ArrayList<>();
  private final List<RunEvent> events = new ArrayList<>();
  private final LogDoctor doctor = new LogDoctor();
  private final List<At<Duration>> clockSet = new ArrayList<>();
  private Duration passed = Duration.ZERO;
  private int said;

  Scripted() {
    running(0, 0);
    refused(0);
  }

  // ---- what is to be seen

  Scripted refused(double second) {
    return see(second, new Observation.NoAnswer(WebClient.Why.REFUSED, ""));
  }

  Scripted webServer(double second) {
    return see(second, new Observation.WebServerOnly(502));
  }

  Scripted atWork(double second, String message) {
    return see(second, new Observation.AtWork("APP_COMMANDING", message));
  }

  Scripted error(double second, String code, String message) {
    return see(second, new Observation.InError(code, message));
  }

  Scripted healthy(double second, String version) {
    return see(second, new Observation.Healthy(Optional.of(version), Duration.ofMillis(50)));
  }

  private Scripted see(double second, Observation observation) {
    seen.add(new At<>(second, observation));
    return this;
  }

  Scripted running(double second, int restarts) {
    return state(second, "running", OptionalInt.empty(), restarts, false);
  }

  Scripted restarting(double second, int code, int restarts) {
    return state(second, "restarting", OptionalInt.of(code), restarts, false);
  }

  Scripted exited(double second, int code) {
    return state(second, "exited", OptionalInt.of(code), 0, false);
  }

  Scripted outOfMemory(double second, int restarts) {
    return state(second, "restarting", OptionalInt.of(137), restarts, true);
  }

  private Scripted state(
      double second, String status, OptionalInt code, int restarts, boolean outOfMemory) {
    states.add(
        new At<>(
            second,
            Optional.of(new ContainerEngine.State(status, code, restarts, outOfMemory, BEGIN))));
    return this;
  }

  Scripted removed(double second) {
    states.add(new At<>(second, Optional.empty()));
    return this;
  }

  /// The engine does not answer for a minute.
  Scripted engineGone(double second) {
    engineGone.add(new At<>(second, second + 60));
    return this;
  }

  Scripted engineGoneForEver(double second) {
    engineGone.add(new At<>(second, Double.MAX_VALUE));
    return this;
  }

  /// Somebody sets the computer's clock, or it was asleep.
  Scripted clockSet(double second, Duration by) {
    clockSet.add(new At<>(second, by));
    return this;
  }

  Scripted says(double second, String... text) {
    for (String line : text) {
      lines.add(new Line(second, line));
    }
    return this;
  }

  /// Crashes so long after each start, each time with these words.
  Scripted crashesEvery(double seconds, String words) {
    double now = 0;
    for (int round = 0; round < 40; round++) {
      now += seconds;
      says(now, words);
      restarting(now, 1, round);
      now += Math.min(60, 0.1 * (1L << Math.min(round, 10)));
      running(now, round + 1);
    }
    return this;
  }

  // ---- watching it

  Verdict verdict() throws EngineException {
    return verdict(Optional.of("2.2.15"));
  }

  Verdict verdict(Optional<String> expected) throws EngineException {
    seen.sort(Comparator.comparingDouble(At::second));
    states.sort(Comparator.comparingDouble(At::second));
    lines.sort(Comparator.comparingDouble(Line::second));
    var watch =
        new StartWatch(
            engine(),
            () -> latest(seen),
            StartWatch.Limits.STANDARD,
            pause -> passed = passed.plus(pause));
    return watch.await(
        "app",
        expected,
        Phase.START,
        new RunContext(events::add, Cancellation.none(), clock()),
        doctor::read);
  }

  Duration took() {
    return passed;
  }

  LogDoctor doctor() {
    return doctor;
  }

  /// What the window was told of the app, without repetitions.
  List<RunEvent.AppState> told() {
    return events.stream()
        .filter(RunEvent.PhaseProgress.class::isInstance)
        .map(event -> (RunEvent.AppState) ((RunEvent.PhaseProgress) event).detail())
        .distinct()
        .toList();
  }

  private double now() {
    return passed.toMillis() / 1000.0;
  }

  private <T> T latest(List<At<T>> script) {
    return script.stream().filter(at -> at.second() <= now()).toList().getLast().what();
  }

  private ContainerEngine engine() {
    List<Consumer<ContainerEngine.LogLine>> followers = new ArrayList<>();
    return (ContainerEngine)
        Proxy.newProxyInstance(
            Scripted.class.getClassLoader(),
            new Class<?>[] {ContainerEngine.class},
            (_, method, arguments) ->
                switch (method.getName()) {
                  case "container" -> {
                    followers.forEach(this::speak);
                    yield container();
                  }
                  case "followLog" -> {
                    @SuppressWarnings("unchecked")
                    var follower = (Consumer<ContainerEngine.LogLine>) arguments[2];
                    followers.add(follower);
                    yield (ContainerEngine.LogFollower) () -> {};
                  }
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  private void speak(Consumer<ContainerEngine.LogLine> follower) {
    while (said < lines.size() && lines.get(said).second() <= now()) {
      follower.accept(new ContainerEngine.LogLine(BEGIN, lines.get(said++).text(), false));
    }
  }

  private ContainerEngine.Container container() throws EngineException {
    if (engineGone.stream().anyMatch(gone -> now() >= gone.second() && now() < gone.what())) {
      throw new EngineException(EngineException.Reason.ENGINE_UNREACHABLE, "docker.sock", "");
    }
    ContainerEngine.State state =
        latest(states)
            .orElseThrow(
                () -> new EngineException(EngineException.Reason.CONTAINER_NOT_FOUND, "app", ""));
    return new ContainerEngine.Container(
        "app",
        "app-1",
        "nocobase/nocobase:2.2.15-full",
        "sha256:a",
        Map.of(),
        state,
        BEGIN,
        Map.of(),
        List.of(),
        List.of(),
        Map.of());
  }

  private Clock clock() {
    return new Clock() {
      @Override
      public ZoneId getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(ZoneId zone) {
        return this;
      }

      @Override
      public Instant instant() {
        return clockSet.stream()
            .filter(at -> at.second() <= now())
            .map(At::what)
            .reduce(BEGIN.plus(passed), Instant::plus, (one, two) -> two);
      }
    };
  }
}
