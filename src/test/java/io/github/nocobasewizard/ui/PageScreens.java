package io.github.nocobasewizard.ui;

import io.github.nocobasewizard.ui.Screens.Opened;
import io.github.nocobasewizard.ui.Screens.Screen;
import io.github.nocobasewizard.ui.kit.StepModel;
import io.github.nocobasewizard.ui.kit.StepModel.State;
import io.github.nocobasewizard.ui.shell.Page;
import io.github.nocobasewizard.ui.shell.Shell;
import io.github.nocobasewizard.ui.text.Texts;
import io.github.nocobasewizard.ui.upgrade.ReviewController;
import io.github.nocobasewizard.ui.upgrade.ReviewModel;
import io.github.nocobasewizard.ui.upgrade.RunningController;
import io.github.nocobasewizard.ui.upgrade.RunningModel;
import io.github.nocobasewizard.ui.upgrade.UpgradeSamples;
import io.github.nocobasewizard.ui.version.VersionController;
import io.github.nocobasewizard.ui.version.VersionModel;
import io.github.nocobasewizard.ui.version.VersionSamples;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;

/// The pages from the version on, in every state worth a picture; a part of [Screens].
final class PageScreens {
  private final List<Screen> screens = new ArrayList<>();

  private PageScreens() {}

  static List<Screen> all() {
    var pages = new PageScreens();
    pages.version();
    pages.upgrade();
    return pages.screens;
  }

  private void version() {
    version("version", VersionSamples::usual);
    add("version-backup-running", t -> version(t, VersionSamples.usual(), backupRuns(t, 2)));
    version("version-many", () -> VersionSamples.many(2500));
    version("version-search", () -> VersionSamples.search("2.1.1"));
    version("version-no-match", () -> VersionSamples.search("7.7"));
    version("version-loading-first", VersionSamples::loadingFirst);
    version("version-loading", VersionSamples::loading);
    version("version-offline", VersionSamples::offline);
    version("version-registry-error", VersionSamples::registryError);
    version("version-no-list", VersionSamples::noList);
    version("version-broken-off", VersionSamples::brokenOff);
    version("version-alias", VersionSamples::alias);
    version("version-alias-newest", VersionSamples::aliasNewest);
    version("version-few-downloads", VersionSamples::fewDownloads);
    version("version-no-downloads", VersionSamples::noDownloads);
    version("version-newest", VersionSamples::newest);
    version("version-notices", VersionSamples::notices);
    version("version-stop", VersionSamples::stop);
    version("version-beta", VersionSamples::beta);
    version("version-behind", VersionSamples::behind);
    version("version-blocked", VersionSamples::blocked);
    version("version-unknown", VersionSamples::unknown);
    version("version-typing", VersionSamples::typing);
    version("version-typed-checking", VersionSamples::typedChecking);
    version("version-typed-found", () -> VersionSamples.typed("2.2.10-full"));
    version("version-typed-older", () -> VersionSamples.typed("2.1.18-full"));
    version("version-typed-moves", VersionSamples::typedMoves);
    version("version-typed-not-there", VersionSamples::typedNotThere);
    version("version-typed-unanswered", VersionSamples::typedUnanswered);
    version("version-computer", VersionSamples::onComputer);
    version("version-computer-none", VersionSamples::nothingOnComputer);
  }

  private void version(String name, Supplier<VersionModel> model) {
    add(name, t -> version(t, model.get(), Screens.steps(t, 2, State.HERE, "")));
  }

  private static Page version(Texts texts, VersionModel model, List<StepModel> steps) {
    return new VersionController(texts, model, steps);
  }

  private void upgrade() {
    review("review", _ -> UpgradeSamples.review());
    add(
        "review-backup-running",
        t ->
            new ReviewController(
                t,
                UpgradeSamples.reviewWaiting(chinese(t) ? "正在测试，72%" : "Testing, 72 %"),
                backupRuns(t, 3)));
    review("review-own-backup", _ -> UpgradeSamples.reviewOwnBackup());
    review("review-backup-failed", _ -> UpgradeSamples.reviewFailedBackup());
    review("review-stops", _ -> UpgradeSamples.reviewStops());
    review("review-much", _ -> UpgradeSamples.reviewMuch());
    add(
        "review-practice",
        t -> new ReviewController(t, UpgradeSamples.review(), Screens.steps(t, 3, State.HERE, "")),
        (shell, _) -> shell.setPractice(true));
    running("upgrade-preparing", UpgradeSamples::preparing);
    running("upgrade-download", UpgradeSamples::downloading);
    running("upgrade-download-begins", UpgradeSamples::downloadBegins);
    running("upgrade-unpacking", UpgradeSamples::unpacking);
    running("upgrade-cancelling", UpgradeSamples::cancelling);
    running("upgrade-saving", UpgradeSamples::saving);
    running("upgrade-starting", () -> UpgradeSamples.starting(true));
    running("upgrade-starting-folded", () -> UpgradeSamples.starting(false));
    running("upgrade-migrating", UpgradeSamples::migrating);
    running("upgrade-starting-unknown", UpgradeSamples::startingUnknown);
    running("upgrade-from-computer", UpgradeSamples::startingFromComputer);
    running("upgrade-checking", UpgradeSamples::checking);
    running("going-back", () -> UpgradeSamples.goingBack(false));
    running("going-back-log", () -> UpgradeSamples.goingBack(true));
  }

  private void review(String name, Function<Texts, ReviewModel> model) {
    add(name, t -> new ReviewController(t, model.apply(t), Screens.steps(t, 3, State.HERE, "")));
  }

  private void running(String name, Supplier<RunningModel> model) {
    add(name, t -> new RunningController(t, model.get(), Screens.steps(t, 3, State.HERE, "")));
  }

  private static boolean chinese(Texts texts) {
    return texts.locale().getLanguage().equals("zh");
  }

  private static List<StepModel> backupRuns(Texts texts, int at) {
    var steps = Screens.steps(texts, at, State.HERE, "");
    steps.get(1).state.set(State.BUSY);
    steps.get(1).detail.set(chinese(texts) ? "正在测试，72%" : "Testing, 72 %");
    steps.get(1).progress.set(0.72);
    return steps;
  }

  private void add(String name, Function<Texts, Page> page) {
    add(name, page, (_, _) -> {});
  }

  /// @param then what happens once the page is open
  private void add(String name, Function<Texts, Page> page, BiConsumer<Shell, Texts> then) {
    screens.add(
        new Screen(
            name,
            texts -> {
              var shell = new Shell(texts, _ -> {}, () -> {});
              shell.show(page.apply(texts));
              return new Opened(shell, () -> then.accept(shell, texts));
            }));
  }
}
