package io.github.nocobasewizard.testing;

import io.github.nocobasewizard.engine.ContainerEngine;
import io.github.nocobasewizard.engine.ContainerEngine.Container;
import io.github.nocobasewizard.engine.ContainerEngine.EngineInfo;
import io.github.nocobasewizard.engine.ContainerEngine.LogLine;
import io.github.nocobasewizard.engine.EngineException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;

/// An engine that tells its containers and answers little else. Without containers it is off.
public final class FakeContainers {
  private FakeContainers() {}

  /// One that only has a log to tell, that of every container.
  public static ContainerEngine withLog(List<LogLine> log) {
    return engine(List.of(), log);
  }

  /// @param containers read at every call
  public static ContainerEngine engine(List<Container> containers) {
    return engine(containers, List.of());
  }

  private static ContainerEngine engine(List<Container> containers, List<LogLine> log) {
    return (ContainerEngine)
        Proxy.newProxyInstance(
            FakeContainers.class.getClassLoader(),
            new Class<?>[] {ContainerEngine.class},
            (_, method, _) -> {
              switch (method.getName()) {
                case "containers" -> {
                  return List.copyOf(containers);
                }
                case "log" -> {
                  return log;
                }
                case "image" -> {
                  return Optional.empty();
                }
                case "info" -> {
                  if (!containers.isEmpty()) {
                    return new EngineInfo("Docker", "28.5.2", "amd64", "here", "", true);
                  }
                }
                default -> {}
              }
              throw new EngineException(
                  EngineException.Reason.ENGINE_UNREACHABLE, "engine", method.getName());
            });
  }
}
