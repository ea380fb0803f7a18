package io.github.nocobasewizard.health;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// What a line of a log says, whatever form it has: coloured, a JSON object, with the prefix of
/// Compose or of the process manager, as a piece of a text that the program's printer has broken
/// into several lines.
final class LogText {
  /// Colours and cursor movements; also those whose first sign was lost on the way.
  private static final Pattern COLOUR =
      Pattern.compile("\\u001B\\[[0-9;?]{0,20}[A-Za-z]|\\[(?:\\d{1,3};){0,4}\\d{1,3}m");

  /// The time at the head of a line, which tells two equal lines apart that say the same.
  private static final Pattern TIME =
      Pattern.compile(
          "\\b\\d{4}-\\d\\d-\\d\\d["
              + " T]\\d\\d:\\d\\d:\\d\\d(?:[.,]\\d{1,9})?(?:Z|[+-]\\d\\d:?\\d\\d)?:?");

  private static final Pattern SPACES = Pattern.compile("\\s{1,1000}");

  /// What Node's printer puts between the parts of a long text: `'one ' +` and on the next line
  /// `'two'`.
  private static final Pattern BROKEN = Pattern.compile("['\"`] \\+ ['\"`]");

  /// A line may be megabytes long; what it is about stands at its begin or at its end.
  private static final int HALF = 4_000;

  /// Fields of a JSON log that say when and where, not what; `meta` repeats what stands beside it.
  private static final Set<String> CIRCUMSTANCES =
      Set.of(
          "timestamp",
          "time",
          "reqId",
          "meta",
          "pid",
          "hostname",
          "module",
          "submodule",
          "method",
          "app",
          "dataSourceKey",
          "level");

  private static final ObjectMapper JSON = new ObjectMapper();

  private LogText() {}

  /// The words of a line, in one line, without colours and times.
  static String of(String raw) {
    String line = COLOUR.matcher(flat(raw)).replaceAll("");
    line = TIME.matcher(shortened(line)).replaceAll("");
    return SPACES.matcher(line).replaceAll(" ").strip();
  }

  /// The end of what was said before, followed by what is said now, as the program meant it.
  static String joined(String before, String now) {
    return BROKEN.matcher(before + " " + now).replaceAll("");
  }

  private static String shortened(String line) {
    return line.length() <= 2 * HALF
        ? line
        : line.substring(0, HALF) + " … " + line.substring(line.length() - HALF);
  }

  private static String flat(String line) {
    int begin = line.indexOf("{\"");
    if (begin < 0 || !line.endsWith("}")) {
      return line;
    }
    try {
      JsonNode object = JSON.readTree(line.substring(begin));
      StringBuilder words = new StringBuilder(line.substring(0, begin));
      words.append(object.path("message").asText("")).append(' ');
      collect(object, words);
      return words.toString();
    } catch (JsonProcessingException e) {
      return line.replace("\\\"", "\"").replace("\\n", " ");
    }
  }

  private static void collect(JsonNode node, StringBuilder words) {
    if (node instanceof ObjectNode object) {
      for (Map.Entry<String, JsonNode> field : object.properties()) {
        if (!CIRCUMSTANCES.contains(field.getKey())) {
          words.append(field.getKey()).append('=');
          collect(field.getValue(), words);
        }
      }
    } else if (node.isContainerNode()) {
      node.forEach(child -> collect(child, words));
    } else {
      words.append(node.asText()).append(' ');
    }
  }
}
