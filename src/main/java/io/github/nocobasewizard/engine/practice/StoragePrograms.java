package io.github.nocobasewizard.engine.practice;

import io.github.nocobasewizard.engine.Cancellation;
import io.github.nocobasewizard.engine.ContainerEngine.Command;
import io.github.nocobasewizard.engine.ContainerEngine.CommandResult;
import io.github.nocobasewizard.engine.EngineException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `find`, `tar` and `sh` of a container that has the storage, in exactly the ways in which this
/// program calls them.
final class StoragePrograms {
  private static final Duration LOOK = Duration.ofMillis(400);
  private static final Duration ARCHIVE = Duration.ofSeconds(3);
  private static final Duration MOVE = Duration.ofMillis(900);
  private static final String PRINT = "%s\\t%T@\\t%P\\0";
  private static final List<String> NO_FOLDERS = List.of("-not", "-type", "d", "-printf", PRINT);

  private static final String MAKE_INCOMING = "cd \"$1\" && rm -rf \"$2\" && mkdir \"$2\"";

  /// What is left out stands between; anything else about the script must be as it is here.
  private static final Pattern SWAP =
      Pattern.compile(
          Pattern.quote(
                  """
                  set -e
                  cd "$1"
                  mkdir -p "$3"
                  for f in * .[!.]* ..?*; do
                    [ -e "$f" ] || [ -L "$f" ] || continue
                    case "$f" in \
                  """
                      .strip())
              + "\\s+(?<kept>(?:[\\w.-]+\\|)*)"
              + Pattern.quote(
                  """
                  $2|$3) continue ;; esac
                    rm -rf "$3/$f"
                    mv -- "$f" "$3/$f"
                  done
                  cd "$2"
                  for f in * .[!.]* ..?*; do
                    [ -e "$f" ] || [ -L "$f" ] || continue
                    mv -- "$f" "$1/$f"
                  done
                  cd "$1"
                  rmdir "$2"
                  rm -rf "$3"
                  """));

  private final StorageFolder storage;
  private final PracticeTime time;

  StoragePrograms(StorageFolder storage, PracticeTime time) {
    this.storage = storage;
    this.time = time;
  }

  CommandResult run(Command command, OutputStream out, Cancellation cancellation)
      throws EngineException, IOException {
    List<String> arguments = command.arguments();
    return switch (arguments.getFirst()) {
      case "find" -> find(arguments, out, cancellation);
      case "tar" -> tar(arguments, out, cancellation);
      case "sh" -> shell(arguments, cancellation);
      default -> throw NotUnderstood.command(arguments);
    };
  }

  /// `find STORAGE ( -path A -o -path B ) -prune -o -not -type d -printf …`
  private CommandResult find(List<String> arguments, OutputStream out, Cancellation cancellation)
      throws EngineException, IOException {
    int end = arguments.indexOf(")");
    if (arguments.size() < 4
        || !arguments.subList(1, 3).equals(List.of(StorageFolder.IN_CONTAINER, "("))
        || end < 0
        || !arguments
            .subList(end + 1, Math.min(arguments.size(), end + 3))
            .equals(List.of("-prune", "-o"))
        || !arguments.subList(end + 3, arguments.size()).equals(NO_FOLDERS)) {
      throw NotUnderstood.command(arguments);
    }
    Set<String> leftOut = new HashSet<>();
    List<String> conditions = arguments.subList(3, end);
    for (int i = 0; i < conditions.size(); i += 3) {
      String path = i + 1 < conditions.size() ? conditions.get(i + 1) : "";
      boolean joined = i + 2 >= conditions.size() || conditions.get(i + 2).equals("-o");
      if (!conditions.get(i).equals("-path")
          || !path.startsWith(StorageFolder.IN_CONTAINER + "/")
          || !joined) {
        throw NotUnderstood.command(arguments);
      }
      leftOut.add(path.substring(StorageFolder.IN_CONTAINER.length() + 1));
    }
    time.pass(LOOK, cancellation);
    StringBuilder text = new StringBuilder();
    for (StorageFolder.Entry entry : storage.list(leftOut)) {
      if (!entry.folder()) {
        var modified = entry.modified().toInstant();
        text.append(entry.size())
            .append('\t')
            .append("%d.%09d0".formatted(modified.getEpochSecond(), modified.getNano()))
            .append('\t')
            .append(entry.path())
            .append('\0');
      }
    }
    out.write(text.toString().getBytes(StandardCharsets.UTF_8));
    return new CommandResult(0, "");
  }

  /// `tar -C STORAGE --exclude=./A … -cf - .`
  private CommandResult tar(List<String> arguments, OutputStream out, Cancellation cancellation)
      throws EngineException, IOException {
    int last = arguments.size() - 3;
    if (last < 3
        || !arguments.subList(1, 3).equals(List.of("-C", StorageFolder.IN_CONTAINER))
        || !arguments.subList(last, arguments.size()).equals(List.of("-cf", "-", "."))) {
      throw NotUnderstood.command(arguments);
    }
    Set<String> leftOut = new HashSet<>();
    for (String exclude : arguments.subList(3, last)) {
      if (!exclude.startsWith("--exclude=./")) {
        throw NotUnderstood.command(arguments);
      }
      leftOut.add(exclude.substring("--exclude=./".length()));
    }
    List<StorageFolder.Entry> entries = new ArrayList<>(storage.list(leftOut));
    long total = entries.stream().mapToLong(StorageFolder.Entry::size).sum();
    storage.writeTar(
        entries, path -> "./" + path, new PacedOutput(out, total, ARCHIVE, time, cancellation));
    return new CommandResult(0, "");
  }

  private CommandResult shell(List<String> arguments, Cancellation cancellation)
      throws EngineException, IOException {
    if (arguments.size() < 6
        || !arguments.get(1).equals("-c")
        || !arguments.subList(3, 5).equals(List.of("sh", StorageFolder.IN_CONTAINER))) {
      throw NotUnderstood.command(arguments);
    }
    String script = arguments.get(2);
    List<String> names = arguments.subList(5, arguments.size());
    if (script.equals(MAKE_INCOMING) && names.size() == 1) {
      storage.makeEmpty(names.getFirst());
      return new CommandResult(0, "");
    }
    Matcher swap = SWAP.matcher(script);
    if (!swap.matches() || names.size() != 2) {
      throw NotUnderstood.command(arguments);
    }
    time.pass(MOVE, cancellation);
    swap(List.of(swap.group("kept").split("\\|")), names.getFirst(), names.get(1));
    return new CommandResult(0, "");
  }

  private void swap(List<String> kept, String incoming, String outgoing) throws IOException {
    storage.makeIfMissing(outgoing);
    for (String name : storage.names(".")) {
      if (!kept.contains(name) && !name.equals(incoming) && !name.equals(outgoing)) {
        storage.delete(outgoing + "/" + name);
        storage.move(name, outgoing + "/" + name);
      }
    }
    for (String name : storage.names(incoming)) {
      storage.move(incoming + "/" + name, name);
    }
    storage.delete(incoming);
    storage.delete(outgoing);
  }
}
