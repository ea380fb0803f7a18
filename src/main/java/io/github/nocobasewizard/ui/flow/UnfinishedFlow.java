package io.github.nocobasewizard.ui.flow;

import io.github.nocobasewizard.backup.Manifest;
import io.github.nocobasewizard.backup.RestorePoint;
import io.github.nocobasewizard.engine.EngineException;
import io.github.nocobasewizard.installation.Deployment;
import io.github.nocobasewizard.installation.Installation;
import io.github.nocobasewizard.restore.InterruptedRestore;
import io.github.nocobasewizard.run.Problem;
import io.github.nocobasewizard.run.RunStore;
import io.github.nocobasewizard.ui.Background;
import io.github.nocobasewizard.ui.Services;
import io.github.nocobasewizard.ui.kit.Option;
import io.github.nocobasewizard.ui.kit.StepModel;
import io.github.nocobasewizard.ui.kit.StepModel.State;
import io.github.nocobasewizard.ui.shell.Page;
import io.github.nocobasewizard.ui.text.ProblemTexts;
import io.github.nocobasewizard.ui.text.Texts;
import io.github.nocobasewizard.ui.unfinished.UnfinishedController;
import io.github.nocobasewizard.ui.unfinished.UnfinishedModel;
import io.github.nocobasewizard.ui.unfinished.UnfinishedWords;
import io.github.nocobasewizard.upgrade.Interrupted;
import io.github.nocobasewizard.upgrade.Interrupted.Position;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// A run that was cut off (the computer went off, the program was killed) or has failed: says where
/// the installation is and brings it to one of two ends.
final class UnfinishedFlow {
  private static final Duration GOING_BACK = Duration.ofMinutes(1);
  private static final int UPGRADE = 3;

  private final Wizard wizard;
  private final Texts texts;
  private final UnfinishedWords words;
  private final ProblemTexts problems;
  private final Background background;
  private final Services services;
  private final List<StepModel> steps;
  private final Installation installation;
  private final UpgradeTask upgrade;
  private final GoBackTask goBack;

  UnfinishedFlow(
      Wizard wizard,
      Texts texts,
      Background background,
      Services services,
      List<StepModel> steps,
      Installation installation) {
    this.wizard = wizard;
    this.texts = texts;
    this.words = new UnfinishedWords(texts);
    this.problems = new ProblemTexts(texts);
    this.background = background;
    this.services = services;
    this.steps = steps;
    this.installation = installation;
    this.goBack = new GoBackTask(wizard, texts, background, services, steps, this::show);
    this.upgrade =
        new UpgradeTask(
            wizard, texts, background, services, steps, installation, (page, done) -> show(page));
    upgrade.tryAgain = wizard::showStart;
    upgrade.leave = wizard::showStart;
    upgrade.cutOff = this::begin;
  }

  boolean busy() {
    return goBack.running() || upgrade.busy();
  }

  private void show(Page page) {
    wizard.navigator().show(page);
  }

  void begin() {
    background
        .call(this::look)
        .onSuccess(found -> found.ifPresent(this::show))
        .onFailure(this::showUnknown)
        .start();
  }

  /// What is known of the run, beside what it was.
  private record Found(RunStore.Record record, Where where, boolean running, String log) {}

  /// Where the installation is.
  private sealed interface Where {
    record Upgrading(Interrupted interrupted) implements Where {}

    record GoingBack(InterruptedRestore interrupted) implements Where {}
  }

  private Optional<Found> look() throws Exception {
    // The files may have been changed since they were read.
    Installation now = services.finder().load(installation.folder());
    Optional<RunStore.Record> record = services.runs().unfinished(now.key());
    if (record.isEmpty()) {
      return Optional.empty();
    }
    Path log = record.get().folder().resolve("log.txt");
    return Optional.of(
        new Found(
            record.get(),
            where(now, record.get()),
            running(now),
            Files.isRegularFile(log) ? Files.readString(log) : ""));
  }

  private Where where(Installation now, RunStore.Record record) throws Exception {
    return record.beginning().kind() == RunStore.Kind.UPGRADE
        ? new Where.Upgrading(services.recovery().get().look(now, record))
        : new Where.GoingBack(InterruptedRestore.look(now, record, services.backups().get()));
  }

  private boolean running(Installation now) throws EngineException {
    return Deployment.of(services.engine(), now).main().map(app -> app.running()).orElse(false);
  }

  private void show(Found found) {
    RunStore.Record record = found.record();
    UnfinishedModel model = model(record);
    switch (found.where()) {
      case Where.Upgrading(Interrupted interrupted) -> {
        model.kind.set(UnfinishedModel.Kind.UPGRADE);
        tell(model, interrupted);
        model.waysOn.setAll(waysOn(interrupted));
      }
      case Where.GoingBack(InterruptedRestore interrupted) -> {
        model.kind.set(UnfinishedModel.Kind.GO_BACK);
        tellPoint(model, interrupted.point());
        model.rows.add(words.puttingBack(""));
        model.waysOn.setAll(waysOn(interrupted, record.beginning().from()));
      }
    }
    if (!found.running()) {
      model.rows.add(words.appStopped());
    }
    found.log().lines().forEach(model.happened::add);
    show(new UnfinishedController(texts, model, steps));
  }

