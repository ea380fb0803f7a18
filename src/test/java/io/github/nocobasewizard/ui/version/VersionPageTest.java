package io.github.nocobasewizard.ui.version;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nocobasewizard.ui.UiTest;
import io.github.nocobasewizard.ui.shell.Shell;
import io.github.nocobasewizard.ui.shell.Side;
import io.github.nocobasewizard.ui.version.VersionModel.Place;
import io.github.nocobasewizard.ui.version.VersionModel.Source;
import io.github.nocobasewizard.version.Candidate;
import io.github.nocobasewizard.version.Channel;
import io.github.nocobasewizard.version.Flavour;
import io.github.nocobasewizard.version.Offers;
import io.github.nocobasewizard.version.Wanted;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;

/// What the version page does when it is used.
class VersionPageTest extends UiTest {
  private final List<Object> done = new ArrayList<>();

  private VersionModel open(VersionModel model) {
    model.next = () -> done.add("next");
    model.openNotes = done::add;
    model.check = typed -> done.add("check " + typed);
    model.wantedChanged = done::add;
    show(() -> {
      var shell = new Shell(TEXTS, _ -> {}, () -> {});
      shell.show(new VersionController(TEXTS, model, Side.upgradeSteps(TEXTS)));
      return shell.root();
    });
    return model;
  }

  /// What keeps the page quick whatever the computer: a letter typed costs what is in view, not what
  /// is in the list. (How long that takes is in VersionPageBenchmark.)
  @Test
  void aLetterTypedInTheSearchWorksOnTheRowsInViewOnly() {
    VersionModel model = open(VersionSamples.many(2500));
    var cells = new ArrayList<ListCell<Candidate>>();
    var filled = new AtomicInteger();
    ui(() -> {
      var usual = list().getCellFactory();
      list()
          .setCellFactory(view -> {
            ListCell<Candidate> cell = usual.call(view);
            cell.itemProperty().addListener((_, _, _) -> filled.incrementAndGet());
            cells.add(cell);
            return cell;
          });
    });
    settle();
    TextField search = robot.lookup(".table-search .text-field").query();
    robot.clickOn(search);
    int made = ui(cells::size);
    for (String letter : List.of("2", ".", "1", ".", "1")) {
      int before = ui(filled::get);
      robot.write(letter);
      settle();
      assertThat(ui(filled::get) - before).as("rows filled for “%s”", letter).isLessThan(3 * 30);
    }
    assertThat(model.rows()).hasSizeBetween(10, 500);
    assertThat(made).isLessThan(30);
    assertThat(ui(cells::size)).as("rows made while typing").isLessThan(30);
  }

  private ListView<Candidate> list() {
    return robot.lookup(".version-list").queryListView();
  }

  private static String chosen(VersionModel model) {
    return Objects.requireNonNull(model.chosen.get()).offer().tag().text();
  }

  @Test
  void enterGoesOnWithTheRecommendedVersion() {
    var model = open(VersionSamples.usual());
    press(KeyCode.ENTER);
    assertThat(done).containsExactly("next");
    assertThat(chosen(model)).isEqualTo("2.2.15-full");
  }

  @Test
  void arrowsGoFromOneVersionThatCanBeChosenToTheNext() {
    var model = open(VersionSamples.usual());
    ui(() -> list().requestFocus());
    press(KeyCode.DOWN);
    assertThat(chosen(model)).isEqualTo("2.2.14-full");
    press(KeyCode.DOWN);
    press(KeyCode.DOWN);
    assertThat(chosen(model)).isEqualTo("2.2.9-full");
    // What follows is in use or older.
    press(KeyCode.DOWN);
    assertThat(chosen(model)).isEqualTo("2.2.9-full");
    press(KeyCode.END);
    assertThat(chosen(model)).isEqualTo("2.2.9-full");
    press(KeyCode.HOME);
    assertThat(chosen(model)).isEqualTo("2.2.14-full");
    press(KeyCode.ENTER);
    assertThat(done).containsExactly("next");
  }

  @Test
  void arrowsSkipVersionsThatCannotBeChosen() {
    var model = open(VersionSamples.oneForOtherComputers());
    ui(() -> list().requestFocus());
    press(KeyCode.DOWN);
    assertThat(chosen(model)).isEqualTo("2.2.12-full");
  }

