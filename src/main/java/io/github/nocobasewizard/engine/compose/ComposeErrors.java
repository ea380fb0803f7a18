package io.github.nocobasewizard.engine.compose;

import io.github.nocobasewizard.engine.EngineException;
import io.github.nocobasewizard.engine.EngineException.Reason;
import java.util.List;
import java.util.regex.Pattern;

/// What the words mean with which `docker compose` ends.
final class ComposeErrors {
  private record Rule(Reason reason, Pattern words) {}

  private static final List<Rule> RULES =
      List.of(
          rule(Reason.NO_SPACE, "no space left on device|not enough space on the disk"),
          rule(
              Reason.ENGINE_FORBIDDEN,
              "permission denied while trying to connect|access is denied"),
          rule(
              Reason.ENGINE_UNREACHABLE,
              "cannot connect to the docker daemon|is the docker daemon running"
                  + "|error during connect|failed to connect to the docker api"
                  + "|the system cannot find the file specified.*pipe"
                  + "|pipe.*the system cannot find the file specified"),
          // Compose talks to the engine only: nothing is pulled.
          rule(
              Reason.ENGINE_LOST,
              "\\bEOF\\s*$|connection reset by peer|broken pipe"
                  + "|forcibly closed by the remote host|use of closed network connection"),
          rule(Reason.IMAGE_NOT_FOUND, "no such image"));

  /// Lines that report progress; the words that matter stand between and after them.
  private static final Pattern PROGRESS =
      Pattern.compile(
          "^\\s*(Container|Network|Volume|Image|✔|✘|\\[\\+]).*"
              + "(Creat(ing|ed)|Recreate(d)?|Start(ing|ed)|Running|Waiting|Healthy|\\d+/\\d+)\\s*$");

  private ComposeErrors() {}

  private static Rule rule(Reason reason, String words) {
    return new Rule(reason, Pattern.compile(words, Pattern.CASE_INSENSITIVE | Pattern.DOTALL));
  }

  /// @param thing the project's folder, or the services
  /// @param output all that Compose has written to standard error
  static EngineException failure(String thing, int exitCode, String output) {
    String words =
        String.join("\n", output.lines().filter(line -> !PROGRESS.matcher(line).matches()).toList())
            .strip();
    String details = words.isEmpty() ? "exit code " + exitCode + "\n" + output.strip() : words;
    Reason reason =
        RULES.stream()
            .filter(rule -> rule.words().matcher(output).find())
            .map(Rule::reason)
            .findFirst()
            .orElse(Reason.COMPOSE_FAILED);
    return new EngineException(reason, thing, details.strip());
  }
}
