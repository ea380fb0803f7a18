package io.github.nocobasewizard.engine.docker;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The few lines of POSIX shell that every command in a container runs under, because the engine by
/// itself
///
/// - does not tell a process's number inside the container, and goes on running it when we go away,
///   even if this program dies: here the number is told first, and the whole process group ends when
///   the connection does. The shell outlives the others and takes their exit codes: one that it left
///   behind would go to the container's first process, and PostgreSQL, if it is that, takes the death
///   of a child by a signal for a crash of its own and throws all its clients out;
/// - closes the outputs two seconds after a process has ended, even if the reader is slower (seen
///   with Engine 28.5: 105 kB of 1.4 MB missing, exit code 0): here the shell stays until all has
///   arrived, and a last line on standard output proves that it has.
///
/// Values come as arguments, never as text of the script.
final class ExecScript {
  private static final String TEXT =
      """
      if command -v "$1" >/dev/null 2>&1; then
        echo "$0 $$ found" >&2
      else
        echo "$0 $$ missing" >&2
        exit 127
      fi
      trap : TERM
      exec 3<&0 </dev/null
      "$@" 3<&- &
      work=$!
      trap '' PIPE
      {
        trap '' TERM
        read -r _ <&3 || {
          kill -TERM "-$$"
          for second in 1 2 3 4 5; do
            kill -0 "$work" && sleep 1
          done
          kill -KILL "$work"
        }
        exit 0
      } >/dev/null 2>&1 &
      wait "$work"
      code=$?
      while kill -0 "$work" 2>/dev/null; do
        wait "$work"
        code=$?
      done
      printf '%s %03d\\n' "$0" "$code"
      wait
      exit "$code"
      """;

  private static final String TERMINATE =
      """
      kill -TERM "-$1" 2>/dev/null || kill -TERM "$1"
      """;

  private static final Pattern TRAILER = Pattern.compile("(\\S+) (\\d{3})\n");
  private static final Pattern REST_OF_TRAILER = Pattern.compile(" \\d{0,2}| \\d{3}\n?");

  private ExecScript() {}

  /// @param nonce marks the script's own words; a new one for every run
  static List<String> wrap(String nonce, List<String> arguments) {
    List<String> all = new ArrayList<>(List.of("sh", "-c", TEXT, nonce));
    all.addAll(arguments);
    return all;
  }

  /// Asks the process group that the script leads to end. What does not listen is forced by the
  /// script itself, once the connection has ended.
  static List<String> terminate(String pid) {
    return List.of("sh", "-c", TERMINATE, "sh", pid);
  }

  /// The script's last line on standard output.
  static String trailer(String nonce, int exitCode) {
    return "%s %03d\n".formatted(nonce, exitCode);
  }

  /// Whether `text` is the script's last line or the beginning of it.
  static boolean mayBeTrailer(String nonce, String text) {
    return text.length() <= nonce.length()
        ? nonce.startsWith(text)
        : text.startsWith(nonce)
            && REST_OF_TRAILER.matcher(text.substring(nonce.length())).matches();
  }

  /// The exit code, if `text` is the script's last line.
  static OptionalInt exitCode(String nonce, String text) {
    Matcher trailer = TRAILER.matcher(text);
    return trailer.matches() && trailer.group(1).equals(nonce)
        ? OptionalInt.of(Integer.parseInt(trailer.group(2)))
        : OptionalInt.empty();
  }
}
