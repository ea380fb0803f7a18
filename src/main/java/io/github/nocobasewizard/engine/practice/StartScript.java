package io.github.nocobasewizard.engine.practice;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What happens, and when, while the app starts. Phases and log lines are those seen on real starts
/// and upgrades of NocoBase 1.9 to 2.2.
final class StartScript {
  private static final Duration LOAD_A_PLUGIN = Duration.ofMillis(50);
  private static final Duration SLOW_STEP = Duration.ofMillis(1_250);
  private static final int SLOW_STEPS = 120;

  private final App app;
  private final Box box;
  private final Instant begin;
  private Duration offset = Duration.ZERO;

  StartScript(App app, Box box, Instant begin) {
    this.app = app;
    this.box = box;
    this.begin = begin;
  }

  /// @param onUpgrade what happens if the data is of another version
  void write(Behaviour onUpgrade) {
    log("COMMIT_HASH: " + Hashes.hex(app.version()).substring(0, 12));
    log("$ nocobase postinstall");
    Optional<Tables> data = app.tables();
    if (data.isEmpty()) {
      crashLoop(
          List.of("Error: Unable to connect to the database: password authentication failed"));
      return;
    }
    Optional<String> before = data.get().applicationVersion();
    boolean downgrade = before.isPresent() && VersionNumber.isOlder(app.version(), before.get());
    boolean upgrade = before.isPresent() && VersionNumber.isOlder(before.get(), app.version());
    if (upgrade && onUpgrade == Behaviour.CRASH_LOOPS) {
      crashLoop(
          List.of(
              "Error: Unable to read the licence of this computer",
              "    at Object.<anonymous>"
                  + " (/app/nocobase/node_modules/@nocobase/cli/src/util.js:12)"));
      return;
    }
    webServer();
    if (upgrade && onUpgrade == Behaviour.NEVER_HEALTHY) {
      brokenImage();
      return;
    }
    plugins();
    if (data.get().isEmpty()) {
      install();
    } else if (upgrade) {
      upgrade(before.get(), onUpgrade);
    } else if (downgrade) {
      downgrade();
    } else {
      started();
    }
  }

  private void webServer() {
    after(2_000, "$ nocobase db:auth");
    after(1_000, "connection has been established successfully.");
    pass(1_500);
    then(() -> app.answers(new AppAnswer.WebServer()));
    log("nginx started");
    log("Running /app/nocobase/storage/scripts/*.sh");
    after(1_500, "$ nocobase start --quickstart");
    after(1_000, "PM2 log: App [index:0] online");
  }

  private void brokenImage() {
    after(1_000, "Error: Cannot find module '@nocobase/plugin-workflow/dist/server/index.js'");
    log("    at Module._resolveFilename (node:internal/modules/cjs/loader:1225:15)");
    log("  code: 'MODULE_NOT_FOUND'");
    then(() ->
        app.answers(
            new AppAnswer.Failed(
                "MODULE_NOT_FOUND",
                "Cannot find module '@nocobase/plugin-workflow/dist/server/index.js'")));
  }

  private void plugins() {
    after(500, "Gateway HTTP Server running at http://0.0.0.0:13000/");
    log("add app main into supervisor");
    atWork("init plugins");
    int number = 0;
    for (String plugin : Plugins.NAMES) {
      number++;
      offset = offset.plus(LOAD_A_PLUGIN);
      atWork("load plugin [" + plugin + "], " + number + "/" + Plugins.NAMES.size());
    }
  }

  private void upgrade(String before, Behaviour behaviour) {
    after(300, "upgrading...");
    log("run upgrade");
    List<Migration> migrations = Migration.ALL;
    for (int i = 0; i < migrations.size(); i++) {
      Migration migration = migrations.get(i);
      log("{ event: 'migrating', name: '" + migration.name() + "' }");
      atWork("run migration " + migration.name() + ", " + (i + 1) + "/" + migrations.size());
      if (behaviour == Behaviour.STARTS_SLOWLY && i == 1) {
        slowly(migration.name());
      }
      if (behaviour == Behaviour.MIGRATION_FAILS && i == migrations.size() / 2) {
        failing(migration.name());
        return;
      }
      pass(600);
      then(() -> app.change(migration.change()));
      log("{ event: 'migrated', name: '" + migration.name() + "', durationSeconds: 0.6 }");
    }
    finish(before, behaviour);
  }

  private void slowly(String migration) {
    for (int step = 1; step <= SLOW_STEPS; step++) {
      offset = offset.plus(SLOW_STEP);
      atWork("run migration " + migration + ", " + step + "/" + SLOW_STEPS);
    }
  }

  private void failing(String migration) {
    String words =
        "Migration "
            + migration
            + " (up) failed: Original error: column \"priority\" does not exist";
    after(1_200, "Error: " + words);
    log("    at Umzug.runUp (/app/nocobase/node_modules/umzug/lib/umzug.js:151:27)");
    then(() -> app.change(Migration::leaveHalfDone));
    then(() -> app.answers(new AppAnswer.Failed("APP_ERROR", words)));
  }

  private void finish(String before, Behaviour behaviour) {
    log("update built-in plugins");
    String reports = behaviour == Behaviour.REPORTS_OLD_VERSION ? before : app.version();
    pass(800);
    then(() -> app.change(tables -> Migration.finish(tables, app.version(), reports)));
    if (behaviour == Behaviour.LOSES_RECORDS) {
      then(() -> app.change(tables -> tables.changing("orders", orders -> orders.without(37))));
    }
    started();
  }

  /// NocoBase does not refuse to run on the database of a newer version: it notes its own number
  /// there and leaves the rest as it is.
  private void downgrade() {
    after(300, "upgrading...");
    log("Error: Cannot find plugin '@nocobase/plugin-flow-surfaces'");
    after(800, "update built-in plugins");
    then(() -> app.change(tables -> tables.withApplicationVersion(app.version())));
    started();
  }

  private void install() {
    after(1_000, "installing...");
    then(() -> app.change(tables -> SampleRecords.freshInstall(app.version())));
    started();
  }

  private void started() {
    after(900, "app has been started");
    then(() -> app.answers(new AppAnswer.Ready()));
  }

  /// The program ends before it speaks, and is started again, for ever; each time the engine waits
  /// a little longer.
  private void crashLoop(List<String> lastWords) {
    for (int round = 0; round < 60; round++) {
      pass(1_200);
      lastWords.forEach(this::log);
      then(() -> box.crashed(1));
      pass(Math.min(60_000, 200L << Math.min(round, 10)));
      Instant again = due();
      then(() -> box.restarted(again));
    }
  }

  // ---- time

  private Instant due() {
    return app.after(begin, offset);
  }

  private void pass(long millis) {
    offset = offset.plusMillis(millis);
  }

  private void then(Runnable happening) {
    app.at(due(), happening);
  }

  private void log(String text) {
    Instant time = due();
    then(() -> box.log(time, text, text.startsWith("Error")));
  }

  private void after(long millis, String text) {
    pass(millis);
    log(text);
  }

  private void atWork(String message) {
    then(() -> app.answers(new AppAnswer.AtWork("APP_COMMANDING", message)));
  }
}
