package io.github.nocobasewizard.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nocobasewizard.ui.Screens.Screen;
import io.github.nocobasewizard.ui.kit.Motion;
import io.github.nocobasewizard.ui.kit.PathLabel;
import io.github.nocobasewizard.ui.shell.Page;
import io.github.nocobasewizard.ui.shell.Shell;
import io.github.nocobasewizard.ui.text.PseudoTexts;
import io.github.nocobasewizard.ui.text.Texts;
import io.github.nocobasewizard.ui.theme.Theme;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Region;
import javafx.scene.text.Text;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/// Draws every page in every state into `target/screenshots`, and looks for words that are cut and parts
/// that stick out: in a few languages and sizes, or with `-Dscreens.everything=true` in every language,
/// light and dark, at the usual and at the smallest size.
///
/// What only an eye can judge is judged by looking at the pictures.
class ScreenshotTest {
  private static final Path PICTURES = Path.of("target/screenshots");

  /// The width of the headless screen; the window's own is 40 more.
  private static final double WIDTH = 1000;

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-23T14:10:00Z"), ZoneOffset.UTC);

  private static final boolean EVERYTHING = Boolean.getBoolean("screens.everything");

  private static final String PSEUDO = "pseudo";

  @BeforeAll
  static void start() throws Exception {
    System.setProperty(Motion.STILL, "true");
    FxToolkit.registerPrimaryStage();
    Files.createDirectories(PICTURES);
  }

  static Stream<Screen> screens() {
    String only = System.getProperty("screens", "");
    return Screens.all().stream().filter(screen -> screen.name().contains(only));
  }

  @ParameterizedTest
  @MethodSource("screens")
  void nothingIsCutAndNothingSticksOut(Screen screen) {
    var faults = new ArrayList<String>();
    for (View view : EVERYTHING ? everyView() : usualViews()) {
      faults.addAll(look(screen, view));
    }
    assertThat(faults).isEmpty();
  }

  /// One way to look at a page.
  ///
  /// @param language a tag, or `pseudo`
  private record View(String language, Theme.Choice colors, boolean smallest) {
    String name() {
      return "%s-%s-%.0fx%.0f"
          .formatted(language, colors.name().toLowerCase(Locale.ROOT), width(), height());
    }

    double width() {
      return smallest ? Shell.MIN_WIDTH : WIDTH;
    }

    double height() {
      return smallest ? Shell.MIN_HEIGHT : Shell.HEIGHT;
    }

    Locale locale() {
      return Locale.forLanguageTag(language.equals(PSEUDO) ? "en-GB" : language);
    }

    Texts texts() {
      return language.equals(PSEUDO) ? PseudoTexts.at(CLOCK) : Texts.forLocale(locale(), CLOCK);
    }
  }

  /// The first two languages in both sizes; colours move nothing, so each of the two looks is seen in
  /// half of them. The longest texts where there is the least room.
  private static List<View> usualViews() {
    return List.of(
        new View("en-GB", Theme.Choice.LIGHT, false),
        new View("en-GB", Theme.Choice.DARK, true),
        new View("zh-CN", Theme.Choice.DARK, false),
        new View("zh-CN", Theme.Choice.LIGHT, true),
        new View(PSEUDO, Theme.Choice.LIGHT, true));
  }

  private static List<View> everyView() {
    var views = new ArrayList<View>();
    Stream.concat(Texts.LANGUAGES.stream().map(Locale::toLanguageTag), Stream.of(PSEUDO))
        .forEach(language -> {
          for (Theme.Choice colors : List.of(Theme.Choice.LIGHT, Theme.Choice.DARK)) {
            views.add(new View(language, colors, false));
            views.add(new View(language, colors, true));
          }
        });
    return views;
  }

  private static List<String> look(Screen screen, View view) {
    String name = screen.name() + "-" + view.name();
    return onUi(() -> {
      Texts texts = view.texts();
      var opened = screen.show().apply(texts);
      // A scene without a window: it may be larger than the headless screen.
      var scene = new Scene(opened.shell().root(), view.width(), view.height());
      var theme = new Theme(view.locale());
      theme.choice().set(view.colors());
      theme.dress(scene);
      settle(scene);
      opened.then().run();
      settle(scene);
      save(scene, name);
      if (Boolean.getBoolean("dump")) {
        dump(scene.getRoot(), 0);
      }
      var faults = new ArrayList<String>();
      inspect(scene.getRoot(), name, faults);
      leave(opened.shell(), scene);
      theme.undress(scene);
      return faults;
    });
  }

