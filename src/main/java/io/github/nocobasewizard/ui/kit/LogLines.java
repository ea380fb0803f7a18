package io.github.nocobasewizard.ui.kit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// The lines of a log, added from any thread and shown by a [LogDrawer].
///
/// Lines that come faster than the screen is drawn are handed over together, the oldest are forgotten
/// beyond a bound, and of a very long one only the beginning is kept, so that an app that floods its log
/// can neither freeze the window nor fill the memory.
public final class LogLines {
  /// More than anybody reads; the full log is in the report.
  public static final int BOUND = 20_000;

  /// Characters of a line that are kept; some programs write a whole document into one.
  public static final int LONGEST = 2_000;

  private final ConcurrentLinkedQueue<String> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean scheduled = new AtomicBoolean();
  private final ObservableList<String> lines = FXCollections.observableArrayList();
  private final ObservableList<String> readOnly = FXCollections.unmodifiableObservableList(lines);
  private final Executor ui;
  private final int bound;

  /// @param ui runs work on the UI thread, later
  public LogLines(Executor ui) {
    this(ui, BOUND);
  }

  public LogLines(Executor ui, int bound) {
    this.ui = ui;
    this.bound = bound;
  }

  /// Adds a line; may be called on any thread.
  public void add(String line) {
    waiting.add(line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…");
    if (scheduled.compareAndSet(false, true)) {
      ui.execute(this::handOver);
    }
  }

  /// The lines kept, to be used on the UI thread only.
  public ObservableList<String> lines() {
    return readOnly;
  }

  /// Begins anew, on the UI thread.
  public void clear() {
    waiting.clear();
    lines.clear();
  }

  private void handOver() {
    scheduled.set(false);
    List<String> batch = new ArrayList<>();
    for (String line = waiting.poll(); line != null; line = waiting.poll()) {
      batch.add(line);
    }
    if (batch.isEmpty()) {
      return;
    }
    if (batch.size() > bound) {
      batch = batch.subList(batch.size() - bound, batch.size());
    }
    int tooMany = lines.size() + batch.size() - bound;
    if (tooMany > 0) {
      // A tenth more than needed, so that not every line moves all others.
      lines.remove(0, Math.min(lines.size(), tooMany + bound / 10));
    }
    lines.addAll(batch);
  }
}
