package io.github.nocobasewizard.ui;

/// A [Background] for tests: everything happens at once, on the calling thread.
public final class CallingThread implements Background {
  @Override
  public void run(Runnable work) {
    work.run();
  }

  @Override
  public void ui(Runnable work) {
    work.run();
  }
}
