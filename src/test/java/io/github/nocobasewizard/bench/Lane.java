package io.github.nocobasewizard.bench;

import io.github.nocobasewizard.backup.RestorePointStore;
import io.github.nocobasewizard.bench.Judge.State;
import io.github.nocobasewizard.bench.WizardProcess.End;
import io.github.nocobasewizard.testing.RealInstallation;
import io.github.nocobasewizard.testing.RealInstallation.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/// One installation with a wizard of its own, and the two states that it may be in.
final class Lane implements AutoCloseable {
  private static final int ORDERS = 20_000;

  private final Path shop;
  private final Path home;
  private final boolean standIn;
  private final Shape shape;
  private final String oldImage;
  private final String newImage;
  private final Set<Long> wizards = new HashSet<>();
  private RealInstallation real;
  private Judge judge;
  private String point = "";
  private State old;
  private State fresh;
  private String markAtTheCut = "";
  private boolean upgraded;
  private Measured upgrade;
  private Measured goingBack;

  /// @param boundaries where an undisturbed run can be cut off
  /// @param phases how long each of its steps took
  record Measured(Duration took, int boundaries, Map<String, Duration> phases) {}

  /// @param shop folder of the project
  /// @param home folder of the wizard: its journals, and its backups
  Lane(Path shop, Path home, Shape shape, boolean standIn, String oldImage, String newImage) {
    this.shop = shop;
    this.home = home;
    this.shape = shape.withImage(oldImage);
    this.standIn = standIn;
    this.oldImage = oldImage;
    this.newImage = newImage;
  }

  RealInstallation real() {
    return real;
  }

  Judge judge() {
    return judge;
  }

  Path home() {
    return home;
  }

  String point() {
    return point;
  }

  String newImage() {
    return newImage;
  }

  boolean isUpgraded() {
    return upgraded;
  }

  Measured upgrade() {
    return upgrade;
  }

  Measured goingBack() {
    return goingBack;
  }

  /// Makes the installation, backs it up, and goes there and back undisturbed.
  void begin() throws IOException, InterruptedException {
    real = RealInstallation.start(shop, shape);
    judge = new Judge(real, home(), standIn);
    fill();
    judge.write("before");
    old = judge.state().with("begin");
    point = ended(wizard(List.of(), Map.of(), line -> {}, "backup"), "DONE").value("point");
    // Written after the backup: the upgrade has to save it.
    judge.write("begin");
    WizardProcess there = upgrading(List.of(), Map.of(), line -> {});
    upgrade = measured(there, ended(there, "UPGRADED"));
    upgraded = true;
    fresh = judge.state();
    WizardProcess back = goingBack(List.of());
    goingBack = measured(back, ended(back, "WENT_BACK"));
    upgraded = false;
    List<String> differences = judge.state().differences(old);
    if (!differences.isEmpty()) {
      throw new IllegalStateException("not the same after there and back: " + differences);
    }
    markAtTheCut = "begin";
    tidyUp();
  }

  private static Measured measured(WizardProcess wizard, End end) {
    return new Measured(end.took(), Integer.parseInt(wizard.said("@boundaries ")), wizard.phases());
  }

  private static End ended(WizardProcess wizard, String outcome) throws InterruptedException {
    End end = wizard.end();
    if (!end.outcome().equals(outcome)) {
      throw new IllegalStateException(String.join("\n", wizard.lines()));
    }
    return end;
  }

  private void fill() throws IOException, InterruptedException {
    if (standIn) {
      fill(real, judge);
    } else {
      addMark(judge);
      real.api().make(30);
      addUploads(real);
    }
  }

  /// What a stand-in's installation holds, beside its own tables.
  static void fill(RealInstallation real, Judge judge) throws IOException, InterruptedException {
    addMark(judge);
    judge.sql(
        "CREATE TABLE orders (id int PRIMARY KEY, note text, obsolete int);"
            + " INSERT INTO orders SELECT g, repeat(md5(g::text), 4), g"
            + " FROM generate_series(1, "
            + ORDERS
            + ") g; INSERT INTO collections VALUES ('orders', 'Orders')");
    addUploads(real);
  }

