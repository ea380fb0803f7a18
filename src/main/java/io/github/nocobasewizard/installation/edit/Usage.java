package io.github.nocobasewizard.installation.edit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/// A document as it was read: for seeing everything that depends on the characters to be changed.
///
/// @param folder what the document's relative paths start from
record Usage(YamlFile file, Node document, Variables variables, Path folder) {
  /// More than this is no Compose file but an attempt to exhaust memory or stack by aliases.
  private static final int MAX_VISITS = 100_000;

  private static final int MAX_DEPTH = 200;

  private static final Pattern IMAGE_PATH =
      Pattern.compile("services\u0000[^\u0000]*\u0000(?:<<\u0000(?:\\d+\u0000)?)*image");

  /// One value in the document; an anchored one counts wherever it is used.
  ///
  /// @param path the keys to it, separated by NUL
  /// @param text with variables filled in; null if they could not be
  record Setting(String path, @Nullable String text) {
    /// The image of a service; which images change is compared by service.
    boolean isImage() {
      return IMAGE_PATH.matcher(path).matches();
    }

    /// Below a key like `x-image`, which Compose itself ignores.
    boolean isExtension() {
      return path.startsWith("x-") || path.contains("\u0000x-");
    }

    String readablePath() {
      return path.replace('\u0000', '.');
    }
  }

  /// All that the document says.
  ///
  /// @param passedOn names of variables that are handed on without being filled in
  /// @param environmentFiles files whose variables are handed into containers
  record Settings(List<Setting> settings, Set<String> passedOn, Set<Path> environmentFiles) {}

  Settings settings() throws RefusedException {
    Walk walk = new Walk();
    walk.visit(document, "");
    return new Settings(walk.settings, walk.passedOn, walk.environmentFiles);
  }

  private final class Walk {
    private final List<Setting> settings = new ArrayList<>();
    private final Set<String> passedOn = new TreeSet<>();
    private final Set<Path> environmentFiles = new TreeSet<>();
    private final Set<Node> above = Collections.newSetFromMap(new IdentityHashMap<>());

    private int visits;

    void visit(Node node, String path) throws RefusedException {
      if (++visits > MAX_VISITS || above.size() > MAX_DEPTH || !above.add(node)) {
        throw new RefusedException(
            Refused.of(Reason.TOO_COMPLEX).at(file.file().path(), file.lineOf(node)));
      }
      switch (node) {
        case MappingNode mapping -> visitMapping(mapping, path);
        case SequenceNode sequence -> visitSequence(sequence, path);
        case ScalarNode scalar -> visitScalar(scalar, path);
        default -> settings.add(new Setting(path, null));
      }
      above.remove(node);
    }

    private void visitMapping(MappingNode mapping, String path) throws RefusedException {
      int index = 0;
      for (NodeTuple tuple : mapping.getValue()) {
        String key =
            tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?" + index;
        index++;
        visit(tuple.getValueNode(), path.isEmpty() ? key : path + '\u0000' + key);
      }
    }

    private void visitSequence(SequenceNode sequence, String path) throws RefusedException {
      int index = 0;
      for (Node item : sequence.getValue()) {
        visit(item, path + '\u0000' + index++);
      }
    }

    private void visitScalar(ScalarNode scalar, String path) throws RefusedException {
      String text = filled(scalar);
      settings.add(new Setting(path, text));
      if (text == null) {
        return;
      }
      String[] keys = path.split("\u0000", -1);
      noteEnvironment(keys, text, scalar.getTag().equals(Tag.NULL));
      noteEnvironmentFile(keys, text);
    }

    private @Nullable String filled(ScalarNode scalar) throws RefusedException {
      Traced written = Traced.unwritten(scalar.getValue(), new Traced.Source.Computed(""));
      try {
        return new Template(variables).fill(written).text();
      } catch (Template.InvalidException invalid) {
        // Compose would refuse the file; here it only has to be the same before and after.
        return null;
      }
    }

    /// `environment: [NAME]`, `environment: {NAME: }`, the same with `args`, and the source of a
    /// secret or config (`environment: NAME`).
    private void noteEnvironment(String[] keys, String text, boolean isNull) {
      String last = keys[keys.length - 1];
      String parent = keys.length < 2 ? "" : keys[keys.length - 2];
      if (last.equals("environment")) {
        passedOn.add(text);
      } else if (parent.equals("environment") || parent.equals("args")) {
        if (isNull) {
          passedOn.add(last);
        } else if (text.indexOf('=') < 0) {
          passedOn.add(text);
        }
      }
    }

    private void noteEnvironmentFile(String[] keys, String text) {
      for (int i = Math.max(0, keys.length - 3); i < keys.length; i++) {
        if (keys[i].equals("env_file") || keys[i].equals("label_file")) {
          ComposeFiles.resolve(folder, text).ifPresent(environmentFiles::add);
        }
      }
    }
  }
}
