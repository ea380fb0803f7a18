package io.github.nocobasewizard.ui.text;

import io.github.nocobasewizard.health.LogDoctor;
import io.github.nocobasewizard.health.Verdict;
import io.github.nocobasewizard.run.Problem;
import io.github.nocobasewizard.upgrade.UpgradeOutcome;
import java.time.Duration;
import java.time.Instant;

/// Words for everything that can go wrong: what it is, why, and what to do next.
///
/// The keys are made of the codes, so that a new code needs nothing but its texts; a test keeps them
/// complete in both languages.
public final class ProblemTexts {
  /// Docker Hub counts the downloads of the last six hours.
  private static final Duration LIMIT = Duration.ofHours(6);

  private final Texts texts;

  public ProblemTexts(Texts texts) {
    this.texts = texts;
  }

  /// @param title what it is, without a full stop
  /// @param cause why, in plain words
  /// @param action what to do next
  public record Words(String title, String cause, String action) {
    /// Cause and next action as one text.
    public String explanation() {
      return (cause + " " + action).strip();
    }
  }

  /// Of something that has happened just now.
  public Words words(Problem problem) {
    return words(problem, texts.now());
  }

  /// @param at when it happened: a limit of downloads ends some time after that
  public Words words(Problem problem, Instant at) {
    String key = "problem." + problem.code();
    String known = texts.has(key + ".title") ? key : "problem.unknown";
    return new Words(
        texts.get(known + ".title"),
        texts.get(known + ".text", problem.thing()),
        texts.get(known + ".action", problem.thing(), texts.moment(at.plus(LIMIT))));
  }

  public String title(Problem problem) {
    return words(problem).title();
  }

  public String cause(Problem problem) {
    return words(problem).cause();
  }

  public String action(Problem problem) {
    return words(problem).action();
  }

  /// Why a start was no success.
  ///
  /// @param version the version that was started
  public Words words(Verdict verdict, String version) {
    return switch (verdict) {
      case Verdict.Healthy(var reported) ->
          throw new IllegalArgumentException("healthy: " + reported);
      case Verdict.CrashLoop(int _, var _, boolean outOfMemory) ->
          new Words(
              texts.get("verdict.CrashLoop.title"),
              texts.get(
                  outOfMemory ? "verdict.CrashLoop.memory" : "verdict.CrashLoop.text", version),
              texts.get("verdict.CrashLoop.action"));
      case Verdict.AppError(String code, String message) ->
          new Words(
              texts.get("verdict.AppError.title"),
              texts.get("verdict.AppError.text", version, message.isBlank() ? code : message),
              texts.get("verdict.AppError.action"));
      case Verdict.OtherVersion(String expected, String reported) ->
          new Words(
              texts.get("verdict.OtherVersion.title"),
              texts.get("verdict.OtherVersion.text", expected, reported),
              texts.get("verdict.OtherVersion.action"));
      case Verdict.FreshInstall() ->
          new Words(
              texts.get("verdict.FreshInstall.title"),
              texts.get("verdict.FreshInstall.text", version),
              texts.get("verdict.FreshInstall.action"));
      case Verdict.Stuck(var quietFor, String lastMessage) ->
          new Words(
              texts.get("verdict.Stuck.title"),
              lastMessage.isBlank()
                  ? texts.get("verdict.Stuck.silent", version, texts.roughly(quietFor))
                  : texts.get("verdict.Stuck.text", version, texts.roughly(quietFor), lastMessage),
              texts.get("verdict.Stuck.action"));
      case Verdict.NotRunning(String _) ->
          new Words(
              texts.get("verdict.NotRunning.title"),
              texts.get("verdict.NotRunning.text", version),
              texts.get("verdict.NotRunning.action"));
    };
  }

  /// What the app's log says about the cause. The title is left to [#words(Verdict, String)].
  ///
  /// @param version the version that was started
  public Words words(LogDoctor.Diagnosis diagnosis, String version) {
    String key = "symptom." + diagnosis.symptom();
    boolean named = !diagnosis.argument().isBlank();
    String text = named || !texts.has(key + ".unnamed") ? key + ".text" : key + ".unnamed";
    return new Words(
        "",
        texts.get(text, version, diagnosis.argument()),
        texts.get(key + ".action", version, diagnosis.argument()));
  }

  /// Why an upgrade is no success.
  ///
  /// @param version the version that was to be
  public Words words(UpgradeOutcome.Failure failure, String version) {
    return switch (failure) {
      case UpgradeOutcome.DidNotStart(Verdict verdict) -> words(verdict, version);
      case UpgradeOutcome.RecordsMissing(var byTable) ->
          new Words(
              texts.get("failure.RecordsMissing.title"),
              texts.get(
                  "failure.RecordsMissing.text",
                  byTable.values().stream().mapToLong(Long::longValue).sum(),
                  byTable.size(),
                  byTable.isEmpty() ? "" : byTable.firstKey()),
              texts.get("failure.RecordsMissing.action"));
      case UpgradeOutcome.OtherImage(String _, String _) ->
          new Words(
              texts.get("failure.OtherImage.title"),
              texts.get("failure.OtherImage.text", version),
              texts.get("failure.OtherImage.action"));
      case UpgradeOutcome.Broken(Problem problem) -> {
        var words = words(problem);
        yield new Words(
            texts.get("failure.Broken.title"),
            words.title() + ". " + words.cause(),
            words.action());
      }
    };
  }
}
