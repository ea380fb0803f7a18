package io.github.nocobasewizard.ui.unfinished;

import io.github.nocobasewizard.ui.done.ProofRow;
import io.github.nocobasewizard.ui.kit.Mark;
import io.github.nocobasewizard.ui.kit.Option;
import io.github.nocobasewizard.ui.text.Texts;
import java.time.Duration;
import java.time.Instant;

/// What is known of a run that was cut off, and the ways on.
public final class UnfinishedWords {
  private final Texts texts;

  public UnfinishedWords(Texts texts) {
    this.texts = texts;
  }

  /// What the step list says of the upgrade.
  public String step(Instant stopped) {
    return texts.get("unfinished.step", texts.recent(stopped));
  }

  public ProofRow restorePoint(Instant exactUpTo) {
    return new ProofRow(
        Mark.DONE, texts.get("unfinished.restorePoint", texts.moment(exactUpTo)), "");
  }

  /// The version is in the setup file.
  public ProofRow written(String version) {
    return new ProofRow(Mark.DONE, texts.get("unfinished.written", version), "");
  }

  /// The setup file still names the old version.
  public ProofRow notWritten() {
    return new ProofRow(Mark.TODO, texts.get("unfinished.notWritten"), "");
  }

  /// The app was updating its data.
  ///
  /// @param fact how far it was, empty if not known
  public ProofRow updating(String fact) {
    return new ProofRow(Mark.REMARK, texts.get("unfinished.updating"), fact);
  }

  /// The old data was being put back.
  ///
  /// @param fact how far it was, empty if not known
  public ProofRow puttingBack(String fact) {
    return new ProofRow(Mark.REMARK, texts.get("unfinished.puttingBack"), fact);
  }

  /// The app does not run now.
  public ProofRow appStopped() {
    return new ProofRow(Mark.PAUSED, texts.get("unfinished.stopped"), "");
  }

  /// Somebody else has changed a setup file since.
  public ProofRow foreign(String file) {
    return new ProofRow(Mark.REMARK, texts.get("unfinished.foreign"), file);
  }

  /// The version runs and answers as it should.
  public ProofRow answers(String version) {
    return new ProofRow(Mark.DONE, texts.get("unfinished.answers", version), "");
  }

  /// The data is still that of the version before.
  public ProofRow dataUntouched(String version) {
    return new ProofRow(Mark.DONE, texts.get("unfinished.dataUntouched", version), "");
  }

  /// Restores the old version with its data.
  public Option goBack(
      String version, Instant exactUpTo, Duration expected, boolean recommended, Runnable action) {
    return new Option(
        texts.get("unfinished.goBack", version),
        texts.get("unfinished.goBack.note", texts.moment(exactUpTo), texts.roughly(expected)),
        texts.get("unfinished.goBack.deed", version),
        recommended,
        action);
  }

  /// Starts the version before again; its data was not touched.
  public Option takeBack(String version, boolean recommended, Runnable action) {
    return new Option(
        texts.get("unfinished.goBack", version),
        texts.get("unfinished.takeBack.note"),
        texts.get("unfinished.goBack.deed", version),
        recommended,
        action);
  }

  /// Goes on to the new version.
  ///
  /// @param started whether it has been started already
  public Option finishUpgrade(
      String version, boolean started, boolean recommended, Runnable action) {
    return new Option(
        texts.get("unfinished.finish", version),
        texts.get(started ? "unfinished.finish.note" : "unfinished.finish.noteBefore"),
        texts.get("unfinished.finish.deed"),
        recommended,
        action);
  }

  /// Instead of finishing going back: to the state that was left.
  public Option backToPresent(String version, boolean recommended, Runnable action) {
    return new Option(
        texts.get("unfinished.backToPresent", version),
        texts.get("unfinished.backToPresent.note"),
        texts.get("unfinished.goBack.deed", version),
        recommended,
        action);
  }

  /// It could not be found out where the installation is.
  ///
  /// @param why in words
  public Option lookAgain(String why, Runnable action) {
    return new Option(
        texts.get("unfinished.lookAgain"), why, texts.get("action.tryAgain"), true, action);
  }

  /// Begins going back anew; the recommended way on after that was cut off.
  ///
  /// @param recommended false if it was on its way to the state that was left
  public Option finishGoingBack(
      String version, Duration expected, boolean recommended, Runnable action) {
    return new Option(
        texts.get("unfinished.finishBack", version),
        texts.get("unfinished.finishBack.note", texts.roughly(expected)),
        texts.get("unfinished.finishBack.deed"),
        recommended,
        action);
  }
}
