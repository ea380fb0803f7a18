package io.github.nocobasewizard.engine.practice;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads the small part of YAML that the sample's Compose file is written in: mappings, lists of
/// plain values, comments, quotes. All values are text. Anything else is refused.
///
/// The program's own reader of Compose files is not used here: the sample takes the place of
/// `docker compose`, whose answers are to check that reader's work.
final class PlainYaml {
  private static final Pattern KEY = Pattern.compile("([\\w./-]+):(?: +(.*))?");
  private static final Pattern REFUSED = Pattern.compile("[&*!|>{\\[%@`].*|.*(?:\\$|: ).*");

  private record Line(int number, int indent, String text) {}

  /// Not a text that this class reads.
  static final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    RefusedException(String why) {
      super(why);
    }

    RefusedException(int line, String why) {
      super("line " + line + ": " + why);
    }
  }

  private final List<Line> lines;
  private int next;

  private PlainYaml(List<Line> lines) {
    this.lines = lines;
  }

  static ObjectNode read(String text) throws RefusedException {
    PlainYaml yaml = new PlainYaml(lines(text));
    if (yaml.lines.isEmpty()) {
      throw new RefusedException("empty compose file");
    }
    ObjectNode root = yaml.mapping(yaml.lines.getFirst().indent());
    if (yaml.next < yaml.lines.size()) {
      throw refused(yaml.lines.get(yaml.next), "indentation does not fit");
    }
    return root;
  }

  private static List<Line> lines(String text) throws RefusedException {
    List<Line> lines = new ArrayList<>();
    int number = 0;
    for (String raw : text.replaceFirst("^\uFEFF", "").split("\r?\n", -1)) {
      number++;
      String line = withoutComment(raw).stripTrailing();
      if (line.isBlank() || line.equals("---")) {
        continue;
      }
      if (line.indexOf('\t') >= 0) {
        throw new RefusedException(number, "found a tab character");
      }
      int indent = line.length() - line.stripLeading().length();
      lines.add(new Line(number, indent, line.strip()));
    }
    return lines;
  }

  private static String withoutComment(String line) {
    char quote = 0;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (c == '\'' || c == '"') {
        quote = c;
      } else if (c == '#' && (i == 0 || line.charAt(i - 1) == ' ')) {
        return line.substring(0, i);
      }
    }
    return line;
  }

  private ObjectNode mapping(int indent) throws RefusedException {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    while (next < lines.size() && lines.get(next).indent() == indent) {
      Line line = lines.get(next);
      Matcher key = KEY.matcher(line.text());
      if (!key.matches()) {
        throw refused(line, "expected a key");
      }
      if (node.has(key.group(1))) {
        throw refused(line, "mapping key \"" + key.group(1) + "\" already defined");
      }
      next++;
      String value = key.group(2);
      node.set(key.group(1), value == null ? nested(indent) : text(line, value));
    }
    return node;
  }

  private JsonNode nested(int indent) throws RefusedException {
    if (next == lines.size()) {
      return JsonNodeFactory.instance.nullNode();
    }
    Line first = lines.get(next);
    boolean list = first.text().startsWith("- ");
    // A list may stand as far left as its key.
    if (first.indent() < indent || (first.indent() == indent && !list)) {
      return JsonNodeFactory.instance.nullNode();
    }
    return list ? list(first.indent()) : mapping(first.indent());
  }

  private ArrayNode list(int indent) throws RefusedException {
    ArrayNode node = JsonNodeFactory.instance.arrayNode();
    while (next < lines.size()
        && lines.get(next).indent() == indent
        && lines.get(next).text().startsWith("- ")) {
      Line line = lines.get(next++);
      node.add(text(line, line.text().substring(2).strip()));
    }
    return node;
  }

  private static JsonNode text(Line line, String value) throws RefusedException {
    char first = value.charAt(0);
    if (first == '\'' || first == '"') {
      if (value.length() < 2 || value.charAt(value.length() - 1) != first) {
        throw refused(line, "the quote has no end");
      }
      String inner = value.substring(1, value.length() - 1);
      if (inner.indexOf(first) >= 0 || inner.indexOf('\\') >= 0 || inner.indexOf('$') >= 0) {
        throw refused(line, "the sample does not read this way of writing");
      }
      return JsonNodeFactory.instance.textNode(inner);
    }
    if (REFUSED.matcher(value).matches()) {
      throw refused(line, "the sample does not read this way of writing");
    }
    return JsonNodeFactory.instance.textNode(value);
  }

  private static RefusedException refused(Line line, String why) {
    return new RefusedException(line.number(), why);
  }
}
