package io.github.nocobasewizard.ui.shell;

import io.github.nocobasewizard.ui.kit.PageFrame;
import io.github.nocobasewizard.ui.text.Texts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import javafx.fxml.FXMLLoader;
import org.jspecify.annotations.Nullable;

/// One page: the controller of the FXML file beside it. `StartController` loads `Start.fxml`, whose
/// root is a [PageFrame] with the body and the bar.
///
/// The FXML is loaded when the page is first shown. In it, `%key` is a text and `$texts` the texts
/// themselves, for parts that need words of their own.
public abstract class Page {
  /// The texts of this page.
  protected final Texts texts;

  private @Nullable PageFrame frame;

  protected Page(Texts texts) {
    this.texts = texts;
  }

  /// What the side panel shows beside this page.
  public abstract Side side();

  /// Called each time the page comes into view.
  public void shown() {}

  /// Called when another page takes its place.
  public void hidden() {}

  /// Whether something dropped on the window would be taken, for the frame shown while it hovers.
  public boolean takesDrops() {
    return false;
  }

  /// Takes folders or files dropped on the window.
  public void dropped(List<Path> paths) {}

  /// The page's frame, loaded on the first call.
  public final PageFrame frame() {
    if (frame == null) {
      frame = load();
    }
    return frame;
  }

  /// Loads the FXML; a page made in code gives its frame instead.
  PageFrame load() {
    String name = getClass().getSimpleName().replaceFirst("Controller$", "") + ".fxml";
    var url = getClass().getResource(name);
    if (url == null) {
      throw new IllegalStateException(name + " is missing beside " + getClass());
    }
    var loader = new FXMLLoader(url, texts.bundle());
    loader.getNamespace().put("texts", texts);
    loader.setController(this);
    try {
      return loader.load();
    } catch (IOException e) {
      throw new UncheckedIOException(name + " cannot be loaded", e);
    }
  }
}
