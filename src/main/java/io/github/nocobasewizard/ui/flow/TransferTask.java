package io.github.nocobasewizard.ui.flow;

import io.github.nocobasewizard.backup.Adoption;
import io.github.nocobasewizard.backup.Arrival;
import io.github.nocobasewizard.backup.BackupException;
import io.github.nocobasewizard.backup.DatabaseFile;
import io.github.nocobasewizard.backup.DatabaseFileImport;
import io.github.nocobasewizard.backup.ImportException;
import io.github.nocobasewizard.backup.Manifest;
import io.github.nocobasewizard.backup.Proof;
import io.github.nocobasewizard.backup.RestorePoint;
import io.github.nocobasewizard.backup.RestorePointExport;
import io.github.nocobasewizard.backup.RestorePointImport;
import io.github.nocobasewizard.backup.RestorePointStore;
import io.github.nocobasewizard.backup.Retest;
import io.github.nocobasewizard.backup.TransferProgress;
import io.github.nocobasewizard.engine.Cancellation;
import io.github.nocobasewizard.installation.Installation;
import io.github.nocobasewizard.run.InstallationLock;
import io.github.nocobasewizard.run.Problem;
import io.github.nocobasewizard.run.RunContext;
import io.github.nocobasewizard.ui.Background;
import io.github.nocobasewizard.ui.Services;
import io.github.nocobasewizard.ui.kit.ConfirmDialog;
import io.github.nocobasewizard.ui.kit.Severity;
import io.github.nocobasewizard.ui.restore.RestoreModel;
import io.github.nocobasewizard.ui.restore.RestoreModel.Notice;
import io.github.nocobasewizard.ui.restore.RestoreModel.NoticeAction;
import io.github.nocobasewizard.ui.restore.RestoreModel.Point;
import io.github.nocobasewizard.ui.restore.RestoreModel.Work;
import io.github.nocobasewizard.ui.text.ProblemTexts;
import io.github.nocobasewizard.ui.text.Texts;
import io.github.nocobasewizard.version.NocoBaseVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Restore points on their way out and in, and being tested: one at a time, seen on the page, and
/// cancelled when that is wished.
final class TransferTask {
  /// The bar moves in steps of this share.
  private static final int STEPS = 200;

  private final Wizard wizard;
  private final Texts texts;
  private final Background background;
  private final Services services;
  private final RestoreModel model;
  private final Supplier<Optional<Installation>> installation;
  private final Runnable refresh;
  private boolean busy;

  /// @param installation the one whose restore points are shown, if it can be read now
  /// @param refresh shows the restore points anew
  TransferTask(
      Wizard wizard,
      Texts texts,
      Background background,
      Services services,
      RestoreModel model,
      Supplier<Optional<Installation>> installation,
      Runnable refresh) {
    this.wizard = wizard;
    this.texts = texts;
    this.background = background;
    this.services = services;
    this.model = model;
    this.installation = installation;
    this.refresh = refresh;
  }

  /// Whether something would be cut off if the window closed now.
  boolean busy() {
    return busy;
  }

  // ---- out

  void exportToFolder(Point point) {
    wizard
        .desktop()
        .chooseFolder(Optional.empty())
        .ifPresent(folder ->
            work(
                "flow.transfer.copying",
                (progress, wish) ->
                    RestorePointExport.toFolder(load(point), folder, progress, wish),
                copy -> copied(copy, copy)));
  }

  void exportToFile(Point point) {
    String name = Path.of(point.id()).getFileName() + ".zip";
    wizard
        .desktop()
        .chooseFileToSave(name)
        .ifPresent(file ->
            work(
                "flow.transfer.packing",
                (progress, wish) -> {
                  RestorePointExport.toZip(load(point), file, progress, wish);
                  return file;
                },
                zip -> copied(zip, Objects.requireNonNull(zip.toAbsolutePath().getParent()))));
  }

  private RestorePoint load(Point point) throws Exception {
    return services.backups().get().load(Path.of(point.id()));
  }

