package io.github.nocobasewizard.ui.version;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nocobasewizard.ui.UiTest;
import io.github.nocobasewizard.ui.shell.Shell;
import io.github.nocobasewizard.ui.shell.Side;
import io.github.nocobasewizard.ui.version.VersionModel.ListState;
import io.github.nocobasewizard.version.Offers;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.animation.AnimationTimer;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.testfx.util.WaitForAsyncUtils;

/// How long the window stands still while the version page has much to do. The time between two
/// frames is told, but on a busy computer it is not the page's alone; judged is what the thread of
/// the window itself works in it. That the work does not grow with the list is held in every test
/// run: VersionPageTest counts the rows that a letter typed fills.
class VersionPageBenchmark extends UiTest {
  private static final int VERSIONS = 2500;
  private static final Duration LONGEST = Duration.ofMillis(50);

  @Test
  void typingInTheSearchNeverHoldsAFrame() {
    open(VersionSamples.many(VERSIONS));
    TextField search = robot.lookup(".table-search .text-field").query();
    robot.clickOn(search);
    type("2.2.1");
    List<Gap> gaps = new ArrayList<>();
    for (String text : List.of("2.2.15", "1.9.6", "2.1", "full", "7.7.7")) {
      gaps.addAll(gapsWhile(() -> type(text)));
    }
    judge("typing among " + VERSIONS + " versions", gaps);
  }

  @Test
  void aListThatGrowsPageByPageHoldsNoFrame() {
    List<Offers> pages = new ArrayList<>();
    for (int count = 100; count <= VERSIONS; count += 100) {
      pages.add(Objects.requireNonNull(VersionSamples.many(count).offers.get()));
    }
    VersionModel model = open(VersionSamples.many(100));
    ui(() -> model.list.set(new ListState.Loading()));
    pages.forEach(page -> ui(() -> model.offers.set(page)));
    List<Gap> gaps =
        gapsWhile(() ->
            pages.forEach(page -> {
              ui(() -> model.offers.set(page));
              settle();
            }));
    judge(pages.size() + " pages arriving", gaps);
  }

  private VersionModel open(VersionModel model) {
    show(() -> {
      var shell = new Shell(TEXTS, _ -> {}, () -> {});
      shell.show(new VersionController(TEXTS, model, Side.upgradeSteps(TEXTS)));
      return shell.root();
    });
    return model;
  }

  private void type(String text) {
    for (char letter : text.toCharArray()) {
      robot.write(letter);
      settle();
    }
    robot.push(KeyCode.ESCAPE);
    settle();
  }

  /// What lies between two frames.
  ///
  /// @param time on the clock
  /// @param work of the window's thread
  private record Gap(Duration time, Duration work) {}

  private static List<Gap> gapsWhile(Runnable work) {
    List<Gap> frames = new ArrayList<>();
    AnimationTimer timer =
        new AnimationTimer() {
          @Override
          public void handle(long now) {
            long busy = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            frames.add(new Gap(Duration.ofNanos(System.nanoTime()), Duration.ofNanos(busy)));
          }
        };
    ui(timer::start);
    WaitForAsyncUtils.waitForFxEvents();
    work.run();
    WaitForAsyncUtils.waitForFxEvents();
    ui(timer::stop);
    List<Gap> gaps = new ArrayList<>();
    for (int i = 1; i < frames.size(); i++) {
      Gap from = frames.get(i - 1);
      Gap to = frames.get(i);
      gaps.add(new Gap(to.time().minus(from.time()), to.work().minus(from.work())));
    }
    return gaps;
  }

  private static void judge(String what, List<Gap> gaps) {
    report(what + ", between frames", gaps.stream().map(Gap::time).sorted().toList());
    List<Duration> work = gaps.stream().map(Gap::work).sorted().toList();
    report(what + ", work of the window", work);
    assertThat(work.getLast()).isLessThan(LONGEST);
  }

  private static void report(String what, List<Duration> sorted) {
    System.out.printf(
        "%s: %d frames, median %d ms, 99th of 100 %d ms, longest %d ms%n",
        what,
        sorted.size(),
        sorted.get(sorted.size() / 2).toMillis(),
        sorted.get(sorted.size() * 99 / 100).toMillis(),
        sorted.getLast().toMillis());
  }
}
