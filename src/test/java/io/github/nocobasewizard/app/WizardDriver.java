package io.github.nocobasewizard.app;

import io.github.nocobasewizard.engine.http.JdkWebClient;
import io.github.nocobasewizard.engine.http.Registries;
import io.github.nocobasewizard.engine.http.RegistrySettings;
import io.github.nocobasewizard.support.NewerWizard;
import io.github.nocobasewizard.support.Reach;
import io.github.nocobasewizard.ui.Services;
import io.github.nocobasewizard.ui.VirtualThreads;
import io.github.nocobasewizard.ui.flow.Desktop;
import io.github.nocobasewizard.ui.flow.Wizard;
import io.github.nocobasewizard.ui.kit.Motion;
import io.github.nocobasewizard.ui.text.Texts;
import io.github.nocobasewizard.ui.theme.Theme;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javafx.embed.swing.SwingFXUtils;
import javafx.event.ActionEvent;
import javafx.event.EventHandler;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/// The real window, used as an admin uses it: reads what is on it, presses what can be pressed.
final class WizardDriver implements AutoCloseable {
  private static final Path PICTURES = Path.of("target/screenshots");

  /// Keeps numbers and units in one line; nobody sees it.
  private static final char NO_BREAK = '\u00A0';

  private final FxRobot robot = new FxRobot();
  private final VirtualThreads background = new VirtualThreads();
  private final Stage stage;
  private final Wizard wizard;
  final RecordingDesktop desktop = new RecordingDesktop();
  private final StringBuilder everythingSeen = new StringBuilder();

  /// A desktop that notes what it is asked for.
  static final class RecordingDesktop implements Desktop {
    static final double ENDED = -1;

    final List<String> opened = new CopyOnWriteArrayList<>();
    volatile Optional<Path> folder = Optional.empty();
    volatile Optional<Path> file = Optional.empty();

    /// What was told outside the window.
    final List<String> announced = new CopyOnWriteArrayList<>();

    /// What was told of how far work is; the end of work as [#ENDED].
    final List<Double> progress = new CopyOnWriteArrayList<>();

    volatile boolean windowInFront = true;

    @Override
    public void showProgress(double whole) {
      progress.add(whole);
    }

    @Override
    public void endProgress() {
      progress.add(ENDED);
    }

    @Override
    public boolean windowInFront() {
      return windowInFront;
    }

    @Override
    public void announce(String title, String text) {
      announced.add(title + " | " + text);
    }

    @Override
    public Optional<Path> chooseFolder(Optional<Path> begin) {
      return folder;
    }

    @Override
    public Optional<Path> chooseFileToSave(String name) {
      return file;
    }

    @Override
    public Optional<Path> chooseFile(String what, String pattern) {
      return file;
    }

    @Override
    public void open(URI address) {
      opened.add(address.toString());
    }

    @Override
    public void open(Path path) {
      opened.add(path.toString());
    }

    @Override
    public boolean startDocker() {
      return false;
    }
  }

  private WizardDriver(
      Services real,
      Supplier<Services> practice,
      Path home,
      Locale locale,
      NewerWizard newerWizard,
      Function<Settings, Reach> reach)
      throws TimeoutException {
    Settings settings = Settings.load(home.resolve("settings.properties"), background::run);
    System.setProperty(Motion.STILL, "true");
    stage = FxToolkit.registerPrimaryStage();
    Texts texts = Texts.forLocale(locale);
    wizard =
        onUi(() -> {
          Theme theme = new Theme(locale);
          theme.choice().set(Theme.Choice.LIGHT);
          Wizard made =
              new Wizard(
                  texts,
                  background,
                  real,
                  practice,
                  settings,
                  desktop,
                  theme,
                  "0.0.0",
                  newerWizard,
                  reach.apply(settings));
          Scene scene = new Scene(made.root(), 1000, 720);
          theme.dress(scene);
          stage.setScene(scene);
          stage.show();
          return made;
        });
  }

  /// Opens the window on its first page.
  static WizardDriver open(Services real, Supplier<Services> practice, Path home)
      throws TimeoutException {
    return open(
        real, practice, home, new NewerWizard(new JdkWebClient(), Optional.empty(), "0.0.0"));
  }

  static WizardDriver open(
      Services real, Supplier<Services> practice, Path home, NewerWizard newerWizard)
      throws TimeoutException {
    return open(
        real,
        practice,
        home,
        newerWizard,
        _ ->
            new Reach(
                new JdkWebClient(),
                URI.create("http://127.0.0.1:1/"),
                Registries.create(RegistrySettings.standard("amd64", Path.of("none"), List.of()))));
  }

