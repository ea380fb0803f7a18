package io.github.nocobasewizard.ui.flow;

import io.github.nocobasewizard.backup.RestorePointExport;
import io.github.nocobasewizard.engine.Cancellation;
import io.github.nocobasewizard.installation.Installation;
import io.github.nocobasewizard.readiness.Facts;
import io.github.nocobasewizard.ui.Background;
import io.github.nocobasewizard.ui.Services;
import io.github.nocobasewizard.ui.backup.BackupController;
import io.github.nocobasewizard.ui.backup.BackupModel;
import io.github.nocobasewizard.ui.kit.StepModel;
import io.github.nocobasewizard.ui.kit.StepModel.State;
import io.github.nocobasewizard.ui.shell.Page;
import io.github.nocobasewizard.ui.shell.Side;
import io.github.nocobasewizard.ui.text.Texts;
import io.github.nocobasewizard.ui.version.VersionModel;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One way through the five steps.
final class UpgradeFlow {
  private static final int INSTALLATION = 0;
  private static final int BACKUP = 1;
  private static final int VERSION = 2;
  private static final int UPGRADE = 3;
  private static final int DONE = 4;

  private final Wizard wizard;
  private final Texts texts;
  private final Background background;
  private final Services services;
  private final List<StepModel> steps;
  private final InstallationStep installationStep;
  private @Nullable Installation installation;
  private @Nullable Facts facts;
  private @Nullable BackupTask backup;
  private @Nullable BackupController backupPage;
  private @Nullable VersionStep version;
  private @Nullable RunStep run;
  private @Nullable UnfinishedFlow unfinished;
  private int here;

  UpgradeFlow(
      Wizard wizard,
      Texts texts,
      Background background,
      Services services,
      List<Installation> installations) {
    this.wizard = wizard;
    this.texts = texts;
    this.background = background;
    this.services = services;
    this.steps = Side.upgradeSteps(texts);
    this.installationStep =
        new InstallationStep(
            wizard,
            texts,
            background,
            services,
            steps,
            installations,
            this::installationChosen,
            this::finishOtherRun);
  }

  void begin() {
    show(INSTALLATION, installationStep.page);
    installationStep.begin();
  }

  void load(Path path) {
    installationStep.load(path);
  }

  /// Whether data is being changed, so that leaving or closing would cut it off.
  boolean busy() {
    return (run != null && run.busy()) || (unfinished != null && unfinished.busy());
  }

  void leave() {
    installationStep.leave();
    if (backup != null && backup.running()) {
      backup.abandon();
    }
    if (version != null) {
      version.leave();
    }
  }

  // ---- from step to step

  private void show(int step, Page page) {
    here = step;
    showSteps();
    wizard.navigator().show(page);
  }

  private void showSteps() {
    for (int n = 0; n < steps.size(); n++) {
      StepModel step = steps.get(n);
      if (n == BACKUP && backup != null && here >= BACKUP) {
        backup.show(step, here == BACKUP);
      } else {
        boolean over = n < here || here == DONE;
        step.state.set(over ? State.DONE : n == here ? State.HERE : State.TODO);
      }
      boolean mayReturn = n < here && here <= UPGRADE && run == null;
      step.open.set(mayReturn ? returnTo(n) : null);
    }
  }

  private Runnable returnTo(int step) {
    return switch (step) {
      case INSTALLATION -> () -> show(INSTALLATION, installationStep.page);
      case BACKUP -> this::showBackup;
      default -> this::showVersion;
    };
  }

  private void installationChosen() {
    Installation chosen = installationStep.installation();
    facts = installationStep.facts();
    steps
        .get(INSTALLATION)
        .detail
        .set(texts.get("flow.installation.detail", chosen.name(), chosen.image().tagOrLatest()));
    boolean same = installation != null && installation.key().equals(chosen.key());
    if (!same && backup != null) {
      backup.abandon();
    }
    installation = chosen;
    if (!same || backup == null) {
      version = null;
      steps.get(VERSION).detail.set("");
      BackupTask task =
          new BackupTask(
              texts,
              background,
              services,
              chosen,
              facts,
              this::backupChanged,
              sentence -> wizard.announce(chosen, sentence));
      backup = task;
      showProgress(task.model);
      task.model.back = () -> show(INSTALLATION, installationStep.page);
      task.model.next = this::showVersion;
      task.model.openFolder = () -> wizard.desktop().open(Path.of(task.model.folder.get()));
      task.model.copyElsewhere = () -> copyElsewhere(task);
      task.model.changeFolder = () -> changeFolder(task);
      task.model.saveReport =
          lines -> wizard.save(texts.get("flow.report.backup"), String.join("\n", lines));
      backupPage = new BackupController(texts, task.model, steps);
    }
    showBackup();
  }

  private void showProgress(BackupModel model) {
    model.view.addListener((_, before, now) -> {
      if (now == BackupModel.View.RUNNING) {
        wizard.desktop().showProgress(model.progress.get());
      } else if (before == BackupModel.View.RUNNING) {
        wizard.desktop().endProgress();
      }
    });
    model.progress.addListener((_, _, now) -> {
      if (model.view.get() == BackupModel.View.RUNNING) {
        wizard.desktop().showProgress(now.doubleValue());
      }
    });
  }

  private void changeFolder(BackupTask task) {
    wizard
        .desktop()
        .chooseFolder(java.util.Optional.of(Path.of(task.model.folder.get())))
        .ifPresent(folder -> {
          if (!services.practice()) {
            wizard.preferences().set("backupFolder", folder.toString());
          }
          task.model.folder.set(services.backups().get().folder().toString());
        });
  }

  private void copyElsewhere(BackupTask task) {
    var point = task.point();
    if (point == null) {
      return;
    }
    wizard
        .desktop()
        .chooseFolder(java.util.Optional.empty())
        .ifPresent(folder ->
            background
                .call(() ->
                    RestorePointExport.toFolder(
                        point, folder, (done, total) -> {}, Cancellation.none()))
                .onSuccess(wizard.desktop()::open)
                .start());
  }

  private void showBackup() {
    show(BACKUP, Objects.requireNonNull(backupPage));
  }

  private void backupChanged() {
    showSteps();
    if (run != null) {
      run.backupChanged();
    }
  }

  private void showVersion() {
    VersionStep step = version;
    if (step == null) {
      Installation chosen = Objects.requireNonNull(installation);
      step =
          new VersionStep(
              wizard.desktop()::open,
              texts,
              background,
              services,
              steps,
              chosen,
              Objects.requireNonNull(facts),
              this::showBackup,
              this::versionChosen);
      version = step;
      step.fetch();
    }
    run = null;
    show(VERSION, step.page);
  }

  private void versionChosen() {
    VersionModel.Target target = Objects.requireNonNull(version).model.chosen.get();
    if (target == null) {
      return;
    }
    steps.get(VERSION).detail.set(target.offer().tag().text());
    run =
        new RunStep(
            wizard,
            texts,
            background,
            services,
            steps,
            Objects.requireNonNull(installation),
            Objects.requireNonNull(backup),
            target,
            this::showBackup,
            this::showVersion,
            this::finishOtherRun,
            this::showRun);
    run.review();
  }

  private void showRun(Page page, boolean done) {
    show(done ? DONE : UPGRADE, page);
  }

  /// An earlier run was cut off: the way back is offered.
  private void finishOtherRun() {
    UnfinishedFlow flow =
        new UnfinishedFlow(
            wizard, texts, background, services, steps, installationStep.installation());
    unfinished = flow;
    flow.begin();
  }
}
