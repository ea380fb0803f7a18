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
  private Keys() {}

  /// Own keys win over merged ones, earlier merged ones over later ones.
  static Map<String, Node> of(YamlFile file, MappingNode mapping) throws RefusedException {
    Map<String, Node> keys = new LinkedHashMap<>();
    collect(file, mapping, keys, Collections.newSetFromMap(new IdentityHashMap<>()));
    return keys;
  }

  private static void collect(
      YamlFile file, MappingNode mapping, Map<String, Node> keys, Set<Node> above)
      throws RefusedException {
    if (!above.add(mapping)) {
      throw refused(Reason.TOO_COMPLEX, file, mapping);
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
        throw refused(Reason.NOT_YAML, file, tuple.getKeyNode());
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
      merge(file, value, keys, above);
    }
    above.remove(mapping);
  }

  private static void merge(YamlFile file, Node value, Map<String, Node> keys, Set<Node> above)
      throws RefusedException {
    switch (value) {
      case MappingNode mapping -> collect(file, mapping, keys, above);
      case SequenceNode sequence -> {
        for (Node item : sequence.getValue()) {
          if (!(item instanceof MappingNode mapping)) {
            throw refused(Reason.NOT_YAML, file, item);
          }
          collect(file, mapping, keys, above);
        }
      }
      default -> throw refused(Reason.NOT_YAML, file, value);
    }
  }

  static boolean isMerge(Node key) {
    return key.getTag().equals(Tag.MERGE);
  }

  private static RefusedException refused(Reason reason, YamlFile file, Node node) {
    return new RefusedException(Refused.of(reason).at(file.file().path(), file.lineOf(node)));
  }
}
