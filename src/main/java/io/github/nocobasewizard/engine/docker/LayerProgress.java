package io.github.nocobasewizard.engine.docker;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.nocobasewizard.engine.ContainerEngine.PullProgress;
import java.util.LinkedHashMap;
import java.util.Map;

/// Adds up what the engine reports of each layer.
///
/// A layer that is tried again starts from the beginning: then the sum goes down, as the truth does.
/// Layers that were here before count as layers, but as no bytes; their size is not told.
final class LayerProgress {
  private enum Phase {
    KNOWN,
    DOWNLOADED,
    COMPLETE
  }

  private static final class Layer {
    private Phase phase = Phase.KNOWN;
    private long current;
    private long total;
  }

  private final Map<String, Layer> layers = new LinkedHashMap<>();
  private boolean finished;

  /// Takes one message of the engine.
  PullProgress add(JsonNode message) {
    String status = message.path("status").asText("");
    String id = message.path("id").asText("");
    // "Pulling from library/postgres" has the tag for its id.
    if (!id.isEmpty() && !status.startsWith("Pulling from")) {
      update(layers.computeIfAbsent(id, any -> new Layer()), status, message);
    } else if (status.startsWith("Status: ")) {
      finished = true;
    }
    return progress(id.isEmpty() ? status : id + ": " + status);
  }

  /// Whether the engine has said that the image is complete.
  boolean finished() {
    return finished;
  }

  /// Whether any layer has been named.
  boolean begun() {
    return !layers.isEmpty();
  }

  /// Whether all has arrived, so that the network has no part in what remains.
  boolean unpacking() {
    return begun() && layers.values().stream().allMatch(layer -> layer.phase != Phase.KNOWN);
  }

  private static void update(Layer layer, String status, JsonNode message) {
    switch (status) {
      case "Downloading" -> {
        layer.phase = Phase.KNOWN;
        JsonNode detail = message.path("progressDetail");
        layer.current = Math.max(0, detail.path("current").asLong());
        layer.total = Math.max(layer.total, detail.path("total").asLong());
      }
      case "Download complete", "Extracting" -> arrived(layer, Phase.DOWNLOADED);
      case "Pull complete", "Already exists" -> arrived(layer, Phase.COMPLETE);
      default -> {
        if (status.startsWith("Retrying")) {
          layer.current = 0;
        }
      }
    }
  }

  private static void arrived(Layer layer, Phase phase) {
    layer.phase = phase;
    layer.total = Math.max(layer.total, layer.current);
    layer.current = layer.total;
  }

  private PullProgress progress(String message) {
    long downloaded = layers.values().stream().mapToLong(layer -> layer.current).sum();
    long total = layers.values().stream().mapToLong(layer -> layer.total).sum();
    // The containerd store never says "Pull complete" of an image's configuration.
    long done =
        finished
            ? layers.size()
            : layers.values().stream().filter(layer -> layer.phase == Phase.COMPLETE).count();
    boolean unpacking = unpacking() && !finished && done < layers.size();
    return new PullProgress(downloaded, total, layers.size(), (int) done, unpacking, message);
  }
}
