package io.github.nocobasewizard.engine.practice;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nocobasewizard.engine.ContainerEngine.Container;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/// All that makes a state of the sample: what the file says, what runs, what the data is.
record State(
    String file,
    String image,
    String version,
    SortedMap<String, Long> rows,
    Map<String, String> storage) {

  /// As soon as it answers.
  static State of(Journey journey) throws Exception {
    journey.awaitHealthy();
    return new State(
        journey.composeFile(),
        app(journey).imageId(),
        journey.world.recordedVersion().orElseThrow(),
        journey.world.rows(),
        journey.storage());
  }

  static Container app(Journey journey) throws Exception {
    List<Container> apps =
        journey.world.engine().containers().stream()
            .filter(container -> "app".equals(container.labels().get(Container.SERVICE)))
            .toList();
    assertThat(apps).hasSize(1);
    return apps.getFirst();
  }
}
