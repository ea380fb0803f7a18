package io.github.nocobasewizard.ui.done;

import io.github.nocobasewizard.ui.kit.Mark;
import io.github.nocobasewizard.ui.text.Texts;
import java.time.Duration;

/// The lines that prove that a version runs with all its data.
public final class DoneWords {
  private final Texts texts;

  public DoneWords(Texts texts) {
    this.texts = texts;
  }

  /// @param address where the app was asked, such as `localhost:13000`
  public ProofRow reports(String version, String address) {
    return new ProofRow(Mark.DONE, texts.get("done.reports", version), address);
  }

  /// @param before records before, negative if they could not be counted
  public ProofRow records(long before, long after) {
    if (before < 0 || after < 0) {
      return new ProofRow(Mark.INFO, texts.get("done.records.unknown"), "");
    }
    return new ProofRow(
        after < before ? Mark.REMARK : Mark.DONE,
        texts.get(after < before ? "done.records.fewer" : "done.records"),
        texts.get("done.records.fact", texts.number(before), texts.number(after)));
  }

  /// @param steady for how long it has answered without a break
  public ProofRow answers(Duration steady) {
    return new ProofRow(
        Mark.DONE,
        texts.get("done.answers"),
        texts.get("done.answers.fact", texts.duration(steady)));
  }
}