  @Test
  void aClickChoosesARowButNotOneThatIsRefused() {
    var model = open(VersionSamples.usual());
    robot.clickOn("2.2.12-full");
    assertThat(chosen(model)).isEqualTo("2.2.12-full");
    robot.clickOn("2.1.18-full");
    settle();
    assertThat(chosen(model)).isEqualTo("2.2.12-full");
    assertThat(ui(() -> list().getSelectionModel().getSelectedItem()))
        .isEqualTo(Objects.requireNonNull(model.chosen.get()).offer());
    robot.clickOn("2.2.15-full");
    settle();
    assertThat(Objects.requireNonNull(model.chosen.get()).source()).isEqualTo(Source.RECOMMENDED);
    assertThat(ui(() -> list().getSelectionModel().getSelectedIndex())).isNegative();
  }

  @Test
  void aLinkInARowOpensItsNotesAndChoosesNothing() {
    var model = open(VersionSamples.usual());
    Node link = robot.from(list()).lookup(".link").nth(1).query();
    robot.clickOn(link);
    assertThat(done).hasSize(1).first().asString().contains("/v2.2.");
    assertThat(chosen(model)).isEqualTo("2.2.15-full");
  }

  @Test
  void searchingFindsWhileTypingAndEnterTakesTheFirst() {
    var model = open(VersionSamples.many(2500));
    TextField search = robot.lookup(".table-search .text-field").query();
    robot.clickOn(search).write("2.2.1");
    settle();
    assertThat(model.rows()).isNotEmpty().allMatch(row -> row.tag().text().contains("2.2.1"));
    press(KeyCode.ENTER);
    assertThat(chosen(model)).isEqualTo(model.rows().getFirst().tag().text());
    assertThat(done).isEmpty();
    press(KeyCode.ESCAPE);
    assertThat(model.search.get()).isEmpty();
  }

  @Test
  void showingThePageAsksForNoOtherChannel() {
    open(VersionSamples.beta());
    assertThat(done).isEmpty();
    robot.clickOn("Alpha");
    assertThat(done)
        .singleElement()
        .isInstanceOfSatisfying(
            Wanted.class, wanted -> assertThat(wanted.channel()).isEqualTo(Channel.ALPHA));
  }

  @Test
  void editionsThatArriveChangeNothingThatIsChosen() {
    var model = open(VersionSamples.usual());
    ComboBox<Flavour> edition = robot.lookup(".combo-box").queryComboBox();
    ui(() -> model.flavours.setAll(Flavour.FULL, Flavour.NO_NGINX));
    ui(() -> model.flavours.setAll(Flavour.PLAIN, Flavour.FULL, Flavour.NO_NGINX));
    assertThat(ui(edition::getValue)).isEqualTo(Flavour.FULL);
    assertThat(done).isEmpty();
    ui(() -> edition.setValue(Flavour.PLAIN));
    assertThat(done)
        .singleElement()
        .isInstanceOfSatisfying(
            Wanted.class, wanted -> assertThat(wanted.flavour()).isEqualTo(Flavour.PLAIN));
  }

  @Test
  void aTypedVersionIsCheckedByEnter() {
    var model = open(VersionSamples.usual());
    robot.clickOn("Type a version…");
    settle();
    assertThat(model.place.get()).isEqualTo(Place.TYPED);
    robot.write("2.2.10");
    press(KeyCode.ENTER);
    assertThat(done).containsExactly("check 2.2.10");
    robot.clickOn("Show all versions");
    settle();
    assertThat(model.place.get()).isEqualTo(Place.REGISTRY);
  }

  @Test
  void aLongListHasRowsOnlyForWhatIsInView() {
    var model = open(VersionSamples.many(100));
    for (int count = 200; count <= 2500; count += 100) {
      Offers grown = Objects.requireNonNull(VersionSamples.many(count).offers.get());
      ui(() -> model.offers.set(grown));
    }
    settle();
    assertThat(model.rows()).hasSizeGreaterThan(1500);
    assertThat(ui(() -> list().lookupAll(".version-row").size())).isLessThan(30);
  }
}
