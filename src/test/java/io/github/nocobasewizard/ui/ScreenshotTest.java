package io.github.nocobasewizard.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nocobasewizard.ui.Screens.Screen;
import io.github.nocobasewizard.ui.kit.Motion;
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
import javafx.scene.SnapshotParameters;
import javafx.scene.image.Image;
import javafx.scene.transform.Transform;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/// Draws every page in every state into `target/screenshots`, and looks for words that are cut, for parts
/// that stick out or lie upon each other, and for texts that do not stand out from their ground: in a
/// few languages and sizes, or with `-Dscreens.everything=true` in every language, light and dark, at
/// every size; `-Dscreens=` takes only the pages with that part in their names, `-Dscreens.views=` only the
/// views, such as `de-light-900x640`.
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
  void everyPartHasItsRoomAndCanBeRead(Screen screen) {
    var faults = new ArrayList<String>();
    for (View view : EVERYTHING ? everyView() : usualViews()) {
      faults.addAll(look(screen, view));
    }
    assertThat(faults).isEmpty();
  }

  /// How large the window is, and how many points of the screen one of its own has: two on a screen
  /// of very many, where everything would be too small otherwise.
  private enum Size {
    USUAL(WIDTH, Shell.HEIGHT, 1),
    SMALLEST(Shell.MIN_WIDTH, Shell.MIN_HEIGHT, 1),
    LARGE(1280, 800, 1),
    DOUBLE(1280, 800, 2);

    final double width;
    final double height;
    final double scale;

    Size(double width, double height, double scale) {
      this.width = width;
      this.height = height;
      this.scale = scale;
    }
  }

  /// One way to look at a page.
  ///
  /// @param language a tag, or `pseudo`
  private record View(String language, Theme.Choice colors, Size size) {
    String name() {
      return "%s-%s-%.0fx%.0f%s"
          .formatted(
              language,
              colors.name().toLowerCase(Locale.ROOT),
              size.width,
              size.height,
              size.scale == 1 ? "" : "@%.0f".formatted(size.scale));
    }

    Locale locale() {
      return Locale.forLanguageTag(language.equals(PSEUDO) ? "en-GB" : language);
    }

    Texts texts() {
      return language.equals(PSEUDO) ? PseudoTexts.at(CLOCK) : Texts.forLocale(locale(), CLOCK);
    }
  }

  /// The first two languages in both sizes; colours move nothing, so each of the two looks is seen in
  /// half of them. The longest texts where there is the least room, and one language from right to left.
  private static List<View> usualViews() {
    return List.of(
        new View("en-GB", Theme.Choice.LIGHT, Size.USUAL),
        new View("en-GB", Theme.Choice.DARK, Size.SMALLEST),
        new View("zh-CN", Theme.Choice.DARK, Size.USUAL),
        new View("zh-CN", Theme.Choice.LIGHT, Size.SMALLEST),
        new View(PSEUDO, Theme.Choice.LIGHT, Size.SMALLEST),
        new View("ar", Theme.Choice.LIGHT, Size.SMALLEST));
  }

  private static List<View> everyView() {
    var views = new ArrayList<View>();
    Stream.concat(Texts.LANGUAGES.stream().map(Locale::toLanguageTag), Stream.of(PSEUDO))
        .forEach(language -> {
          for (Size size : Size.values()) {
            views.add(new View(language, Theme.Choice.LIGHT, size));
            views.add(new View(language, Theme.Choice.DARK, size));
          }
        });
    String only = System.getProperty("screens.views", "");
    return views.stream().filter(view -> view.name().contains(only)).toList();
  }

  private static List<String> look(Screen screen, View view) {
    String name = screen.name() + "-" + view.name();
    return onUi(() -> {
      Texts texts = view.texts();
      var opened = screen.show().apply(texts);
      // A scene without a window: it may be larger than the headless screen.
      var scene = new Scene(opened.shell().root(), view.size().width, view.size().height);
      var theme = new Theme(view.locale());
      theme.choice().set(view.colors());
      theme.dress(scene);
      settle(scene);
      opened.then().run();
      settle(scene);
      Image image = draw(scene, view.size().scale);
      save(image, name);
      if (Boolean.getBoolean("dump")) {
        dump(scene.getRoot(), 0);
      }
      var faults = new ArrayList<String>();
      faults.addAll(PageInspection.of(scene.getRoot(), name));
      faults.addAll(PageContrast.of(scene, image, view.size().scale, name));
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
        PageInspection.describe(node),
        node.getLayoutX(),
        node.getLayoutY(),
        b.getWidth(),
        b.getHeight());
    if (node instanceof Parent parent) {
      parent.getChildrenUnmodifiable().forEach(child -> dump(child, depth + 1));
    }
  }

  private static Image draw(Scene scene, double scale) {
    var parameters = new SnapshotParameters();
    parameters.setFill(scene.getFill());
    parameters.setTransform(Transform.scale(scale, scale));
    return scene.getRoot().snapshot(parameters, null);
  }

  private static void save(Image image, String name) {
    try {
      ImageIO.write(
          SwingFXUtils.fromFXImage(image, null), "png", PICTURES.resolve(name + ".png").toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static <T> T onUi(Callable<T> work) {
    try {
      return WaitForAsyncUtils.waitFor(WaitForAsyncUtils.asyncFx(work));
    } catch (RuntimeException e) {
      throw e;
    }
  }
}