  /// @param reach gets the choices that this window keeps
  static WizardDriver open(
      Services real,
      Supplier<Services> practice,
      Path home,
      NewerWizard newerWizard,
      Function<Settings, Reach> reach)
      throws TimeoutException {
    WizardDriver driver = new WizardDriver(real, practice, home, Locale.UK, newerWizard, reach);
    driver.onUi(() -> {
      driver.wizard.begin();
      return true;
    });
    return driver;
  }

  RecordingDesktop desktop() {
    return desktop;
  }

  /// Everything that was on the screen whenever this driver looked.
  String everythingSeen() {
    return everythingSeen.toString();
  }

  // ---- looking

  /// All words on the screen, in the order of the scene.
  String words() {
    return onUi(() -> {
      List<String> words = new ArrayList<>();
      collect(stage.getScene().getRoot(), words);
      String all = String.join("\n", words).replace(NO_BREAK, ' ');
      everythingSeen.append(all).append('\n');
      return all;
    });
  }

  private static void collect(Node node, List<String> words) {
    if (!node.isVisible()) {
      return;
    }
    switch (node) {
      case TextFlow flow ->
          words.add(
              flow.getChildren().stream()
                  .filter(Text.class::isInstance)
                  .map(text -> ((Text) text).getText())
                  .collect(Collectors.joining()));
      case Text text -> words.add(text.getText());
      case TextInputControl input -> words.add(input.getText());
      case Labeled labeled when labeled.getText() != null && !labeled.getText().isBlank() -> {
        words.add(labeled.getText());
        labeled.getChildrenUnmodifiable().stream()
            .filter(child -> !(child instanceof Text))
            .forEach(child -> collect(child, words));
      }
      case Parent parent ->
          parent.getChildrenUnmodifiable().forEach(child -> collect(child, words));
      default -> {}
    }
  }

  boolean shows(String text) {
    return words().contains(text);
  }

  /// Waits until these words are on the screen.
  void awaitWords(String text, Duration atMost) {
    await("\"" + text + "\" on the screen", () -> shows(text), atMost);
  }

  void awaitAnyWords(List<String> texts, Duration atMost) {
    await(
        "one of " + texts + " on the screen",
        () -> {
          String now = words();
          return texts.stream().anyMatch(now::contains);
        },
        atMost);
  }

