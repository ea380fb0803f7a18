package io.github.nocobasewizard.engine;

import io.github.nocobasewizard.engine.ContainerEngine.Container;
import io.github.nocobasewizard.engine.ContainerEngine.HelperContainer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Helper containers that an earlier run of this program has left behind, after a crash or a power
/// loss. Those of a program that still runs are left alone.
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

  /// Ends and removes those whose program has ended.
  ///
  /// @return how many there were
  public int removeAbandoned() throws EngineException {
    List<Container> abandoned =
        find().stream()
            .filter(helper -> !ownerRuns(helper.label(HelperContainer.OWNER).orElse("")))
            .toList();
    for (Container helper : abandoned) {
      engine.removeHelper(helper.id());
    }
    return abandoned.size();
  }

  /// This program as [HelperContainer#OWNER] names it: the number of its process, and when it began,
  /// because numbers are used again.
  public static String owner() {
    return name(ProcessHandle.current());
  }

  private static String name(ProcessHandle process) {
    return process.pid()
        + "@"
        + process.info().startInstant().map(Instant::toEpochMilli).map(Object::toString).orElse("");
  }

  /// Whether the program that [#owner()] has named still runs on this computer.
  public static boolean ownerRuns(String owner) {
    Optional<ProcessHandle> process =
        owner.matches("\\d{1,18}@\\d*")
            ? ProcessHandle.of(Long.parseLong(owner.substring(0, owner.indexOf('@'))))
            : Optional.empty();
    return process.map(running -> name(running).equals(owner)).orElse(false);
  }
}