  /// A clock still running on a page would keep all of it in memory.
  private static void leave(Shell shell, Scene scene) {
    if (shell.page() instanceof Page page) {
      page.hidden();
    }
    scene.setRoot(new Group());
  }

  /// Labels that wrap and lists need more than one round to settle.
  private static void settle(Scene scene) {
    for (int round = 0; round < 4; round++) {
      scene.getRoot().applyCss();
      scene.getRoot().layout();
    }
  }

  private static void dump(Node node, int depth) {
    if (!node.isVisible()) {
      return;
    }
    var b = node.getLayoutBounds();
    System.out.printf(
        "%s%s %.1f,%.1f %.1fx%.1f%n",
        "  ".repeat(depth),
        describe(node),
        node.getLayoutX(),
        node.getLayoutY(),
        b.getWidth(),
        b.getHeight());
    if (node instanceof Parent parent) {
      parent.getChildrenUnmodifiable().forEach(child -> dump(child, depth + 1));
    }
  }

  private static void save(Scene scene, String name) {
    try {
      var image = SwingFXUtils.fromFXImage(scene.snapshot(null), null);
      ImageIO.write(image, "png", PICTURES.resolve(name + ".png").toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void inspect(Parent parent, String picture, List<String> faults) {
    for (Node child : parent.getChildrenUnmodifiable()) {
      // What a list does inside is its own affair.
      if (!child.isVisible() || parent.getStyleClass().contains("virtual-flow")) {
        continue;
      }
      if (child instanceof Labeled labeled) {
        wordsCut(labeled, picture, faults);
      }
      // What scrolls may be larger than what shows it, and scrolled past its edge.
      if (!child.getStyleClass().contains("page-column")
          && !parent.getStyleClass().contains("viewport")
          && child instanceof Region region) {
        sticksOut(region, parent, picture, faults);
      }
      if (child instanceof Parent inner) {
        inspect(inner, picture, faults);
      }
    }
  }

  private static void wordsCut(Labeled labeled, String picture, List<String> faults) {
    boolean mayBeCut =
        labeled instanceof PathLabel || labeled.getStyleClass().contains("latest-line");
    String whole = labeled.getText();
    if (mayBeCut || whole == null || whole.isEmpty()) {
      return;
    }
    if (labeled.lookup(".text") instanceof Text shown && !shown.getText().equals(whole)) {
      faults.add("%s: “%s” is cut to “%s”".formatted(picture, whole, shown.getText()));
    }
  }

  private static void sticksOut(Region child, Parent parent, String picture, List<String> faults) {
    if (!(parent instanceof Region outer) || parent instanceof ScrollPane) {
      return;
    }
    var bounds = child.localToParent(child.getLayoutBounds());
    double slack = 1;
    if (bounds.getMinX() < -slack
        || bounds.getMinY() < -slack
        || bounds.getMaxX() > outer.getWidth() + slack
        || bounds.getMaxY() > outer.getHeight() + slack) {
      faults.add(
          "%s: %s sticks out of %s: %.0f,%.0f–%.0f,%.0f in %.0f×%.0f"
              .formatted(
                  picture,
                  describe(child),
                  describe(parent),
                  bounds.getMinX(),
                  bounds.getMinY(),
                  bounds.getMaxX(),
                  bounds.getMaxY(),
                  outer.getWidth(),
                  outer.getHeight()));
    }
  }

  private static String describe(Node node) {
    String words = node instanceof Labeled labeled ? " “" + labeled.getText() + "”" : "";
    return node.getClass().getSimpleName() + node.getStyleClass() + words;
  }

  private static <T> T onUi(Callable<T> work) {
    try {
      return WaitForAsyncUtils.waitFor(WaitForAsyncUtils.asyncFx(work));
    } catch (RuntimeException e) {
      throw e;
    }
  }
}
