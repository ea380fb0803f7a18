package io.github.nocobasewizard.installation.edit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;

/// Reads planned edits as Compose would read them and makes sure that they say what they should and
/// nothing else.
final class SelfCheck {
  private final ComposeModel before;
  private final ProjectSource source;
  private final FileSource files;

  SelfCheck(ComposeModel before, ProjectSource source, FileSource files) {
    this.before = before;
    this.source = source;
    this.files = files;
  }

  /// @param images what each moved service must have as image afterwards
  void check(List<FileEdit> edits, SortedMap<String, String> images) throws RefusedException {
    Map<Path, byte[]> edited = new HashMap<>();
    for (FileEdit edit : edits) {
      edited.put(files.identity(edit.file()), edit.after());
    }
    FileSource afterwards = files.with(edited);
    ComposeModel after = ComposeModel.load(source, afterwards);
    for (FileEdit edit : edits) {
      checkEvents(edit);
    }
    checkEntries(after, edits);
    checkServices(after, images);
    checkSettings(after, images);
    checkEnvironment(after, images, edited.keySet(), afterwards);
  }

  /// In a Compose file, only the scalars around the changes differ, and only in their value.
  private void checkEvents(FileEdit edit) throws RefusedException {
    YamlFile yaml = yaml(edit);
    if (yaml == null) {
      return;
    }
    TextFile after = TextFile.decode(edit.file(), yaml.file().identity(), edit.after());
    List<Event> old;
    List<Event> now;
    try {
      old = YamlFile.events(yaml.file().text());
      now = YamlFile.events(after.text());
    } catch (YAMLException broken) {
      throw new RefusedException(Refused.of(Reason.SELF_CHECK_FAILED, edit.file()), broken);
    }
    int different = 0;
    boolean same = old.size() == now.size();
    for (int i = 0; same && i < old.size(); i++) {
      same = shape(old.get(i)).equals(shape(now.get(i)));
      different += Objects.equals(value(old.get(i)), value(now.get(i))) ? 0 : 1;
    }
    if (!same || different > edit.changes().size()) {
      throw new RefusedException(Refused.of(Reason.SELF_CHECK_FAILED, edit.file()));
    }
  }

  /// In environment files the same variables are on the same lines, and no more of them have another
  /// value than there are changes.
  private void checkEntries(ComposeModel after, List<FileEdit> edits) throws RefusedException {
    List<DotEnv.Entry> old = before.environmentEntries();
    List<DotEnv.Entry> now = after.environmentEntries();
    int changes = edits.stream().mapToInt(edit -> edit.changes().size()).sum();
    int different = 0;
    boolean same = old.size() == now.size();
    for (int i = 0; same && i < old.size(); i++) {
      same = old.get(i).key().equals(now.get(i).key());
      different += old.get(i).isSameLine(now.get(i)) ? 0 : 1;
    }
    // An included project reads the same file once more.
    if (!same || different > changes * Math.max(1, before.environmentFiles().size())) {
      throw new RefusedException(Refused.of(Reason.SELF_CHECK_FAILED));
    }
  }

  private @Nullable YamlFile yaml(FileEdit edit) {
    Path identity = files.identity(edit.file());
    return before.yamlFiles().stream()
        .filter(yaml -> yaml.file().identity().equals(identity))
        .findAny()
        .orElse(null);
  }

  /// All of an event but the value of a scalar.
  private static String shape(Event event) {
    return switch (event) {
      case ScalarEvent scalar ->
          String.join(
              "\u0000",
              "scalar",
              String.valueOf(scalar.getAnchor()),
              String.valueOf(scalar.getTag()),
              scalar.getScalarStyle().name());
      case MappingStartEvent mapping ->
          String.join(
              "\u0000",
              "mapping",
              String.valueOf(mapping.getAnchor()),
              String.valueOf(mapping.getTag()),
              mapping.getFlowStyle().name());
      case SequenceStartEvent sequence ->
          String.join(
              "\u0000",
              "sequence",
              String.valueOf(sequence.getAnchor()),
              String.valueOf(sequence.getTag()),
              sequence.getFlowStyle().name());
      case AliasEvent alias -> "alias\u0000" + alias.getAnchor();
      default -> event.getEventId().name();
    };
  }

  private static @Nullable String value(Event event) {
    return event instanceof ScalarEvent scalar ? scalar.getValue() : null;
  }

