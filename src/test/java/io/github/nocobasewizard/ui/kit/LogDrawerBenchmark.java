package io.github.nocobasewizard.ui.kit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nocobasewizard.ui.Frames;
import io.github.nocobasewizard.ui.Frames.Gap;
import io.github.nocobasewizard.ui.UiTest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import javafx.application.Platform;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.junit.jupiter.api.Test;

/// A log that floods the open drawer. Judged is the work of the window's thread between two frames: the
/// time on the clock is told, but on a busy computer it is not the drawer's alone.
///
/// With `-Dwindow.system=gtk` on an X server it shows what people get. The invisible platform of the tests
/// copies each picture on the window's thread, pixel by pixel: three quarters of all that is measured there.
class LogDrawerBenchmark extends UiTest {
  private static final int LINES = Integer.getInteger("log.lines", 1_000_000);
  private static final int A_SECOND = 10_000;
  private static final Duration LONGEST = Duration.ofMillis(50);
  private static final long MEGABYTE = 1_000_000;

  private final LogLines lines = new LogLines(Platform::runLater);

  private void open() {
    show(() -> {
      var drawer = new LogDrawer(TEXTS);
      drawer.show(lines.lines());
      drawer.setExpanded(true);
      VBox.setVgrow(drawer, Priority.ALWAYS);
      return new VBox(drawer);
    });
  }

  @Test
  void aMillionLinesHoldNoFrameAndFillNoMemory() {
    open();
    flood(5 * A_SECOND);
    long before = used();
    List<Gap> gaps = Frames.gapsWhile(() -> flood(LINES));
    long grown = used() - before;
    System.out.printf("memory grown by %d MB%n", grown / MEGABYTE);
    assertThat(Frames.report(LINES + " lines", gaps)).isLessThan(LONGEST);
    assertThat(grown).isLessThan(20 * MEGABYTE);
  }

  @Test
  void aLineOfAMegabyteHoldsNoFrame() {
    open();
    flood(A_SECOND);
    String document = "{\"level\":\"info\",\"data\":\"" + "0123456789".repeat(100_000) + "\"}";
    List<Gap> gaps =
        Frames.gapsWhile(() -> {
          for (int n = 0; n < 50; n++) {
            lines.add(document);
            flood(A_SECOND / 20);
          }
        });
    assertThat(Frames.report("50 lines of a megabyte", gaps)).isLessThan(LONGEST);
  }

  /// As fast as a log comes: a few lines each millisecond.
  private void flood(int count) {
    long begin = System.nanoTime();
    for (int n = 0; n < count; n++) {
      lines.add(
          "2026-11-23 14:10:00 info  [app] executing migration step of table orders, row " + n);
      long due = begin + Duration.ofSeconds(1).toNanos() * n / A_SECOND;
      while (System.nanoTime() < due) {
        LockSupport.parkNanos(due - System.nanoTime());
      }
    }
    settle();
  }

  private static long used() {
    Runtime runtime = Runtime.getRuntime();
    for (int round = 0; round < 3; round++) {
      System.gc();
    }
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
