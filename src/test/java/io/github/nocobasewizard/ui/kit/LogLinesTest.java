package io.github.nocobasewizard.ui.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.collections.ListChangeListener;
import org.junit.jupiter.api.Test;

class LogLinesTest {
  private final Queue<Runnable> uiWork = new ArrayDeque<>();

  @Test
  void linesThatComeTogetherAreHandedOverTogether() {
    var log = new LogLines(uiWork::add);
    var changes = new AtomicInteger();
    log.lines().addListener((ListChangeListener<String>) _ -> changes.incrementAndGet());
    for (int i = 0; i < 1000; i++) {
      log.add("line " + i);
    }
    assertThat(uiWork).hasSize(1);
    drawOnce();
    assertThat(log.lines()).hasSize(1000).endsWith("line 999");
    assertThat(changes).hasValue(1);
  }

  @Test
  void theOldestAreForgottenBeyondTheBound() {
    var log = new LogLines(Runnable::run, 100);
    for (int i = 0; i < 1050; i++) {
      log.add("line " + i);
    }
    assertThat(log.lines()).hasSizeLessThanOrEqualTo(100).endsWith("line 1049");
    assertThat(log.lines().size()).isGreaterThan(80);
  }

  @Test
  void aBatchLargerThanTheBoundKeepsItsEnd() {
    var log = new LogLines(uiWork::add, 100);
    for (int i = 0; i < 1000; i++) {
      log.add("line " + i);
    }
    drawOnce();
    assertThat(log.lines()).hasSize(100).startsWith("line 900").endsWith("line 999");
  }

  @Test
  void ofAVeryLongLineTheBeginningIsKept() {
    var log = new LogLines(Runnable::run);
    log.add("{" + "x".repeat(1_000_000));
    assertThat(log.lines().getFirst()).startsWith("{xxx").endsWith("x…").hasSizeLessThan(3_000);
  }

  @Test
  void linesFromManyThreadsAllArrive() throws InterruptedException {
    var log =
        new LogLines(work -> {
          synchronized (uiWork) {
            uiWork.add(work);
          }
        });
    var threads = new Thread[8];
    for (int t = 0; t < threads.length; t++) {
      threads[t] =
          Thread.ofVirtual()
              .start(() -> {
                for (int i = 0; i < 500; i++) {
                  log.add("line");
                }
              });
    }
    for (var thread : threads) {
      thread.join();
    }
    drawOnce();
    assertThat(log.lines()).hasSize(4000);
  }

  private void drawOnce() {
    synchronized (uiWork) {
      for (Runnable work = uiWork.poll(); work != null; work = uiWork.poll()) {
        work.run();
      }
    }
  }
}
