package io.github.nocobasewizard.ui.flow;

import io.github.nocobasewizard.backup.Manifest;
import io.github.nocobasewizard.backup.RestorePoint;
import io.github.nocobasewizard.engine.Cancellation;
import io.github.nocobasewizard.health.StartWatch;
import io.github.nocobasewizard.health.Verdict;
import io.github.nocobasewizard.installation.Installation;
import io.github.nocobasewizard.installation.Secrets;
import io.github.nocobasewizard.installation.edit.EditPlan;
import io.github.nocobasewizard.installation.edit.Refused;
import io.github.nocobasewizard.run.Problem;
import io.github.nocobasewizard.run.RunContext;
import io.github.nocobasewizard.ui.Background;
import io.github.nocobasewizard.ui.Services;
import io.github.nocobasewizard.ui.backup.BackupModel;
import io.github.nocobasewizard.ui.done.DoneController;
import io.github.nocobasewizard.ui.done.DoneModel;
import io.github.nocobasewizard.ui.done.DoneWords;
import io.github.nocobasewizard.ui.failed.FailedController;
import io.github.nocobasewizard.ui.failed.FailedModel;
import io.github.nocobasewizard.ui.failed.FailedModel.View;
import io.github.nocobasewizard.ui.failed.FailedWords;
import io.github.nocobasewizard.ui.kit.Option;
import io.github.nocobasewizard.ui.kit.StepModel;
import io.github.nocobasewizard.ui.kit.StepModel.State;
import io.github.nocobasewizard.ui.shell.Page;
import io.github.nocobasewizard.ui.text.ProblemTexts;
import io.github.nocobasewizard.ui.text.Texts;
import io.github.nocobasewizard.ui.upgrade.ReviewController;
import io.github.nocobasewizard.ui.upgrade.ReviewModel;
import io.github.nocobasewizard.ui.upgrade.RunningController;
import io.github.nocobasewizard.ui.upgrade.RunningModel;
import io.github.nocobasewizard.ui.version.VersionModel;
import io.github.nocobasewizard.upgrade.UpgradeOutcome;
import io.github.nocobasewizard.upgrade.UpgradePlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/// Steps 4 and 5: the last look, the upgrade itself, and how it ended.
final class RunStep {
  private static final Duration PAUSE = Duration.ofMinutes(2);

  /// Bytes a second of a usual connection; says what to expect, no more.
  private static final long USUAL_SPEED = 5_000_000;

  private final Wizard wizard;
  private final Texts texts;
  private final ProblemTexts problems;
  private final FailedWords failedWords;
  private final Background background;
  private final Services services;
  private final List<StepModel> steps;
  private final Installation installation;
  private final BackupTask backup;
  private final VersionModel.Target target;
  private final Runnable showBackup;
  private final Runnable backToVersions;
  private final BiConsumer<Page, Boolean> show;
  private final GoBackTask goBack;
  private final ReviewModel review = new ReviewModel();
  private boolean running;

  /// @param show shows a page of step 4, or of step 5 if told so
  RunStep(
      Wizard wizard,
      Texts texts,
      Background background,
      Services services,
      List<StepModel> steps,
      Installation installation,
      BackupTask backup,
      VersionModel.Target target,
      Runnable showBackup,
      Runnable backToVersions,
      BiConsumer<Page, Boolean> show) {
    this.wizard = wizard;
    this.texts = texts;
    this.problems = new ProblemTexts(texts);
    this.failedWords = new FailedWords(texts);
    this.background = background;
    this.services = services;
    this.steps = steps;
    this.installation = installation;
    this.backup = backup;
    this.target = target;
    this.showBackup = showBackup;
    this.backToVersions = backToVersions;
    this.show = show;
    this.goBack =
        new GoBackTask(
            wizard, texts, background, services, steps, page -> show.accept(page, false));
  }

  boolean busy() {
    return running || goBack.running();
  }

  private String from() {
    return installation.image().tagOrLatest();
  }

