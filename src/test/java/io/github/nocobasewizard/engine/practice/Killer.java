package io.github.nocobasewizard.engine.practice;

import io.github.nocobasewizard.engine.ComposeTool;
import io.github.nocobasewizard.engine.ContainerEngine;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

/// Ends a run as a power cut would, at a boundary of choice: before a line of the journal (so after
/// the line before it), before an effect, or after one.
///
/// What comes out is an `Error` that nothing in the program catches.
final class Killer {
  private static final Set<String> EFFECTS = Set.of("pull", "tag", "stop", "start", "up");

  private final Callable<Boolean> now;
  private volatile boolean killed;

  private Killer(Callable<Boolean> now) {
    this.now = now;
  }

  /// @param number of the boundary, from 1
  static Killer at(int number) {
    var passed = new AtomicInteger();
    return new Killer(() -> passed.incrementAndGet() == number);
  }

  /// At the first boundary where this is so.
  static Killer once(Callable<Boolean> condition) {
    return new Killer(condition);
  }

  static Killer never() {
    return new Killer(() -> false);
  }

  /// Kills nobody.
  ///
  /// @param boundaries is counted up at each
  static Killer counting(AtomicInteger boundaries) {
    return new Killer(() -> boundaries.incrementAndGet() < 0);
  }

  /// Thrown instead of the rest of the run.
  static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  private void boundary() {
    try {
      // Nothing more happens afterwards, not even tidying up.
      killed = killed || now.call();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
    if (killed) {
      throw new Killed();
    }
  }

  boolean hasKilled() {
    return killed;
  }

  /// For a journal, which asks for the time once for each line.
  Clock clock() {
    return new Clock() {
      @Override
      public Instant instant() {
        boundary();
        return Instant.now();
      }

      @Override
      public ZoneId getZone() {
        return ZoneId.of("UTC");
      }

      @Override
      public Clock withZone(ZoneId zone) {
        return this;
      }
    };
  }

  ContainerEngine around(ContainerEngine engine) {
    return around(ContainerEngine.class, engine);
  }

  ComposeTool around(ComposeTool compose) {
    return around(ComposeTool.class, compose);
  }

  private <T> T around(Class<T> type, T port) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              boolean effect = EFFECTS.contains(method.getName());
              if (effect || killed) {
                boundary();
              }
              try {
                if (method.isDefault()) {
                  return InvocationHandler.invokeDefault(proxy, method, arguments);
                }
                Object result = method.invoke(port, arguments);
                if (effect) {
                  boundary();
                }
                return result;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }
}
