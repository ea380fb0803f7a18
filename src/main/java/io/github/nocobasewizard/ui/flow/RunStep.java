package io.github.nocobasewizard.ui.flow;

import io.github.nocobasewizard.backup.Manifest;
import io.github.nocobasewizard.backup.RestorePoint;
import io.github.nocobasewizard.engine.EngineException;
import io.github.nocobasewizard.engine.EngineRoom;
import io.github.nocobasewizard.engine.ImageReference;
import io.github.nocobasewizard.installation.Installation;
import io.github.nocobasewizard.installation.Secrets;
import io.github.nocobasewizard.installation.edit.EditPlan;
import io.github.nocobasewizard.installation.edit.Refused;
import io.github.nocobasewizard.run.Problem;
import io.github.nocobasewizard.ui.Background;
import io.github.nocobasewizard.ui.Services;
import io.github.nocobasewizard.ui.backup.BackupModel;
import io.github.nocobasewizard.ui.kit.StepModel;
import io.github.nocobasewizard.ui.shell.Page;
import io.github.nocobasewizard.ui.text.Texts;
import io.github.nocobasewizard.ui.upgrade.ReviewController;
import io.github.nocobasewizard.ui.upgrade.ReviewModel;
import io.github.nocobasewizard.ui.version.VersionModel;
import io.github.nocobasewizard.upgrade.PlanRefusedException;
import io.github.nocobasewizard.upgrade.UpgradeOutcome;
import io.github.nocobasewizard.version.Route;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiConsumer;

/// Steps 4 and 5: the last look, then the upgrade itself.
final class RunStep {
  private final Texts texts;
  private final Background background;
  private final Services services;
  private final List<StepModel> steps;
  private final Installation installation;
  private final BackupTask backup;
  private final VersionModel.Target target;
  private final BiConsumer<Page, Boolean> show;
  private final UpgradeTask task;
  private final ReviewModel review = new ReviewModel();

  /// @param show shows a page of step 4, or of step 5 if told so
  /// @param cutOff called when the upgrade could neither go on nor be taken back
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
      Runnable cutOff,
      BiConsumer<Page, Boolean> show) {
    this.texts = texts;
    this.background = background;
    this.services = services;
    this.steps = steps;
    this.installation = installation;
    this.backup = backup;
    this.target = target;
    this.show = show;
    this.task = new UpgradeTask(wizard, texts, background, services, steps, installation, show);
    task.tryAgain = this::start;
    task.leave = backToVersions;
    task.cutOff = cutOff;
    task.kept = backup::replacePoint;
    review.back = backToVersions;
    review.upgrade = this::start;
    review.showBackup = showBackup;
  }

  boolean busy() {
    return task.busy();
  }

  private String from() {
    return installation.image().tagOrLatest();
  }

  private String to() {
    return target.offer().tag().text();
  }

  private Route route() {
    return target.offer().route();
  }

  private List<ImageReference> images() {
    return route().images();
  }

  // ---- the last look

  void review() {
    review.from.set(from());
    review.to.set(to());
    review.stops.setAll(route().stops().stream().map(leg -> leg.tag().text()).toList());
    review.download.set(target.download());
    showTime(TimeNeeded.of(route()));
    backupChanged();
    background
        .call(() -> services.planner().changes(installation, images()))
        .onSuccess(this::showChanges)
        .start();
  }

  private void showTime(TimeNeeded time) {
    review.pause.set(time.pause());
    review.total.set(target.download() ? time.withDownload() : time.pause());
  }

  private void showChanges(List<EditPlan> changes) {
    switch (changes.getLast()) {
      case Refused refused ->
          task.untouched(PlanRefusedException.problem(installation, refused), false, from());
      case EditPlan.Planned _ -> {
        review.show(
            changes.stream().map(plan -> ((EditPlan.Planned) plan).edits()).toList(),
            route().legs().stream().map(leg -> leg.tag().text()).toList(),
            line -> Secrets.blot(line, installation.secrets()));
        show.accept(new ReviewController(texts, review, steps), false);
      }
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
      showTime(TimeNeeded.of(route(), manifest));
      review.wayBack.set(
          new ReviewModel.WayBack.Ready(manifest.created(), manifest.proven().isPresent()));
    }
  }

  // ---- the upgrade

  private void start() {
    RestorePoint point = backup.point();
    if (point == null) {
      return;
    }
    task.start(
        new UpgradeTask.Frame(from(), to(), Optional.of(point), true, target.download()),
        context -> {
          Optional<Problem> noRoom = noRoom();
          return noRoom.isPresent()
              ? new UpgradeOutcome.Untouched(noRoom.get(), false)
              : services
                  .upgrade()
                  .get()
                  .execute(
                      services.planner().plan(installation, images(), point, target.download()),
                      context);
        });
  }

  /// What has no room even packed will not fit unpacked; said before anything is downloaded.
  private Optional<Problem> noRoom() throws EngineException {
    OptionalLong needed = target.download() ? target.offer().size() : OptionalLong.empty();
    OptionalLong free = needed.isPresent() ? EngineRoom.free(services.engine()) : needed;
    return free.isPresent() && free.getAsLong() < needed.getAsLong()
        ? Optional.of(
            new Problem(
                "run.NO_ROOM",
                target.offer().image().toString(),
                texts.get(
                    "flow.noRoom", texts.size(needed.getAsLong()), texts.size(free.getAsLong()))))
        : Optional.empty();
  }
}
