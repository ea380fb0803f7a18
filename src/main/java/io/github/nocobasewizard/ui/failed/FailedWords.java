package io.github.nocobasewizard.ui.failed;

import io.github.nocobasewizard.health.Verdict;
import io.github.nocobasewizard.ui.done.DoneWords;
import io.github.nocobasewizard.ui.done.ProofRow;
import io.github.nocobasewizard.ui.kit.Mark;
import io.github.nocobasewizard.ui.kit.Option;
import io.github.nocobasewizard.ui.text.Texts;
import io.github.nocobasewizard.upgrade.UpgradeOutcome.Broken;
import io.github.nocobasewizard.upgrade.UpgradeOutcome.DidNotStart;
import io.github.nocobasewizard.upgrade.UpgradeOutcome.Failure;
import io.github.nocobasewizard.upgrade.UpgradeOutcome.OtherImage;
import io.github.nocobasewizard.upgrade.UpgradeOutcome.RecordsMissing;
import java.time.Duration;
import java.time.Instant;

/// Titles, ways on and proofs of an upgrade that failed.
public final class FailedWords {
  private final Texts texts;

  public FailedWords(Texts texts) {
    this.texts = texts;
  }

  /// What happened, in one line.
  public String title(Failure failure) {
    return switch (failure) {
      case DidNotStart(Verdict.FreshInstall _) -> texts.get("verdict.FreshInstall.title");
      case DidNotStart _ -> texts.get("failed.didNotStart");
      case RecordsMissing _ -> texts.get("failed.recordsMissing");
      case OtherImage _ -> texts.get("failed.otherVersion");
      case Broken _ -> texts.get("failed.broken");
    };
  }

  /// What the step list says of the upgrade.
  public String step(Failure failure) {
    return texts.get(
        failure instanceof DidNotStart ? "failed.step.didNotStart" : "failed.step.broken");
  }

  /// What the step list says while going back to a version.
  public String stepGoingBack(String version) {
    return texts.get("failed.step.goingBack", version);
  }

  /// What the step list says after going back to a version.
  public String stepWentBack(String version) {
    return texts.get("failed.step.wentBack", version);
  }

  /// What the step list says where all is as before.
  public String stepUntouched() {
    return texts.get("failed.step.untouched");
  }

  /// What the restore point holds, and whether the app is stopped.
  public String lead(Instant exactUpTo, boolean stopped) {
    return stopped
        ? texts.get("failed.lead.stopped", texts.recent(exactUpTo))
        : texts.get("failed.lead", texts.recent(exactUpTo));
  }

  /// A stop was reached, the next step failed.
  ///
  /// @param reached version of the stop that the data was at
  /// @param failed version that failed
  public String leadOnTheWay(String reached, String failed) {
    return texts.get("failed.lead.onTheWay", reached, failed);
  }

  /// A stop runs, the version that was wanted was not begun.
  public String stoppedOnTheWay(String reached, String wanted) {
    return texts.get("failed.stopped", reached, wanted);
  }

  public String runsOnTheWay(String reached) {
    return texts.get("failed.stopped.lead", reached);
  }

  /// Leaves all as it is, with the version of a stop.
  public Option stay(String version, Runnable action) {
    return new Option(
        texts.get("failed.stay", version),
        texts.get("failed.stay.note"),
        texts.get("done.finish"),
        false,
        action);
  }

  /// Back to an older version with its data.
  ///
  /// @param recommended for the version at the beginning
  public Option goBack(
      String version, Instant exactUpTo, Duration expected, boolean recommended, Runnable action) {
    return new Option(
        texts.get("failed.goBack", version),
        texts.get("failed.goBack.note", texts.recent(exactUpTo), texts.roughly(expected)),
        texts.get("failed.goBack.deed", version),
        recommended,
        action);
  }

  /// Going back did not work and was undone.
  public String putBack(String version) {
    return texts.get("failed.putBack", version);
  }

  public String runsAsBefore(String version) {
    return texts.get("failed.putBack.lead", version);
  }

  public Option tryGoingBackAgain(String version, Runnable action) {
    return new Option(
        texts.get("failed.backAgain", version),
        texts.get("failed.backAgain.note"),
        texts.get("failed.backAgain.deed"),
        false,
        action);
  }

  /// Starts the new version again.
  public Option tryOnceMore(String version, Runnable action) {
    return new Option(
        texts.get("failed.onceMore", version),
        texts.get("failed.onceMore.note"),
        texts.get("failed.onceMore.deed", version),
        false,
        action);
  }

  /// @param address where the app was asked, such as `localhost:13000`
  public ProofRow reports(String version, String address) {
    return new ProofRow(Mark.DONE, texts.get("failed.wentBack.reports", version), address);
  }

  /// @param before records at the state that was gone back to, negative if they were not counted
  /// @param now records that are there now, negative if they could not be counted
  public ProofRow records(long before, long now) {
    return before >= 0 && before == now
        ? new ProofRow(
            Mark.DONE,
            texts.get("failed.wentBack.records"),
            texts.get("failed.wentBack.records.fact", now))
        : new DoneWords(texts).records(before, now);
  }
}
