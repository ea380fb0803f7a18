package io.github.nocobasewizard.ui;

import io.github.nocobasewizard.engine.ProgramEnding;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javafx.application.Platform;

/// The [Background] of the shipped program: a virtual thread for each piece of work, which is nearly
/// always waiting for something. Closing it ends what still runs, by [ProgramEnding].
public final class VirtualThreads implements Background, AutoCloseable {
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  @Override
  public void run(Runnable work) {
    threads.execute(() -> {
      try {
        work.run();
      } catch (ProgramEnding e) {
        // Asked for by close(); there is nobody left to tell.
      }
    });
  }

  @Override
  public void ui(Runnable work) {
    Platform.runLater(work);
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
