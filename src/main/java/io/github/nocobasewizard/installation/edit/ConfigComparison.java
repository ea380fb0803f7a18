package io.github.nocobasewizard.installation.edit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Compares what `docker compose config --format json` says before and after an edit.
///
/// Values are never handed out, as there are passwords among them; only images are.
public final class ConfigComparison {
  /// What is different.
  public enum Kind {
    ADDED,
    REMOVED,
    CHANGED,
    /// A moved service has another image than the one it should have.
    IMAGE_NOT_AS_EXPECTED,
    /// A moved service is in the configuration only before or only after, or none of them is there.
    SERVICE_MISSING,
    /// One of the two is no JSON object.
    NOT_JSON
  }

  /// The first difference that should not be.
  ///
  /// @param path keys from the top, separated by dots, e.g. `services.db.image`
  /// @param imageBefore set if it is an image
  /// @param imageAfter set if it is an image
  public record Difference(
      String path, Kind kind, @Nullable String imageBefore, @Nullable String imageAfter) {}

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              com.fasterxml.jackson.core.JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
                  .build())
          .build();

  private final Map<String, String> images;
  private final Map<String, String> imagesBefore = new TreeMap<>();

  private ConfigComparison(Map<String, String> images) {
    this.images = images;
  }

  /// Empty if the two differ in the images of these services and nothing else, and each of them has
  /// the same expected image.
  public static Optional<Difference> onlyImagesDiffer(
      String before, String after, Set<String> services, String expected) {
    Map<String, String> images = new TreeMap<>();
    services.forEach(service -> images.put(service, expected));
    return onlyImagesDiffer(before, after, images);
  }

  /// The same, for each service its own image: [EditPlan.Planned#images()]. Services of inactive
  /// profiles are in neither and are passed over.
  ///
  /// Copies of such an image under keys like `x-image`, which Compose prints but ignores, may
  /// change along: that is where an anchored image stands.
  public static Optional<Difference> onlyImagesDiffer(
      String before, String after, Map<String, String> images) {
    JsonNode old = parse(before);
    JsonNode now = parse(after);
    if (old == null || now == null) {
      return Optional.of(new Difference("", Kind.NOT_JSON, null, null));
    }
    ConfigComparison comparison = new ConfigComparison(images);
    return comparison.services(old, now).or(() -> comparison.different(old, now, List.of()));
  }

  private static @Nullable JsonNode parse(String json) {
    try {
      JsonNode node = MAPPER.readTree(json);
      return node != null && node.isObject() ? node : null;
    } catch (JsonProcessingException notJson) {
      // Its message would quote the text, which holds passwords.
      return null;
    }
  }

  private Optional<Difference> services(JsonNode old, JsonNode now) {
    for (Map.Entry<String, String> moved : images.entrySet()) {
      JsonNode before = old.path("services").path(moved.getKey()).path("image");
      JsonNode after = now.path("services").path(moved.getKey()).path("image");
      String path = "services." + moved.getKey() + ".image";
      if (before.isMissingNode() && after.isMissingNode()) {
        // Its profile is inactive; nothing shows of it here.
        continue;
      }
      if (!before.isTextual() || !after.isTextual()) {
        return Optional.of(new Difference(path, Kind.SERVICE_MISSING, null, null));
      }
      if (!after.textValue().equals(moved.getValue())) {
        return Optional.of(
            new Difference(
                path, Kind.IMAGE_NOT_AS_EXPECTED, before.textValue(), after.textValue()));
      }
      imagesBefore.put(moved.getKey(), before.textValue());
    }
    return imagesBefore.isEmpty() && !images.isEmpty()
        ? Optional.of(new Difference("services", Kind.SERVICE_MISSING, null, null))
        : Optional.empty();
  }

  private Optional<Difference> different(JsonNode old, JsonNode now, List<String> path) {
    if (old.equals(now)) {
      return Optional.empty();
    }
    if (old.isObject() && now.isObject()) {
      Set<String> names = new TreeSet<>();
      old.fieldNames().forEachRemaining(names::add);
      now.fieldNames().forEachRemaining(names::add);
      return first(names, path, name -> old.get(name), name -> now.get(name));
    }
    if (old.isArray() && now.isArray()) {
      List<String> indexes = new ArrayList<>();
      for (int i = 0; i < Math.max(old.size(), now.size()); i++) {
        indexes.add(String.valueOf(i));
      }
      return first(
          indexes, path, i -> old.get(Integer.parseInt(i)), i -> now.get(Integer.parseInt(i)));
    }
    return isIntended(old, now, path)
        ? Optional.empty()
        : Optional.of(difference(path, Kind.CHANGED, old, now));
  }

  private interface Child {
    @Nullable JsonNode get(String name);
  }

  private Optional<Difference> first(
      Iterable<String> names, List<String> path, Child old, Child now) {
    for (String name : names) {
      List<String> deeper = new ArrayList<>(path);
      deeper.add(name);
      JsonNode before = old.get(name);
      JsonNode after = now.get(name);
      if (before == null || after == null) {
        return Optional.of(
            difference(deeper, before == null ? Kind.ADDED : Kind.REMOVED, before, after));
      }
      Optional<Difference> found = different(before, after, deeper);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private boolean isIntended(JsonNode old, JsonNode now, List<String> path) {
    if (isImage(path) && images.containsKey(path.get(1))) {
      return true;
    }
    return path.stream().anyMatch(key -> key.startsWith("x-"))
        && images.entrySet().stream()
            .anyMatch(moved ->
                now.asText("").equals(moved.getValue())
                    && old.asText("").equals(imagesBefore.get(moved.getKey())));
  }

  private static Difference difference(
      List<String> path, Kind kind, @Nullable JsonNode old, @Nullable JsonNode now) {
    boolean image = isImage(path);
    return new Difference(
        String.join(".", path),
        kind,
        image && old != null ? old.asText() : null,
        image && now != null ? now.asText() : null);
  }

  private static boolean isImage(List<String> path) {
    return path.size() == 3 && path.get(0).equals("services") && path.get(2).equals("image");
  }
}
