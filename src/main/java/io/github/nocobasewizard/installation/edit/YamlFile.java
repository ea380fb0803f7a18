package io.github.nocobasewizard.installation.edit;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.scanner.ScannerImpl;
import org.yaml.snakeyaml.tokens.ScalarToken;
import org.yaml.snakeyaml.tokens.Token;

/// A YAML file as its node graph, with the written characters of every scalar.
///
/// The node graph only: loading would read `22:22` as a number and `on` as a truth value.
final class YamlFile {
  private static final int MAX_NESTING = 100;

  /// Each costs one more look at the file.
  private static final int MAX_TABS = 200;

  /// A scalar as it stands in the file: without anchor and tag, with quotes or block header.
  ///
  /// @param start offset of its first character
  /// @param end offset after its last character; for a block scalar after its last line end
  record Written(DumperOptions.ScalarStyle style, int start, int end) {}

  private final TextFile file;
  private final int[] charOfCodePoint;
  private final List<Node> documents = new ArrayList<>();

  /// The scalars by the offset of their end, in code points: where a node ends, its scalar ends,
  /// but where a node starts, there may be an anchor or a tag.
  private final Map<Integer, Written> writtenByEnd = new HashMap<>();

  private YamlFile(TextFile file) {
    this.file = file;
    this.charOfCodePoint = charsOfCodePoints(file.text());
  }

  static YamlFile parse(TextFile file) throws RefusedException {
    YamlFile yaml = new YamlFile(file);
    try {
      String text = readable(file.text());
      yaml.readScalars(text);
      new Yaml(options()).composeAll(new StringReader(text)).forEach(yaml.documents::add);
    } catch (MarkedYAMLException notYaml) {
      int line = notYaml.getProblemMark() == null ? 0 : notYaml.getProblemMark().getLine() + 1;
      throw new RefusedException(Refused.of(Reason.NOT_YAML).at(file.path(), line), notYaml);
    } catch (YAMLException notYaml) {
      throw new RefusedException(Refused.of(Reason.NOT_YAML, file.path()), notYaml);
    }
    return yaml;
  }

  /// The file as a flat list of events: everything YAML can say, without the cycles of the graph.
  static List<Event> events(String text) {
    List<Event> events = new ArrayList<>();
    new Yaml(options()).parse(new StringReader(readable(text))).forEach(events::add);
    return events;
  }

  /// The text with a space for each tab that stands between two tokens. YAML allows these, and Compose
  /// takes them; SnakeYAML does not. Every character stays at its place.
  private static String readable(String text) {
    StringBuilder readable = new StringBuilder(text);
    for (int tab = 0; tab < MAX_TABS && text.indexOf('\t') >= 0; tab++) {
      int refused = refusedTab(readable.toString());
      if (refused < 0) {
        break;
      }
      readable.setCharAt(refused, ' ');
    }
    return readable.toString();
  }

  /// The first tab that SnakeYAML stops at; negative if it stops at none, or if the tab indents a
  /// line, which YAML forbids.
  private static int refusedTab(String text) {
    try {
      ScannerImpl scanner = new ScannerImpl(new StreamReader(text), options());
      while (scanner.checkToken()) {
        scanner.getToken();
      }
      return -1;
    } catch (MarkedYAMLException stopped) {
      Mark mark = stopped.getProblemMark();
      int at = mark == null ? -1 : text.offsetByCodePoints(0, mark.getIndex());
      boolean tab = at >= 0 && at < text.length() && text.charAt(at) == '\t';
      return tab && !text.substring(text.lastIndexOf('\n', at) + 1, at).isBlank() ? at : -1;
    }
  }

  private static LoaderOptions options() {
    LoaderOptions options = new LoaderOptions();
    options.setNestingDepthLimit(MAX_NESTING);
    // The size is bounded by TextFile; aliases where they are followed, as in Keys and Usage.
    options.setCodePointLimit(Integer.MAX_VALUE);
    options.setMaxAliasesForCollections(Integer.MAX_VALUE);
    return options;
  }

  private void readScalars(String text) {
    ScannerImpl scanner = new ScannerImpl(new StreamReader(text), options());
    while (scanner.checkToken()) {
      Token token = scanner.getToken();
      if (token instanceof ScalarToken scalar) {
        int end = scalar.getEndMark().getIndex();
        writtenByEnd.put(
            end,
            new Written(
                scalar.getStyle(),
                charOfCodePoint[scalar.getStartMark().getIndex()],
                charOfCodePoint[end]));
      }
    }
  }

  private static int[] charsOfCodePoints(String text) {
    int[] chars = new int[text.codePointCount(0, text.length()) + 1];
    int at = 0;
    for (int i = 0; i < chars.length - 1; i++) {
      chars[i] = at;
      at += Character.charCount(text.codePointAt(at));
    }
    chars[chars.length - 1] = text.length();
    return chars;
  }

  TextFile file() {
    return file;
  }

  List<Node> documents() {
    return documents;
  }

  /// From 1.
  int lineOf(Node node) {
    return node.getStartMark().getLine() + 1;
  }

  /// The scalar's characters in the file; null where nothing is written, as after `image:`.
  @Nullable Written written(ScalarNode node) {
    return writtenByEnd.get(node.getEndMark().getIndex());
  }

  /// The scalar's value, each character with the bytes it is written with.
  Traced traced(ScalarNode node) throws RefusedException {
    Written written = written(node);
    if (written == null || node.getValue().isEmpty()) {
      return Traced.EMPTY;
    }
    Traced traced = ScalarText.trace(this, written, node.getValue());
    if (traced == null) {
      throw new RefusedException(Refused.of(Reason.TOO_COMPLEX).at(file.path(), lineOf(node)));
    }
    return traced;
  }

  /// The whole written scalar.
  Place place(Written written) {
    return file.place(file.byteAt(written.start()), file.byteAt(written.end()));
  }
}