  private static void addMark(Judge judge) throws IOException, InterruptedException {
    judge.sql(
        "CREATE TABLE bench_last_write (mark text); INSERT INTO bench_last_write VALUES ('')");
  }

  private static void addUploads(RealInstallation real) throws IOException {
    Path uploads = Files.createDirectories(real.folder().resolve("storage").resolve("uploads"));
    for (int n = 0; n < 20; n++) {
      Files.writeString(uploads.resolve("file-" + n + ".txt"), "content ".repeat(1000 * n));
    }
  }

  /// What the tests must not lose, from now on; where the app stands by now, it is written to.
  State write(String mark) throws IOException, InterruptedException {
    judge.write(mark);
    if (!upgraded) {
      markAtTheCut = mark;
    }
    return upgraded ? fresh.with(mark) : old.with(mark);
  }

  /// The old version, as it was when it was left last.
  State old() {
    return old.with(markAtTheCut);
  }

  /// The new version with all that was written.
  State fresh(String mark) {
    return fresh.with(mark);
  }

  WizardProcess upgrading(
      List<String> options, Map<String, String> environment, Consumer<String> line)
      throws IOException {
    return upgrading(options, environment, line, newImage, "here");
  }

  WizardProcess upgrading(
      List<String> options,
      Map<String, String> environment,
      Consumer<String> line,
      String image,
      String source)
      throws IOException {
    return wizard(options, environment, line, "upgrade", image, point, source);
  }

  WizardProcess goingBack(List<String> options) throws IOException {
    return goingBack(options, Map.of(), line -> {});
  }

  WizardProcess goingBack(
      List<String> options, Map<String, String> environment, Consumer<String> line)
      throws IOException {
    return wizard(options, environment, line, "go-back", point);
  }

  WizardProcess wizard(
      List<String> options, Map<String, String> environment, Consumer<String> line, String... wish)
      throws IOException {
    List<String> all = new ArrayList<>(options);
    all.add("-Dbench.real=" + !standIn);
    WizardProcess process =
        WizardProcess.start(real.folder(), home(), all, environment, line, wish);
    wizards.add(process.pid());
    return process;
  }

  /// What the judge sees now; the lane goes on from there.
  ///
  /// @param expected the states that are allowed
  /// @return why it is none of them; empty if it is one
  List<String> judge(State expected) throws InterruptedException {
    try {
      State now = judge.state();
      upgraded = now.files().equals(fresh.files());
      List<String> wrong = new ArrayList<>(now.differences(expected));
      wrong.addAll(judge.leftovers(wizards));
      return wrong;
    } catch (AssertionError | IOException e) {
      return List.of(String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
    }
  }

  /// Where it is now, for the table.
  String end() {
    return upgraded ? "new" : "old";
  }

  /// Makes it ready for the next case.
  ///
  /// @param clean whether the last one has left one of the two states
  void next(boolean clean) throws IOException, InterruptedException {
    if (clean) {
      tidyUp();
    } else {
      beginAnew();
    }
  }

  /// To the other state, undisturbed.
  void change() throws IOException, InterruptedException {
    if (upgraded) {
      ended(goingBack(List.of()), "WENT_BACK");
    } else {
      ended(upgrading(List.of(), Map.of(), line -> {}), "UPGRADED");
    }
    upgraded = !upgraded;
    tidyUp();
  }

  /// The latest words of the app and its database.
  List<String> logs() throws IOException, InterruptedException {
    return real.compose("logs", "--no-color", "--tail", "80").lines().toList();
  }

  /// Restore points of states that were left.
  private void tidyUp() throws IOException {
    try (var points = Files.list(home().resolve("backups"))) {
      for (Path each : points.toList()) {
        if (!each.toString().equals(point)) {
          RestorePointStore.delete(each);
        }
      }
    }
  }

  /// From scratch, after a case that has left neither state.
  private void beginAnew() throws IOException, InterruptedException {
    close();
    RestorePointStore.delete(home());
    begin();
  }

  @Override
  public void close() throws IOException, InterruptedException {
    if (real != null) {
      real.close();
    }
  }

  @Override
  public String toString() {
    return shop.getFileName() + ", " + oldImage + " to " + newImage;
  }
}
