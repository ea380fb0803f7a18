package io.github.nocobasewizard.engine.practice;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// NocoBase in a container: goes through the phases of a start as the clock goes on, and changes the
/// database as its version does. Guarded by [Machine].
final class App implements Inside {
  private final PracticeTime time;
  private final String version;
  private final Map<String, String> environment;
  private final Supplier<Optional<DatabaseServer>> server;
  private final Function<String, Behaviour> behaviours;
  private final Deque<Moment> moments = new ArrayDeque<>();
  private AppAnswer answer = new AppAnswer.Nobody();

  /// Something that happens during a start.
  private record Moment(Instant due, Runnable happening) {}

  /// @param version of the image, e.g. `2.2.15`
  App(
      PracticeTime time,
      String version,
      Map<String, String> environment,
      Supplier<Optional<DatabaseServer>> server,
      Function<String, Behaviour> behaviours) {
    this.time = time;
    this.version = version;
    this.environment = environment;
    this.server = server;
    this.behaviours = behaviours;
  }

  @Override
  public void start(Box box, Instant now) {
    moments.clear();
    answer = new AppAnswer.Nobody();
    new StartScript(this, box, now).write(behaviours.apply(version));
  }

  @Override
  public void startedLongAgo(Box box) {
    answer = new AppAnswer.Ready();
  }

  @Override
  public void stop() {
    moments.clear();
    answer = new AppAnswer.Nobody();
  }

  @Override
  public void settle(Instant now) {
    Moment next = moments.peek();
    while (next != null && !next.due().isAfter(now)) {
      moments.remove();
      next.happening().run();
      next = moments.peek();
    }
  }

  AppAnswer answer() {
    return answer;
  }

  String version() {
    return version;
  }

  /// What the app reports as its version: what the database says.
  Optional<String> reportedVersion() {
    return tables().flatMap(Tables::applicationVersion);
  }

  // ---- for the script

  void answers(AppAnswer now) {
    answer = now;
  }

  Instant after(Instant start, Duration duration) {
    return time.after(start, duration);
  }

  /// @param due not before that of the moment added before
  void at(Instant due, Runnable happening) {
    moments.add(new Moment(due, happening));
  }

  /// Empty if the database does not let the app in.
  Optional<Tables> tables() {
    return server
        .get()
        .filter(DatabaseServer::answers)
        .filter(found -> found.accepts(variable("DB_USER"), variable("DB_PASSWORD")))
        .flatMap(found -> found.find(variable("DB_DATABASE")));
  }

  void change(UnaryOperator<Tables> change) {
    server.get().ifPresent(found -> found.change(variable("DB_DATABASE"), change));
  }

  private String variable(String name) {
    return environment.getOrDefault(name, "");
  }
}