  private void await(String what, Callable<Boolean> condition, Duration atMost) {
    try {
      WaitForAsyncUtils.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS, condition);
    } catch (TimeoutException e) {
      picture("timeout-" + System.nanoTime());
      throw new AssertionError(
          "not within " + atMost + ": " + what + "\nThe screen said:\n" + words(), e);
    }
  }

  // ---- doing

  /// Presses a button, link, card or row by its words, once it can be pressed.
  ///
  /// A page may be drawn anew at any moment: what was found may be gone when the mouse is there. So this
  /// goes on until the button that is in view has taken the press.
  void press(String label) {
    await("\"" + label + "\" to press", () -> pressed(label), Duration.ofSeconds(60));
  }

  private boolean pressed(String label) {
    Optional<Node> found = find(label);
    AtomicBoolean taken = new AtomicBoolean();
    EventHandler<ActionEvent> notice = _ -> taken.set(true);
    found.ifPresent(node -> {
      onUi(() -> {
        node.addEventHandler(ActionEvent.ACTION, notice);
        node.requestFocus();
        return true;
      });
      click(node);
      onUi(() -> {
        node.removeEventHandler(ActionEvent.ACTION, notice);
        // What is chosen already does nothing more.
        return taken.compareAndSet(false, node instanceof ToggleButton it && it.isSelected());
      });
    });
    return taken.get();
  }

  /// Opens a menu and presses an item of it.
  ///
  /// @param menu words of its button, or the beginning of what a screen reader is told of it
  void pressInMenu(String menu, String item) {
    await("\"" + menu + "\" to open", () -> findMenu(menu).isPresent(), Duration.ofSeconds(60));
    robot.clickOn(findMenu(menu).orElseThrow());
    // Menus are windows of their own.
    await(
        "\"" + item + "\" in the menu",
        () -> robot.lookup(item).tryQuery().isPresent(),
        Duration.ofSeconds(60));
    robot.clickOn(item);
    WaitForAsyncUtils.waitForFxEvents();
  }

  private Optional<Node> findMenu(String name) {
    return onUi(() ->
        first(
            root(),
            node ->
                pressable(node)
                    && (name.equals(((ButtonBase) node).getText())
                        || String.valueOf(node.getAccessibleText()).startsWith(name))));
  }

  /// Whether the window would close now; if not, it says why.
  boolean mayClose() {
    return onUi(wizard::mayClose);
  }

  /// Chooses a row or card by words on it.
  void choose(String words) {
    await(
        "\"" + words + "\" to choose",
        () -> findWords(words).filter(this::click).isPresent(),
        Duration.ofSeconds(60));
  }

  /// Returns false if it was gone before the mouse was there.
  private boolean click(Node node) {
    try {
      robot.clickOn(node);
    } catch (RuntimeException e) {
      if (onUi(() -> node.getScene() != null)) {
        throw e;
      }
      return false;
    }
    WaitForAsyncUtils.waitForFxEvents();
    return true;
  }

  private Optional<Node> findWords(String words) {
    return onUi(() ->
        first(
            stage.getScene().getRoot(),
            node -> node instanceof Labeled labeled && words.equals(labeled.getText())));
  }

  boolean canPress(String label) {
    return find(label).isPresent();
  }

  private Optional<Node> find(String label) {
    return onUi(() ->
        first(root(), node -> pressable(node) && label.equals(((ButtonBase) node).getText()))
            .or(() -> first(root(), node -> pressable(node) && isCalled(node, label))));
  }

  private Parent root() {
    return stage.getScene().getRoot();
  }

  private static boolean pressable(Node node) {
    return node instanceof ButtonBase button && !button.isDisabled();
  }

  /// Cards have no text of their own; a screen reader is told their title, then the rest.
  private static boolean isCalled(Node node, String label) {
    String name = node.getAccessibleText();
    return name != null && (name.equals(label) || name.startsWith(label + "."));
  }

  private static Optional<Node> first(Node node, Predicate<Node> wanted) {
    if (!node.isVisible()) {
      return Optional.empty();
    }
    if (wanted.test(node)) {
      return Optional.of(node);
    }
    if (node instanceof Parent parent) {
      for (Node child : parent.getChildrenUnmodifiable()) {
        Optional<Node> found = first(child, wanted);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  /// Drops nothing and chooses nothing: hands a folder over as the folder chooser would.
  void chooseFolder(Path folder, String link) {
    desktop.folder = Optional.of(folder);
    press(link);
  }

  void press(KeyCode key) {
    robot.push(key);
    WaitForAsyncUtils.waitForFxEvents();
  }

  /// Writes into a field, by what a screen reader is told of it, in the place of what was there.
  void fill(String field, String text) {
    await(
        field,
        () ->
            onUi(() ->
                named(field)
                    .filter(node -> node instanceof TextInputControl input && fill(input, text))
                    .isPresent()),
        Duration.ofSeconds(60));
  }

  private static boolean fill(TextInputControl input, String text) {
    input.requestFocus();
    input.setText(text);
    return true;
  }

  /// Chooses one of a drop-down list, by what a screen reader is told of it.
  void choose(String list, String item) {
    await(
        list,
        () ->
            onUi(() ->
                named(list)
                    .filter(node -> node instanceof ComboBox<?> box && select(box, item))
                    .isPresent()),
        Duration.ofSeconds(60));
  }

  private static <T> boolean select(ComboBox<T> box, String item) {
    box.getItems().stream()
        .filter(each -> each.equals(item))
        .forEach(box.getSelectionModel()::select);
    return item.equals(box.getValue());
  }

  private Optional<Node> named(String name) {
    return first(
        root(), node -> node.isFocusTraversable() && name.equals(node.getAccessibleText()));
  }

  /// Presses Enter, once the page's main button has these words and can be pressed.
  void enter(String main) {
    await(
        "Enter for \"" + main + "\"",
        () ->
            find(main)
                .filter(node -> node instanceof Button it && it.isDefaultButton())
                .isPresent(),
        Duration.ofSeconds(60));
    press(KeyCode.ENTER);
  }

  /// Presses what has these words without the mouse: goes there with Tab, then the space bar.
  void pressByKeys(String label) {
    await("\"" + label + "\" to reach with Tab", () -> reached(label), Duration.ofSeconds(60));
    press(KeyCode.SPACE);
  }

  private boolean reached(String label) {
    for (int stops = 0; stops < 60; stops++) {
      if (onUi(() -> isFocused(label))) {
        return true;
      }
      press(KeyCode.TAB);
    }
    return false;
  }

  private boolean isFocused(String label) {
    return stage.getScene().getFocusOwner() instanceof ButtonBase owner
        && (label.equals(owner.getText()) || isCalled(owner, label));
  }

  void type(String text) {
    robot.write(text);
    WaitForAsyncUtils.waitForFxEvents();
  }

  /// Keeps a picture of the window among the others.
  void picture(String name) {
    var image = onUi(() -> stage.getScene().snapshot(null));
    try {
      Files.createDirectories(PICTURES);
      ImageIO.write(
          SwingFXUtils.fromFXImage(image, null), "png", PICTURES.resolve(name + ".png").toFile());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private <T> T onUi(Callable<T> work) {
    return WaitForAsyncUtils.waitForAsyncFx(20_000, work);
  }

  @Override
  public void close() {
    onUi(() -> {
      stage.hide();
      return true;
    });
    background.close();
  }
}