  private void copied(Path copy, Path folder) {
    model.notice.set(
        new Notice(
            Severity.SUCCESS,
            texts.get("flow.transfer.copied"),
            texts.get("flow.transfer.copiedTo", copy),
            new NoticeAction(
                texts.get("restore.openFolder"), () -> wizard.desktop().open(folder))));
  }

  // ---- test

  void test(Point point) {
    Optional<Installation> into = installation.get();
    if (into.isEmpty()) {
      model.notice.set(notNow());
      return;
    }
    work(
        "flow.transfer.testing",
        alone(into.get(), (progress, wish) -> retest(into.get(), load(point), wish)),
        tested -> {
          model.notice.set(new Notice(Severity.SUCCESS, "", texts.get("flow.transfer.tested")));
          refresh.run();
        });
  }

  private RestorePoint retest(Installation into, RestorePoint point, Cancellation wish)
      throws BackupException {
    return new Retest(services.engine(), services.backups().get(), new Proof(services.engine()))
        .of(into, point, new RunContext(event -> {}, wish, services.clock()));
  }

  // ---- in

  void importFolder() {
    wizard.desktop().chooseFolder(Optional.empty()).ifPresent(this::take);
  }

  void importFile() {
    wizard.desktop().chooseFile(texts.get("flow.transfer.zip"), "*.zip").ifPresent(this::take);
  }

  void importDatabase() {
    wizard.desktop().chooseFile(texts.get("flow.transfer.anyFile"), "*").ifPresent(this::take);
  }

  /// Looks what it is, and takes it.
  void take(Path place) {
    Optional<Installation> into = installation.get();
    if (into.isEmpty()) {
      model.notice.set(notNow());
      return;
    }
    model.notice.set(null);
    background
        .call(() -> look(place))
        .onSuccess(found -> {
          switch (found) {
            case APoint(Arrival arrival) -> ask(arrival, into.get());
            case ADump(DatabaseFile file) -> askForVersion(file, into.get());
          }
        })
        .onFailure(this::failed)
        .start();
  }

  private sealed interface Found {}

  private record APoint(Arrival arrival) implements Found {}

  private record ADump(DatabaseFile file) implements Found {}

  private static Found look(Path place) throws ImportException {
    Optional<Arrival> arrival = Arrival.find(place);
    return arrival.isPresent()
        ? new APoint(arrival.get())
        : new ADump(DatabaseFile.recognise(place));
  }

  /// Mostly the dump tells its version itself; then the field stays empty.
  private void askForVersion(DatabaseFile file, Installation into) {
    ConfirmDialog dialog =
        new ConfirmDialog(
                texts,
                texts.get("flow.transfer.dump.title", file.path().getFileName()),
                texts.get("flow.transfer.dump.text", into.name()),
                texts.get("flow.transfer.dump.deed"))
            .withField(texts.get("flow.transfer.dump.version"), "");
    wizard.navigator().ask(dialog, () -> takeDump(file, into, dialog.entered()));
  }

  private void takeDump(DatabaseFile file, Installation into, String version) {
    Optional<String> stated = Optional.of(version).filter(text -> !text.isEmpty());
    if (stated.isPresent() && NocoBaseVersion.find(version).isEmpty()) {
      model.notice.set(
          new Notice(Severity.REMARK, "", texts.get("flow.transfer.dump.noVersion", version)));
      return;
    }
    DatabaseFileImport importing =
        new DatabaseFileImport(
            services.engine(),
            services.backups().get(),
            new Proof(services.engine()),
            new Adoption(services.planner()::changes));
    work(
        "flow.transfer.loading",
        alone(
            into,
            (progress, wish) ->
                importing.take(
                    file, into, stated, new RunContext(event -> {}, wish, services.clock()))),
        taken -> {
          model.notice.set(
              new Notice(
                  Severity.SUCCESS,
                  "",
                  texts.get("flow.transfer.dump.imported", taken.manifest().version())));
          refresh.run();
        });
  }

  private Notice notNow() {
    return new Notice(Severity.REMARK, "", texts.get("flow.restore.notNow"));
  }