  private String to() {
    return target.offer().tag().text();
  }

  private String number() {
    return target.offer().version().toString();
  }

  // ---- the last look

  void review() {
    review.from.set(from());
    review.to.set(to());
    review.download.set(target.download());
    review.pause.set(PAUSE);
    review.total.set(
        target.download()
            ? PAUSE.plus(
                Duration.ofSeconds(target.offer().size().orElse(1_000_000_000) / USUAL_SPEED))
            : PAUSE);
    review.back = backToVersions;
    review.upgrade = this::start;
    review.showBackup = showBackup;
    backupChanged();
    background
        .call(() -> services.planner().changes(installation, target.offer().image()))
        .onSuccess(this::showChanges)
        .start();
  }

  private void showChanges(EditPlan changes) {
    switch (changes) {
      case EditPlan.Planned planned -> {
        review.show(planned.edits(), line -> Secrets.blot(line, installation.secrets()));
        show.accept(new ReviewController(texts, review, steps), false);
      }
      case Refused refused ->
          showUntouched(
              new Problem(
                  "edit." + refused.reason(),
                  refused.name() != null ? refused.name() : installation.folder().toString(),
                  refused.toString()),
              false);
    }
  }

  /// The backup may still be running while the admin looks.
  void backupChanged() {
    RestorePoint point = backup.point();
    if (point == null) {
      review.wayBack.set(
          backup.model.view.get() == BackupModel.View.RUNNING
              ? new ReviewModel.WayBack.BackupRuns(backup.howFar())
              : new ReviewModel.WayBack.BackupFailed());
    } else if (!point.holdsDatabase()) {
      review.wayBack.set(new ReviewModel.WayBack.OwnBackup());
    } else {
      Manifest manifest = point.manifest();
      review.wayBack.set(
          new ReviewModel.WayBack.Ready(manifest.created(), manifest.proven().isPresent()));
    }
  }

  // ---- the upgrade

  private void start() {
    RestorePoint point = backup.point();
    if (point == null || running) {
      return;
    }
    running = true;
    Cancellation cancellation = new Cancellation();
    RunningModel model =
        new RunningModel(RunningModel.Kind.UPGRADE, from(), to(), services.clock(), background::ui);
    model.canGoBack.set(point.holdsDatabase());
    model.download.set(target.download());
    model.requestCancel = () -> background.run(cancellation::cancel);
    model.saveLog = lines -> wizard.save(texts.get("flow.report.log"), String.join("\n", lines));
    model.phase.subscribe(phase ->
        steps
            .get(3)
            .detail
            .set(
                phase == null
                    ? ""
                    : texts.get("flow.step.of", model.number(), model.kind().phases().size())));
    show.accept(new RunningController(texts, model, steps), false);
    RunContext context = new RunContext(model, cancellation, services.clock());
    background
        .call(() -> {
          UpgradePlan plan =
              services
                  .planner()
                  .plan(installation, target.offer().image(), point, target.download());
          return services.upgrade().get().execute(plan, context);
        })
        .onSuccess(this::ended)
        .onFailure(failure ->
            showUntouched(new Problem("run.IO", "", String.valueOf(failure.getMessage())), false))
        .finallyDo(() -> running = false)
        .start();
  }

  private void ended(UpgradeOutcome outcome) {
    running = false;
    switch (outcome) {
      case UpgradeOutcome.Upgraded upgraded -> done(upgraded);
      case UpgradeOutcome.Untouched untouched ->
          showUntouched(untouched.problem(), untouched.cancelled());
      case UpgradeOutcome.Failed failed -> failed(failed);
    }
  }

  private String address() {
    return installation
        .main()
        .address()
        .map(address -> "localhost:" + address.getPort())
        .orElse("");
  }

