package io.github.nocobasewizard.ui.text;

import io.github.nocobasewizard.readiness.Finding;
import io.github.nocobasewizard.readiness.Finding.Check;
import io.github.nocobasewizard.readiness.Finding.Severity;
import io.github.nocobasewizard.run.Problem;
import java.text.NumberFormat;

/// Words for what the checks of an installation find.
public final class FindingTexts {
  private static final String REFUSED = "refused.";

  private final Texts texts;
  private final ProblemTexts problems;

  public FindingTexts(Texts texts) {
    this.texts = texts;
    problems = new ProblemTexts(texts);
  }

  /// What the check is about, for a check that has not been made yet.
  public String name(Check check) {
    String key = "finding." + check + ".ok.title";
    return texts.get(key);
  }

  /// What was found.
  public String title(Finding finding) {
    if (finding.severity() == Severity.WAITING) {
      return name(finding.check());
    }
    return isRefused(finding)
        ? problems.title(refusal(finding))
        : texts.get(key(finding) + ".title", arguments(finding));
  }

  /// The fact behind it; for a stop what it means and what to do.
  public String detail(Finding finding) {
    if (finding.severity() == Severity.WAITING) {
      return texts.get("finding.waiting");
    }
    return isRefused(finding)
        ? problems.words(refusal(finding)).explanation()
        : texts.get(key(finding) + ".text", arguments(finding));
  }

  /// The label of the button that puts it right.
  public String fix(Finding.Fix fix) {
    String key = "fix." + fix;
    return texts.get(key);
  }

  /// What that button says while it is at work.
  public String busyFix() {
    return texts.get("fix.busy");
  }

  private static boolean isRefused(Finding finding) {
    return finding.variant().startsWith(REFUSED);
  }

  private static Problem refusal(Finding finding) {
    String thing = finding.arguments().isEmpty() ? "" : finding.arguments().getFirst().toString();
    return new Problem(
        "edit." + finding.variant().substring(REFUSED.length()), thing, finding.details());
  }

  private String key(Finding finding) {
    String variant =
        finding.check() == Check.REGISTRY && finding.severity() == Severity.REMARK
            ? "failed"
            : finding.variant();
    return "finding." + finding.check() + "." + variant;
  }

  /// Sizes and times as they are written here; everything else as it is.
  private Object[] arguments(Finding finding) {
    return finding.arguments().stream()
        .map(argument ->
            switch (argument) {
              case Long bytes when finding.check() == Check.SPACE -> texts.size(bytes);
              case Double seconds -> seconds(seconds);
              default -> argument;
            })
        .toArray();
  }

  private String seconds(double seconds) {
    NumberFormat format = NumberFormat.getNumberInstance(texts.locale());
    format.setMaximumFractionDigits(1);
    return format.format(Math.max(0.1, seconds));
  }
}
