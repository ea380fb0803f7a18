package io.github.nocobasewizard.installation.edit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/// The keys of a YAML mapping with its merge keys (`<<`) worked in.
final class Keys {
  /// Bounds for merge keys that double or chain each other.
  private static final int MAX_MERGES = 1_000;

  private static final int MAX_DEPTH = 100;

  private final YamlFile file;
  private final Map<String, Node> keys = new LinkedHashMap<>();
  private final Set<Node> above = Collections.newSetFromMap(new IdentityHashMap<>());
  private int merges;

  private Keys(YamlFile file) {
    this.file = file;
  }

  /// Own keys win over merged ones, earlier merged ones over later ones.
  static Map<String, Node> of(YamlFile file, MappingNode mapping) throws RefusedException {
    Keys keys = new Keys(file);
    keys.collect(mapping);
    return keys.keys;
  }

  private void collect(MappingNode mapping) throws RefusedException {
    if (++merges > MAX_MERGES || above.size() > MAX_DEPTH || !above.add(mapping)) {
      throw refused(Reason.TOO_COMPLEX, mapping);
    }
    Map<String, Node> own = new LinkedHashMap<>();
    List<Node> merged = new ArrayList<>();
    for (NodeTuple tuple : mapping.getValue()) {
      if (isMerge(tuple.getKeyNode())) {
        merged.add(tuple.getValueNode());
      } else if (tuple.getKeyNode() instanceof ScalarNode key) {
        if (own.putIfAbsent(key.getValue(), tuple.getValueNode()) != null) {
          throw new RefusedException(
              Refused.of(Reason.DUPLICATE_KEY)
                  .at(file.file().path(), file.lineOf(key))
                  .named(key.getValue()));
        }
      } else {
        throw refused(Reason.NOT_YAML, tuple.getKeyNode());
      }
    }
    if (merged.size() > 1) {
      throw new RefusedException(
          Refused.of(Reason.DUPLICATE_KEY)
              .at(file.file().path(), file.lineOf(merged.getLast()))
              .named("<<"));
    }
    own.forEach(keys::putIfAbsent);
    for (Node value : merged) {
      merge(value);
    }
    above.remove(mapping);
  }

  private void merge(Node value) throws RefusedException {
    switch (value) {
      case MappingNode mapping -> collect(mapping);
      case SequenceNode sequence -> {
        for (Node item : sequence.getValue()) {
          if (!(item instanceof MappingNode mapping)) {
            throw refused(Reason.NOT_YAML, item);
          }
          collect(mapping);
        }
      }
      default -> throw refused(Reason.NOT_YAML, value);
    }
  }

  static boolean isMerge(Node key) {
    return key.getTag().equals(Tag.MERGE);
  }

  private RefusedException refused(Reason reason, Node node) {
    return new RefusedException(Refused.of(reason).at(file.file().path(), file.lineOf(node)));
  }
}
