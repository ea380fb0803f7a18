package io.github.nocobasewizard.engine.process;

import io.github.nocobasewizard.engine.SleepGuard;
import java.lang.System.Logger.Level;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntUnaryOperator;

/// Windows stays awake as long as a thread says that it needs the system: what it has said ends with
/// the thread. So each holding off has a thread of its own.
final class ExecutionState implements SleepGuard {
  /// `ES_CONTINUOUS`: until this thread says something else.
  static final int FROM_NOW_ON = 0x80000000;

  /// `ES_SYSTEM_REQUIRED`; the display may go off.
  static final int SYSTEM_REQUIRED = 0x00000001;

  private static final System.Logger LOG = System.getLogger(ExecutionState.class.getName());

  private final IntUnaryOperator setState;

  ExecutionState() {
    this(ExecutionState::setThreadExecutionState);
  }

  /// @param setState Windows' function: the state before, 0 if it failed
  ExecutionState(IntUnaryOperator setState) {
    this.setState = setState;
  }

  @Override
  public Awake begin() {
    ExecutorService thread =
        Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("keeps the computer awake").factory());
    thread.execute(() -> say(FROM_NOW_ON | SYSTEM_REQUIRED));
    return () -> {
      thread.execute(() -> say(FROM_NOW_ON));
      thread.shutdown();
    };
  }

  private void say(int state) {
    if (setState.applyAsInt(state) == 0) {
      LOG.log(Level.WARNING, "the computer may go to sleep");
    }
  }

  private static int setThreadExecutionState(int state) {
    try (Arena arena = Arena.ofConfined()) {
      MethodHandle function =
          Linker.nativeLinker()
              .downcallHandle(
                  SymbolLookup.libraryLookup("kernel32", arena)
                      .findOrThrow("SetThreadExecutionState"),
                  FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
      return (int) function.invokeExact(state);
    } catch (Throwable e) {
      LOG.log(Level.WARNING, "SetThreadExecutionState", e);
      return 0;
    }
  }
}
