package io.github.nocobasewizard.ui.theme;

import java.io.Serial;
import java.lang.System.Logger.Level;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Mends how JavaFX on Linux breaks lines of letters that join or stack (Arabic, Hebrew, Indian, Thai
/// scripts, accents written as signs of their own, as macOS does in file names).
///
/// `PrismTextLayout.layout` cuts a run of such letters at the end of a line and has the shorter run shaped
/// again, but `PangoGlyphLayout.runUtf8` remembers the text of a run by the run alone, so the uncut text is
/// shaped. Letters that run from right to left then get places before the text's begin, and the layout of
/// the whole page ends with an `ArrayIndexOutOfBoundsException`; others are drawn twice. JavaFX 24 to
/// 27-ea+5 have it; 26.0.1 to 27-ea+5 were tried. So that map is replaced by one that remembers a text only
/// for being freed. Windows and macOS shape letters by other classes and have no such map.
final class TextShaping {
  private static final String OWNER = "com.sun.javafx.text.GlyphLayoutManager";

  private TextShaping() {}

  /// Where the map cannot be come to, says so in the log: the packages `com.sun.javafx.text` and
  /// `com.sun.javafx.font.freetype` have to be opened to this program, as its launcher does.
  static void mend() {
    if (!System.getProperty("os.name", "").startsWith("Linux")) {
      return;
    }
    try {
      var instance = Class.forName(OWNER).getDeclaredField("REUSABLE_INSTANCE");
      instance.setAccessible(true);
      Object layout = instance.get(null);
      var texts = layout.getClass().getDeclaredField("runUtf8");
      texts.setAccessible(true);
      texts.set(layout, new ToBeFreed());
    } catch (ReflectiveOperationException | RuntimeException e) {
      System.getLogger(TextShaping.class.getName())
          .log(Level.WARNING, "Lines of Arabic letters may not be broken rightly", e);
    }
  }

  /// Keeps every text put into it, and never gives one for a run. [Map#values()] is what is freed.
  private static final class ToBeFreed extends LinkedHashMap<Object, Long> {
    @Serial private static final long serialVersionUID = 1;

    @Override
    public @Nullable Long get(Object run) {
      return null;
    }

    @Override
    public @Nullable Long put(Object run, Long text) {
      return super.put(new Object(), text);
    }
  }
}
