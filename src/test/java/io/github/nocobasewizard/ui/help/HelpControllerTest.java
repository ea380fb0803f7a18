package io.github.nocobasewizard.ui.help;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nocobasewizard.ui.UiTest;
import io.github.nocobasewizard.ui.help.HelpModel.Question;
import io.github.nocobasewizard.ui.shell.Shell;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.testfx.util.WaitForAsyncUtils;

/// Questions unfold one at a time, and links lead on.
class HelpControllerTest extends UiTest {
  private final List<Object> done = new ArrayList<>();

  private HelpModel open() {
    var model = HelpSamples.plain();
    model.openDocs = done::add;
    model.saveReport = () -> done.add("report");
    model.openRestore = () -> done.add("restore");
    show(() -> {
      var shell = new Shell(TEXTS, _ -> {}, () -> {});
      shell.show(new HelpController(TEXTS, model));
      return shell.root();
    });
    return model;
  }

  @Test
  void oneAnswerIsOpenAtATime() {
    var model = open();
    robot.clickOn("Is my data safe?");
    settle();
    assertThat(model.unfolded.get()).isEqualTo(Question.DATA_SAFE);
    press(KeyCode.TAB);
    press(KeyCode.RIGHT);
    assertThat(model.unfolded.get()).isEqualTo(Question.WHAT_CHANGES);
    press(KeyCode.SPACE);
    assertThat(model.unfolded.get()).isNull();
  }

  @Test
  void linksLeadOn() {
    var model = open();
    ui(() -> model.unfolded.set(Question.COMMERCIAL_PLUGIN));
    settle();
    robot.clickOn("NocoBase’s guide to the licence");
    ui(() -> model.unfolded.set(Question.GO_BACK));
    settle();
    robot.clickOn("Go back to an earlier state");
    assertThat(done).hasSize(2).last().isEqualTo("restore");
    assertThat(done.getFirst()).isInstanceOf(URI.class);
  }

  @Test
  void whatIsSoHereStandsInTheAnswerWhenItIsKnown() {
    var model = open();
    ui(() -> model.unfolded.set(Question.NOT_CHANGED));
    settle();
    assertThat(robot.lookup("NocoBase reports").tryQuery()).isEmpty();
    var known = HelpSamples.answering(TEXTS, Question.NOT_CHANGED);
    ui(() -> model.here.putAll(known.here));
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(robot.lookup("NocoBase reports").tryQuery()).isPresent();
  }

  @Test
  void aReportCanBeSavedHere() {
    open();
    robot.clickOn("Save report…");
    assertThat(done).containsExactly("report");
  }
}
