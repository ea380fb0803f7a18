package io.github.nocobasewizard.ui.flow;

import io.github.nocobasewizard.run.RunEvent;
import io.github.nocobasewizard.ui.Background;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/// Brings what a run tells to the UI thread, many events at a time: of progress that was overtaken
/// before the window could draw it, only the last is handed on.
final class RunEvents implements Consumer<RunEvent> {
  private final Background background;
  private final Consumer<RunEvent> onUi;
  private final ConcurrentLinkedQueue<RunEvent> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean scheduled = new AtomicBoolean();

  RunEvents(Background background, Consumer<RunEvent> onUi) {
    this.background = background;
    this.onUi = onUi;
  }

  @Override
  public void accept(RunEvent event) {
    waiting.add(event);
    if (scheduled.compareAndSet(false, true)) {
      background.ui(this::handOver);
    }
  }

  private void handOver() {
    scheduled.set(false);
    List<RunEvent> batch = new ArrayList<>();
    for (RunEvent event = waiting.poll(); event != null; event = waiting.poll()) {
      boolean overtakes =
          event instanceof RunEvent.PhaseProgress
              && !batch.isEmpty()
              && batch.getLast() instanceof RunEvent.PhaseProgress;
      if (overtakes) {
        batch.removeLast();
      }
      batch.add(event);
    }
    batch.forEach(onUi);
  }
}
