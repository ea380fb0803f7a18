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
    return texts.get("unfinished.step", texts.time(stopped));
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

  /// The recommended way on after an upgrade was cut off.
  public Option goBack(String version, Instant exactUpTo, Duration expected, Runnable action) {
    return new Option(
        texts.get("unfinished.goBack", version),
        texts.get("unfinished.goBack.note", texts.moment(exactUpTo), texts.roughly(expected)),
        texts.get("unfinished.goBack.deed", version),
        true,
        action);
  }

  /// Starts the new version again, which goes on where it was.
  public Option finishUpgrade(String version, Runnable action) {
    return new Option(
        texts.get("unfinished.finish", version),
        texts.get("unfinished.finish.note"),
        texts.get("unfinished.finish.deed"),
        false,
        action);
  }

  /// Begins going back anew; the recommended way on after that was cut off.
  public Option finishGoingBack(String version, Duration expected, Runnable action) {
    return new Option(
        texts.get("unfinished.finishBack", version),
        texts.get("unfinished.finishBack.note", texts.roughly(expected)),
        texts.get("unfinished.finishBack.deed"),
        true,
        action);
  }
}