  private UnfinishedModel model(RunStore.Record record) {
    UnfinishedModel model = new UnfinishedModel(background::ui);
    model.project.set(record.beginning().project());
    model.stopped.set(record.lastSign());
    model.saveReport = () -> wizard.saveReport(installation, List.copyOf(model.happened.lines()));
    steps.get(UPGRADE).state.set(State.INTERRUPTED);
    steps.get(UPGRADE).detail.set(words.step(record.lastSign()));
    return model;
  }

  private void tellPoint(UnfinishedModel model, RestorePoint point) {
    if (point.holdsDatabase()) {
      model.dataSafe.set(point.manifest().proven().isPresent());
      model.rows.add(words.restorePoint(point.manifest().exactUpTo()));
    }
  }

  private void tell(UnfinishedModel model, Interrupted interrupted) {
    interrupted.kept().stream().findFirst().ifPresent(point -> tellPoint(model, point));
    String to = interrupted.to().tagOrLatest();
    model.rows.add(interrupted.written() ? words.written(to) : words.notWritten());
    interrupted
        .foreign()
        .ifPresent(file -> model.rows.add(words.foreign(String.valueOf(file.getFileName()))));
    if (interrupted.position() == Position.BEFORE) {
      model.dataSafe.set(true);
      model.rows.add(words.dataUntouched(interrupted.from().tagOrLatest()));
    } else {
      model.rows.add(interrupted.answers() ? words.answers(to) : words.updating(""));
    }
  }

  private List<Option> waysOn(Interrupted found) {
    List<Option> ways = new ArrayList<>();
    boolean finish = found.finishIsRecommended();
    if (found.proven().isPresent()) {
      ways.add(
          words.finishUpgrade(
              found.goal().tagOrLatest(),
              found.position() == Position.AFTER,
              finish,
              () -> finish(found)));
    }
    if (found.position() == Position.BEFORE) {
      ways.add(words.takeBack(found.from().tagOrLatest(), ways.isEmpty(), () -> takeBack(found)));
    }
    // From a stop on the way, the way back leads to the version at the beginning.
    boolean restore = found.position() == Position.AFTER || found.onTheWay();
    found.kept().stream()
        .filter(point -> restore && point.holdsDatabase())
        .findFirst()
        .ifPresent(point -> ways.add(goBack(found, point, !finish)));
    ways.sort(Comparator.comparing(Option::recommended).reversed());
    return ways;
  }

  private Option goBack(Interrupted found, RestorePoint point, boolean recommended) {
    Manifest manifest = point.manifest();
    return words.goBack(
        manifest.version(),
        manifest.exactUpTo(),
        GOING_BACK,
        recommended,
        () -> goBack.start(installation, point, found.goal().tagOrLatest()));
  }

  private void finish(Interrupted found) {
    upgrade.start(frame(found), context -> services.recovery().get().finish(found, context));
  }

  private void takeBack(Interrupted found) {
    upgrade.start(frame(found), context -> services.recovery().get().takeBack(found, context));
  }

  private UpgradeTask.Frame frame(Interrupted found) {
    return new UpgradeTask.Frame(
        found.begin().tagOrLatest(), found.goal().tagOrLatest(), found.proven(), false, false);
  }

  private List<Option> waysOn(InterruptedRestore found, String from) {
    List<Option> ways = new ArrayList<>();
    boolean turned = found.turnedRound() && found.backToPresent().isPresent();
    ways.add(
        words.finishGoingBack(
            found.point().manifest().version(),
            GOING_BACK,
            !turned,
            () -> goBack.start(found.finish(), from)));
    found
        .backToPresent()
        .ifPresent(plan ->
            ways.add(
                words.backToPresent(
                    plan.point().manifest().version(), turned, () -> goBack.start(plan, from))));
    return ways;
  }

  /// Docker does not answer, or the journal cannot be read.
  private void showUnknown(Exception failure) {
    ProblemTexts.Words why = problems.words(Problem.of(failure));
    UnfinishedModel model = new UnfinishedModel(background::ui);
    model.project.set(installation.name());
    model.saveReport = () -> wizard.saveReport(installation, List.of(why.title()));
    model.waysOn.setAll(words.lookAgain(why.title() + ". " + why.action(), this::begin));
    steps.get(UPGRADE).state.set(State.INTERRUPTED);
    steps.get(UPGRADE).detail.set("");
    show(new UnfinishedController(texts, model, steps));
  }
}
