package io.github.nocobasewizard.testing;

import io.github.nocobasewizard.engine.ContainerEngine;
import io.github.nocobasewizard.engine.ContainerEngine.Container;
import io.github.nocobasewizard.engine.EngineException;
import java.lang.reflect.Proxy;
import java.util.List;

/// An engine that tells its containers and answers nothing else.
public final class FakeContainers {
  private FakeContainers() {}

  /// @param containers read at every call
  public static ContainerEngine engine(List<Container> containers) {
    return (ContainerEngine)
        Proxy.newProxyInstance(
            FakeContainers.class.getClassLoader(),
            new Class<?>[] {ContainerEngine.class},
            (_, method, _) -> {
              if (method.getName().equals("containers")) {
                return List.copyOf(containers);
              }
              throw new EngineException(
                  EngineException.Reason.ENGINE_UNREACHABLE, "engine", method.getName());
            });
  }
}
