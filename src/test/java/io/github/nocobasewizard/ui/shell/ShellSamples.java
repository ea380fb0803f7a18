package io.github.nocobasewizard.ui.shell;

import io.github.nocobasewizard.ui.kit.PageFrame;
import io.github.nocobasewizard.ui.text.Texts;

/// Shells in states that need a mouse or a run, for pictures.
public final class ShellSamples {
  private ShellSamples() {}

  /// Shows any frame as if it were a page.
  public static Shell showing(Texts texts, PageFrame frame, Side side) {
    var shell = new Shell(texts, _ -> {}, () -> {});
    shell.show(
        new Page(texts) {
          @Override
          public Side side() {
            return side;
          }

          @Override
          PageFrame load() {
            return frame;
          }
        });
    return shell;
  }

  public static Shell hovered(Shell shell) {
    shell.showDropFrame(true);
    return shell;
  }
}
