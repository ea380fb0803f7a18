package io.github.nocobasewizard.ui;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javafx.application.Platform;

/// The [Background] of the shipped program: a virtual thread for each piece of work, which is nearly
/// always waiting for something. Closing it interrupts what still runs.
public final class VirtualThreads implements Background, AutoCloseable {
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  @Override
  public void run(Runnable work) {
    threads.execute(work);
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
