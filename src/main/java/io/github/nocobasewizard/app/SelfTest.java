package io.github.nocobasewizard.app;

import io.github.nocobasewizard.ui.kit.PageFrame;
import io.github.nocobasewizard.ui.text.Texts;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.TextField;
import javafx.scene.control.Toggle;
import javafx.scene.image.WritableImage;
import javax.imageio.ImageIO;

/// Walks through every page on the built-in sample, there and back, as a person would, and keeps a
/// picture of each: the proof that an *installed* program works, on systems where nothing else can
/// look into it. Also the training run for the start-up cache of the installers.
///
/// Asked for by the hidden argument `--self-test=FOLDER`; the pictures go to the folder. The program
/// then ends with 0 if all went well, else with 1 after a picture named `stuck.png` and a line on
/// the standard error.
final class SelfTest {
  private static final String OPTION = "--self-test=";
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(20);
  private static final String SAMPLE = "my-project";

  private final Scene scene;
  private final Texts texts;
  private final Path pictures;
  private int taken;

  SelfTest(Scene scene, Texts texts, Path pictures) {
    this.scene = scene;
    this.texts = texts;
    this.pictures = pictures;
  }

  /// The folder for the pictures, if a self-test is wanted.
  static Optional<Path> wanted(List<String> arguments) {
    return arguments.stream()
        .filter(argument -> argument.startsWith(OPTION))
        .map(argument -> Path.of(argument.substring(OPTION.length())))
        .findFirst();
  }

  /// Tells of the first drawing.
  static void tellWhenDrawn(Scene scene) {
    scene.addPostLayoutPulseListener(
        new Runnable() {
          @Override
          public void run() {
            tell("window drawn");
            scene.removePostLayoutPulseListener(this);
          }
        });
  }

  /// For whoever measures how long the start takes.
  private static void tell(String moment) {
    System.out.println("self-test: " + moment);
    System.out.flush();
  }

  /// Runs to its end on the calling thread, which must not be the one of the window.
  ///
  /// @return what the program ends with: 0 if all went well
  int run() {
    try {
      walk();
      return 0;
    } catch (RuntimeException e) {
      System.err.println("self-test: " + e.getMessage());
      keep("stuck");
      return 1;
    }
  }

  private void walk() {
    button(texts.get("start.practise"));
    tell("first page ready");
    leave("start.practise", "start");
    leave("action.continue", "installation");
    press("backup.now");
    leave("action.continue", "backup");
    leave("action.continue", "version");
    leave("review.upgrade", "review");
    leave("done.goBack", "done");
    leave("restore.goBack", "restore");
    typeName();
    fire(await("the red button of the question", node -> node.getStyleClass().contains("danger")));
    leave("done.finish", "went-back");
    for (String place : List.of("history", "settings", "help", "restore")) {
      press("place." + place);
      picture("place-" + place);
    }
  }

  /// Waits until the page can be left by this button, keeps a picture of it, and leaves it.
  private void leave(String key, String page) {
    button(texts.get(key));
    picture(page);
    press(key);
  }

  private void press(String key) {
    fire(button(texts.get(key)));
  }

  private static void fire(Node button) {
    ui(() -> {
      ((ButtonBase) button).fire();
      return true;
    });
  }

  private void typeName() {
    TextField field = (TextField) await("the field for the name", TextField.class::isInstance);
    ui(() -> {
      field.setText(SAMPLE);
      return true;
    });
  }

  /// By its words, else by what a screen reader is told: cards have no text of their own. What is chosen
  /// rather than pressed does not count.
  private Node button(String label) {
    return await(
        label,
        node -> node instanceof ButtonBase button && label.equals(button.getText()),
        node ->
            node instanceof ButtonBase button
                && !(node instanceof Toggle)
                && button.getAccessibleText() instanceof String told
                && (told.equals(label) || told.startsWith(label + ".")));
  }

  /// Waits until there is such a thing that can be used.
  ///
  /// @param ways to recognise it, the surest first
  @SafeVarargs
  private Node await(String name, Predicate<Node>... ways) {
    Instant end = Instant.now().plus(PATIENCE);
    while (Instant.now().isBefore(end)) {
      for (Predicate<Node> way : ways) {
        Optional<Node> found =
            ui(() -> find(scene.getRoot(), node -> !node.isDisabled() && way.test(node)));
        if (found.isPresent()) {
          return found.get();
        }
      }
      LockSupport.parkNanos(LOOK_AGAIN.toNanos());
    }
    throw new IllegalStateException("nothing to use for " + PATIENCE.toSeconds() + " s: " + name);
  }

  private static Optional<Node> find(Node node, Predicate<Node> which) {
    // A page that still fades in cannot be read yet.
    if (!node.isVisible() || node.getOpacity() < 1) {
      return Optional.empty();
    }
    if (which.test(node)) {
      return Optional.of(node);
    }
    if (node instanceof Parent parent) {
      for (Node child : parent.getChildrenUnmodifiable()) {
        Optional<Node> found = find(child, which);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  private void picture(String name) {
    await("a page that stands", PageFrame.class::isInstance);
    keep(name);
  }

  /// Keeps a picture of what is there now.
  private void keep(String name) {
    WritableImage image = ui(() -> scene.snapshot(null));
    int width = (int) image.getWidth();
    int height = (int) image.getHeight();
    BufferedImage copy = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        copy.setRGB(x, y, image.getPixelReader().getArgb(x, y));
      }
    }
    try {
      Files.createDirectories(pictures);
      Path file = pictures.resolve("%02d-%s.png".formatted(++taken, name));
      ImageIO.write(copy, "png", file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException("a picture cannot be kept in " + pictures, e);
    }
  }

  private static <T> T ui(Callable<T> work) {
    CompletableFuture<T> result = new CompletableFuture<>();
    Platform.runLater(() -> {
      try {
        result.complete(work.call());
      } catch (Exception e) {
        result.completeExceptionally(e);
      }
    });
    return result.join();
  }
}