  /// What comes from another installation is only taken if that is meant.
  private void ask(Arrival arrival, Installation into) {
    if (RestorePointImport.belongsTo(arrival, into)) {
      take(arrival, into);
      return;
    }
    Manifest manifest = arrival.manifest();
    wizard
        .navigator()
        .ask(
            new ConfirmDialog(
                texts,
                texts.get("flow.transfer.foreign.title"),
                texts.get(
                    "flow.transfer.foreign.text",
                    manifest.project(),
                    manifest.folder(),
                    texts.moment(manifest.exactUpTo()),
                    manifest.version(),
                    into.name()),
                texts.get("flow.transfer.foreign.deed", into.name())),
            () -> take(arrival, into));
  }

  private void take(Arrival arrival, Installation into) {
    RestorePointStore store = services.backups().get();
    RestorePointImport importing =
        new RestorePointImport(store, new Adoption(services.planner()::changes));
    work(
        "flow.transfer.importing",
        (progress, wish) -> {
          try (arrival;
              var _ = InstallationLock.forReading(into)) {
            RestorePoint taken = importing.take(arrival, into, progress, wish);
            return taken.manifest().proven().isPresent() ? taken : tested(taken, into, wish);
          }
        },
        taken -> {
          model.notice.set(new Notice(Severity.SUCCESS, "", texts.get("flow.transfer.imported")));
          refresh.run();
        });
  }

  /// What cannot be restored into an empty database is no restore point, and does not stay.
  private RestorePoint tested(RestorePoint taken, Installation into, Cancellation wish)
      throws BackupException, IOException {
    background.ui(() -> show("flow.transfer.testing", -1, ""));
    boolean good = false;
    try {
      RestorePoint tested = retest(into, taken, wish);
      good = true;
      return tested;
    } finally {
      if (!good) {
        RestorePointStore.delete(taken.folder());
      }
    }
  }

  // ---- one at a time

  private interface Deed<T> {
    T run(TransferProgress progress, Cancellation wish) throws Exception;
  }

  /// While nobody else is at work on the installation.
  private static <T> Deed<T> alone(Installation installation, Deed<T> deed) {
    return (progress, wish) -> {
      try (var _ = InstallationLock.forReading(installation)) {
        return deed.run(progress, wish);
      }
    };
  }

  private <T> void work(String title, Deed<T> deed, Consumer<T> next) {
    if (busy) {
      return;
    }
    Cancellation wish = new Cancellation();
    model.notice.set(null);
    model.cancelling.set(false);
    model.cancelWork =
        () -> {
          model.cancelling.set(true);
          background.run(wish::cancel);
        };
    busy = true;
    show(title, -1, "");
    background
        .call(() -> deed.run(progress(title), wish))
        .onSuccess(result -> {
          ended();
          next.accept(result);
          announce();
        })
        .onFailure(failure -> {
          ended();
          if (!(failure instanceof CancellationException)) {
            failed(failure);
            announce();
          }
          refresh.run();
        })
        .start();
  }

  private TransferProgress progress(String title) {
    AtomicLong told = new AtomicLong(-1);
    return (done, total) -> {
      long step = total == 0 ? STEPS : done * STEPS / total;
      if (told.getAndSet(step) != step) {
        background.ui(() ->
            show(
                title,
                (double) step / STEPS,
                texts.get("flow.ofTotal", texts.size(done), texts.size(total))));
      }
    };
  }

  private void ended() {
    busy = false;
    model.work.set(null);
    wizard.desktop().endProgress();
  }

  /// What the page says about the end of the work.
  private void announce() {
    Notice notice = model.notice.get();
    if (notice != null) {
      String sentence = notice.title().isEmpty() ? notice.text() : notice.title();
      installation.get().ifPresent(it -> wizard.announce(it, sentence));
    }
  }

  private void show(String title, double fraction, String line) {
    if (!busy) {
      return;
    }
    model.work.set(new Work(texts.get(title), fraction, line));
    wizard.desktop().showProgress(Math.max(0, fraction));
  }

  private void failed(Exception failure) {
    ProblemTexts.Words words = new ProblemTexts(texts).words(Problem.of(failure));
    model.notice.set(new Notice(Severity.REMARK, words.title(), words.explanation()));
  }
}
