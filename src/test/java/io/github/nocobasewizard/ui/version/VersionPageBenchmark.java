package io.github.nocobasewizard.ui.version;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nocobasewizard.ui.Frames;
import io.github.nocobasewizard.ui.Frames.Gap;
import io.github.nocobasewizard.ui.UiTest;
import io.github.nocobasewizard.ui.shell.Shell;
import io.github.nocobasewizard.ui.shell.Side;
import io.github.nocobasewizard.ui.version.VersionModel.ListState;
import io.github.nocobasewizard.version.Offers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;

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
      gaps.addAll(Frames.gapsWhile(() -> type(text)));
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
        Frames.gapsWhile(() ->
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

  private static void judge(String what, List<Gap> gaps) {
    assertThat(Frames.report(what, gaps)).isLessThan(LONGEST);
  }
}
