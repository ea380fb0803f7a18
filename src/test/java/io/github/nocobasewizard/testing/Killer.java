package io.github.nocobasewizard.testing;

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
/// What comes out is an `Error` that nothing in the program catches; or the program stands still there
/// until its process is killed.
public final class Killer {
  /// What changes anything of an installation.
  private static final Set<String> EFFECTS = Set.of("pull", "tag", "stop", "start", "up");

  /// The same, and what changes anything of the engine.
  private static final Set<String> ALL_EFFECTS =
      Set.of("pull", "tag", "stop", "start", "up", "startHelper", "removeHelper", "copyIn");

  private final Callable<Boolean> now;
  private final Set<String> effects;
  private final Runnable death;
  private volatile boolean killed;

  private Killer(Callable<Boolean> now) {
    this(
        now,
        EFFECTS,
        () -> {
          throw new Killed();
        });
  }

  private Killer(Callable<Boolean> now, Set<String> effects, Runnable death) {
    this.now = now;
    this.effects = effects;
    this.death = death;
  }

  /// Lets the program stand still at the first boundary where this is so, helper containers included.
  ///
  /// @param condition asked once at each boundary
  /// @param death does not return; run by every thread that comes to a boundary from then on
  public static Killer standingStill(Callable<Boolean> condition, Runnable death) {
    return new Killer(condition, ALL_EFFECTS, death);
  }

  /// @param number of the boundary, from 1
  public static Killer at(int number) {
    var passed = new AtomicInteger();
    return new Killer(() -> passed.incrementAndGet() == number);
  }

  /// At the first boundary where this is so.
  public static Killer once(Callable<Boolean> condition) {
    return new Killer(condition);
  }

  public static Killer never() {
    return new Killer(() -> false);
  }

  /// Kills nobody.
  ///
  /// @param boundaries is counted up at each
  public static Killer counting(AtomicInteger boundaries) {
    return new Killer(() -> boundaries.incrementAndGet() < 0);
  }

  /// Thrown instead of the rest of the run.
  public static final class Killed extends Error {
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
      death.run();
    }
  }

  /// For a journal, which asks for the time once for each line.
  public Clock clock() {
    return clock(Clock.systemUTC());
  }

  /// @param time what it tells
  public Clock clock(Clock time) {
    return new Clock() {
      @Override
      public Instant instant() {
        boundary();
        return time.instant();
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

  public ContainerEngine around(ContainerEngine engine) {
    return around(ContainerEngine.class, engine);
  }

  public ComposeTool around(ComposeTool compose) {
    return around(ComposeTool.class, compose);
  }

  private <T> T around(Class<T> type, T port) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              boolean effect = effects.contains(method.getName());
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