  private void done(UpgradeOutcome.Upgraded upgraded) {
    DoneModel model = new DoneModel();
    DoneWords words = new DoneWords(texts);
    Manifest manifest = upgraded.restorePoint().manifest();
    model.version.set(upgraded.version());
    model.project.set(installation.name());
    model.took.set(upgraded.took());
    model.pause.set(upgraded.pause());
    model.rows.setAll(
        words.reports(upgraded.version(), address()),
        words.records(upgraded.recordsBefore(), upgraded.recordsAfter()),
        words.answers(StartWatch.Limits.STANDARD.steady()));
    if (upgraded.restorePoint().holdsDatabase()) {
      model.wayBack.set(new DoneModel.WayBack(manifest.exactUpTo(), manifest.version()));
      backup.replacePoint(upgraded.restorePoint());
    }
    model.goBack = wizard::showRestore;
    model.saveReport = this::saveReport;
    model.finish = wizard::showStart;
    model.openNocoBase = () -> wizard.openNocoBase(installation);
    steps.get(3).detail.set(texts.duration(upgraded.took()));
    show.accept(new DoneController(texts, model, steps), true);
  }

  private void saveReport() {
    wizard.saveReport(installation);
  }

  // ---- it did not end well

  private void showUntouched(Problem problem, boolean cancelled) {
    FailedModel model = new FailedModel(background::ui);
    ProblemTexts.Words words = problems.words(problem);
    model.view.set(View.UNTOUCHED);
    model.version.set(from());
    model.cancelled.set(cancelled);
    model.title.set(words.title());
    model.cause.set(words.cause());
    model.action.set(words.action());
    Secrets.blot(problem.details(), installation.secrets())
        .lines()
        .limit(50)
        .forEach(model.detail::add);
    model.tryAgain = this::start;
    model.backToVersions = backToVersions;
    model.saveReport = this::saveReport;
    show.accept(new FailedController(texts, model, steps), false);
    steps.get(3).detail.set(failedWords.stepUntouched());
    if (!cancelled) {
      steps.get(3).state.set(State.FAILED);
    }
  }

  private void failed(UpgradeOutcome.Failed failed) {
    FailedModel model = new FailedModel(background::ui);
    Manifest manifest = failed.restorePoint().manifest();
    boolean wayBack = failed.restorePoint().holdsDatabase();
    backup.replacePoint(failed.restorePoint());
    ProblemTexts.Words words =
        failed
            .diagnosis()
            .map(diagnosis -> problems.words(diagnosis, number()))
            .orElseGet(() -> problems.words(failed.failure(), number()));
    model.view.set(View.FAILED);
    model.version.set(manifest.version());
    model.exactUpTo.set(manifest.exactUpTo());
    model.dataSafe.set(wayBack && manifest.sealed() && manifest.proven().isPresent());
    model.title.set(failedWords.title(failed.failure()));
    model.lead.set(failedWords.lead(manifest.exactUpTo(), stopped(failed.failure())));
    model.cause.set(words.cause());
    model.action.set(words.action());
    failed.diagnosis().ifPresent(diagnosis -> model.detail.add(diagnosis.line()));
    failed.tellingLines().forEach(model.detail::add);
    List<Option> waysOn = new ArrayList<>();
    if (wayBack) {
      waysOn.add(
          failedWords.goBack(
              manifest.version(),
              manifest.exactUpTo(),
              Duration.ofMinutes(1),
              () -> goBack.start(installation, failed.restorePoint(), to())));
    }
    waysOn.add(failedWords.tryOnceMore(number(), this::start));
    model.waysOn.setAll(waysOn);
    model.saveReport = this::saveReport;
    show.accept(new FailedController(texts, model, steps), false);
    steps.get(3).state.set(State.FAILED);
    steps.get(3).detail.set(failedWords.step(failed.failure()));
  }

  private static boolean stopped(UpgradeOutcome.Failure failure) {
    return failure instanceof UpgradeOutcome.DidNotStart(Verdict verdict)
        && (verdict instanceof Verdict.CrashLoop || verdict instanceof Verdict.NotRunning);
  }
}
