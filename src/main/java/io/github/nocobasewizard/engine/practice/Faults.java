package io.github.nocobasewizard.engine.practice;

import io.github.nocobasewizard.engine.EngineException;
import io.github.nocobasewizard.engine.EngineException.Reason;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// What is wrong at the moment.
final class Faults {
  private final Set<Fault> present = ConcurrentHashMap.newKeySet();

  void set(Fault fault) {
    present.add(fault);
  }

  void clear(Fault fault) {
    present.remove(fault);
  }

  boolean has(Fault fault) {
    return present.contains(fault);
  }

  /// Whether it was there; it no longer is.
  boolean take(Fault fault) {
    return present.remove(fault);
  }

  /// @throws EngineException if Docker does not answer
  void checkEngine() throws EngineException {
    if (has(Fault.ENGINE_NOT_RUNNING)) {
      throw new EngineException(
          Reason.ENGINE_UNREACHABLE,
          "Docker",
          "Cannot connect to the Docker daemon. Is the docker daemon running?");
    }
    if (has(Fault.ENGINE_FORBIDDEN)) {
      throw new EngineException(
          Reason.ENGINE_FORBIDDEN,
          "Docker",
          "permission denied while trying to connect to the Docker daemon socket");
    }
  }

  /// @param thing what was going on
  /// @throws EngineException if Docker, which was there at the beginning, is gone now
  void checkEngineStillThere(String thing) throws EngineException {
    if (has(Fault.ENGINE_NOT_RUNNING)) {
      throw new EngineException(Reason.ENGINE_LOST, thing, "unexpected EOF");
    }
  }

  /// @param thing what was wanted from the registry
  /// @throws EngineException if it does not answer, or not with that
  void checkRegistry(String thing) throws EngineException {
    if (has(Fault.REGISTRY_UNREACHABLE)) {
      throw new EngineException(
          Reason.REGISTRY_UNREACHABLE,
          thing,
          "dial tcp: lookup registry-1.docker.io: no such host");
    }
    if (has(Fault.REGISTRY_LIMIT)) {
      throw new EngineException(
          Reason.REGISTRY_LIMIT, thing, "429: You have reached your pull rate limit.");
    }
  }
}