  /// The moved services have their new image, all others the one they had.
  private void checkServices(ComposeModel after, SortedMap<String, String> images)
      throws RefusedException {
    List<String> alsoMoved = new ArrayList<>();
    for (ComposeModel.Service service : before.services().values()) {
      String name = service.name();
      ComposeModel.Service later = after.services().get(name);
      String wanted = images.getOrDefault(name, image(service));
      boolean right = later != null && Objects.equals(image(later), wanted);
      if (!right && images.containsKey(name)) {
        // One variable twice in an image, or in two images at different places.
        Reason reason = images.size() > 1 ? Reason.SERVICES_DISAGREE : Reason.TOO_COMPLEX;
        throw new RefusedException(Refused.of(reason).forService(name));
      }
      if (!right) {
        alsoMoved.add(name);
      }
    }
    if (!alsoMoved.isEmpty()) {
      throw new RefusedException(
          Refused.of(Reason.SHARED_WITH_OTHER_SERVICE)
              .forService(images.firstKey())
              .with(alsoMoved));
    }
    if (!before.services().keySet().equals(after.services().keySet())) {
      throw new RefusedException(Refused.of(Reason.SELF_CHECK_FAILED));
    }
  }

  private static @Nullable String image(ComposeModel.Service service) {
    return service.image() == null ? null : service.image().text().text();
  }

  /// Nothing else in any document changes its value, but for copies of the image under `x-` keys.
  private void checkSettings(ComposeModel after, SortedMap<String, String> images)
      throws RefusedException {
    Set<String> others = new TreeSet<>();
    boolean same = before.usages().size() == after.usages().size();
    for (int i = 0; same && i < before.usages().size(); i++) {
      List<Usage.Setting> old = before.usages().get(i).settings().settings();
      List<Usage.Setting> now = after.usages().get(i).settings().settings();
      same = old.size() == now.size();
      for (int k = 0; same && k < old.size(); k++) {
        same = old.get(k).path().equals(now.get(k).path());
        if (!isAllowed(old.get(k), now.get(k), images)) {
          others.add(old.get(k).readablePath());
        }
      }
    }
    if (!same) {
      throw new RefusedException(Refused.of(Reason.SELF_CHECK_FAILED));
    }
    if (!others.isEmpty()) {
      throw new RefusedException(
          Refused.of(Reason.SHARED_WITH_OTHER_SETTING)
              .forService(images.firstKey())
              .with(List.copyOf(others)));
    }
  }

  private boolean isAllowed(
      Usage.Setting old, Usage.Setting now, SortedMap<String, String> images) {
    if (Objects.equals(old.text(), now.text()) || old.isImage()) {
      return true;
    }
    return old.isExtension()
        && images.entrySet().stream()
            .anyMatch(moved -> {
              ComposeModel.Service service = before.services().get(moved.getKey());
              return service != null
                  && Objects.equals(old.text(), image(service))
                  && moved.getValue().equals(now.text());
            });
  }

  /// No changed variable reaches a container by another way than being filled in.
  private void checkEnvironment(
      ComposeModel after, SortedMap<String, String> images, Set<Path> edited, FileSource afterwards)
      throws RefusedException {
    Set<String> others = new TreeSet<>();
    Set<String> variables = new TreeSet<>();
    for (int i = 0; i < before.usages().size(); i++) {
      Usage old = before.usages().get(i);
      Usage now = after.usages().get(i);
      Set<String> changed = changed(old.variables().texts(), now.variables().texts());
      if (changed.isEmpty()) {
        continue;
      }
      variables.addAll(changed);
      Usage.Settings settings = old.settings();
      changed.stream()
          .filter(name -> settings.passedOn().contains(name) || isForDocker(name))
          .forEach(others::add);
      for (Path file : settings.environmentFiles()) {
        if (isDifferent(file, edited, old, now, afterwards)) {
          others.add(file.toString());
        }
      }
    }
    if (!others.isEmpty()) {
      throw new RefusedException(
          Refused.of(Reason.SHARED_WITH_CONTAINER_ENVIRONMENT)
              .forService(images.firstKey())
              .named(variables.iterator().next())
              .with(List.copyOf(others)));
    }
  }

  /// Variables that Compose and Docker themselves obey, e.g. `COMPOSE_PROJECT_NAME`.
  private static boolean isForDocker(String name) {
    return name.startsWith("COMPOSE_") || name.startsWith("DOCKER_");
  }

  private static Set<String> changed(Map<String, String> old, Map<String, String> now) {
    return now.entrySet().stream()
        .filter(entry -> !entry.getValue().equals(old.get(entry.getKey())))
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  /// Whether a file whose variables go into a container says something else than before.
  private boolean isDifferent(
      Path file, Set<Path> edited, Usage old, Usage now, FileSource afterwards)
      throws RefusedException {
    if (edited.contains(files.identity(file))) {
      return true;
    }
    if (!files.isFile(file)) {
      return false;
    }
    TextFile text = TextFile.read(files, file);
    return !texts(DotEnv.parse(text, old.variables()))
        .equals(texts(DotEnv.parse(text, now.variables())));
  }

  private static Map<String, String> texts(DotEnv file) {
    Map<String, String> texts = new HashMap<>();
    file.values().forEach((name, value) -> texts.put(name, value.text()));
    return texts;
  }
}
