package io.github.nocobasewizard.ui;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import javafx.animation.AnimationTimer;
import org.testfx.util.WaitForAsyncUtils;

/// How long the window stood still between two frames while something went on.
public final class Frames {
  /// What lies between two frames.
  ///
  /// @param time on the clock
  /// @param work of the window's thread
  public record Gap(Duration time, Duration work) {}

  private Frames() {}

  /// The gaps between the frames that were drawn during `work`, which runs on this thread.
  public static List<Gap> gapsWhile(Runnable work) {
    List<Gap> frames = new ArrayList<>();
    AnimationTimer timer =
        new AnimationTimer() {
          @Override
          public void handle(long now) {
            long busy = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            frames.add(new Gap(Duration.ofNanos(System.nanoTime()), Duration.ofNanos(busy)));
          }
        };
    UiTest.ui(timer::start);
    WaitForAsyncUtils.waitForFxEvents();
    work.run();
    WaitForAsyncUtils.waitForFxEvents();
    UiTest.ui(timer::stop);
    List<Gap> gaps = new ArrayList<>();
    for (int i = 1; i < frames.size(); i++) {
      Gap from = frames.get(i - 1);
      Gap to = frames.get(i);
      gaps.add(new Gap(to.time().minus(from.time()), to.work().minus(from.work())));
    }
    return gaps;
  }

  /// Prints the times and the work; returns the longest work.
  public static Duration report(String what, List<Gap> gaps) {
    report(what + ", between frames", gaps, Gap::time);
    return report(what + ", work of the window", gaps, Gap::work);
  }

  private static Duration report(String what, List<Gap> gaps, Function<Gap, Duration> part) {
    List<Duration> sorted = gaps.stream().map(part).sorted(Comparator.naturalOrder()).toList();
    System.out.printf(
        "%s: %d frames, median %d ms, 99th of 100 %d ms, longest %d ms%n",
        what,
        sorted.size(),
        sorted.get(sorted.size() / 2).toMillis(),
        sorted.get(sorted.size() * 99 / 100).toMillis(),
        sorted.getLast().toMillis());
    return sorted.getLast();
  }
}
