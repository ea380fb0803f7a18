package io.github.nocobasewizard.engine;

import io.github.nocobasewizard.engine.ContainerEngine.Container;
import io.github.nocobasewizard.engine.ContainerEngine.HelperContainer;
import java.util.List;

/// Helper containers that an earlier run of this program has left behind, after a crash or a power
/// loss. Only for a time when no work of this program is going on: those in use look the same.
public final class HelperContainers {
  private final ContainerEngine engine;

  public HelperContainers(ContainerEngine engine) {
    this.engine = engine;
  }

  /// All helper containers, whatever their state.
  public List<Container> find() throws EngineException {
    return engine.containers().stream()
        .filter(container -> container.label(HelperContainer.LABEL).isPresent())
        .toList();
  }

  /// Ends and removes them all.
  ///
  /// @return how many there were
  public int removeAll() throws EngineException {
    List<Container> helpers = find();
    for (Container helper : helpers) {
      engine.removeHelper(helper.id());
    }
    return helpers.size();
  }
}
