package io.github.nocobasewizard.ui.theme;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import io.github.nocobasewizard.ui.text.Texts;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ChangeListener;
import javafx.geometry.NodeOrientation;
import javafx.scene.Scene;
import javafx.scene.text.Font;

/// Dresses scenes in the light or the dark look and follows the system if so chosen.
///
/// The sheets are put on the scene, not on the application: JavaFX hands a scene's sheets on to its
/// tooltips, menus and lists, and two scenes in one test may look different.
public final class Theme {
  /// What the admin chose in the settings.
  public enum Choice {
    SYSTEM,
    LIGHT,
    DARK
  }

  private static final List<String> MONO_FAMILIES =
      List.of("Cascadia Mono", "Consolas", "Menlo", "Noto Sans Mono", "DejaVu Sans Mono");

  private final ObjectProperty<Choice> choice = new SimpleObjectProperty<>(Choice.SYSTEM);
  private final BooleanBinding dark =
      Bindings.createBooleanBinding(
          this::computeDark, choice, Platform.getPreferences().colorSchemeProperty());
  private final String fontSheet;
  private final NodeOrientation direction;

  static {
    TextShaping.mend();
  }

  /// @param language of the texts; Chinese needs another font family than the system's
  public Theme(Locale language) {
    fontSheet =
        fontSheet(language, System.getProperty("os.name", ""), Set.copyOf(Font.getFamilies()));
    direction =
        Texts.rightToLeft(language) ? NodeOrientation.RIGHT_TO_LEFT : NodeOrientation.LEFT_TO_RIGHT;
  }

  /// The admin's choice; scenes change as soon as it does.
  public ObjectProperty<Choice> choice() {
    return choice;
  }

  /// Dresses `scene` now and whenever the choice or the system's scheme changes.
  public void dress(Scene scene) {
    ChangeListener<Boolean> change = (_, _, isDark) -> put(scene, isDark);
    dark.addListener(change);
    // The scene holds the listener's life: a weak listener alone would be collected at once.
    scene.getProperties().put(Theme.class, change);
    put(scene, dark.get());
    scene.setNodeOrientation(direction);
  }

  /// Forgets a scene that is no longer shown.
  public void undress(Scene scene) {
    if (scene.getProperties().remove(Theme.class) instanceof ChangeListener<?> change) {
      @SuppressWarnings("unchecked")
      var listener = (ChangeListener<Boolean>) change;
      dark.removeListener(listener);
    }
  }

  private boolean computeDark() {
    return switch (choice.get()) {
      case LIGHT -> false;
      case DARK -> true;
      case SYSTEM -> Platform.getPreferences().getColorScheme() == ColorScheme.DARK;
    };
  }

  /// AtlantaFX brings its sheets also as JavaFX compiles them: read in a third of the time.
  private void put(Scene scene, boolean isDark) {
    scene.setUserAgentStylesheet(
        (isDark ? new PrimerDark() : new PrimerLight()).getUserAgentStylesheetBSS());
    scene.getStylesheets().setAll(sheet(isDark ? "dark" : "light"), sheet("wizard"), fontSheet);
  }

  /// The installed program has ours compiled, too (`packaging/recipe/Sheets.java`).
  private static String sheet(String name) {
    return Stream.of(name + ".bss", name + ".css")
        .map(Theme.class::getResource)
        .filter(Objects::nonNull)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(name + " is missing beside " + Theme.class))
        .toExternalForm();
  }

  /// JavaFX takes one family, not a list, so the choice is made here. Windows and macOS keep their
  /// system font (Segoe UI, SF Pro) except for East Asian letters; Linux gets Noto where it is
  /// installed.
  static String fontSheet(Locale language, String os, Set<String> installed) {
    List<String> wanted =
        os.startsWith("Windows")
            ? windowsFamilies(language)
            : os.startsWith("Mac") ? macFamilies(language) : linuxFamilies(language);
    String text = wanted.stream().filter(installed::contains).findFirst().orElse("System");
    String mono =
        MONO_FAMILIES.stream().filter(installed::contains).findFirst().orElse("Monospaced");
    String css =
        """
        .root { -fx-font-family: "%s"; }
        .mono, .mono .text { -fx-font-family: "%s"; }
        """
            .formatted(text, mono);
    return "data:text/css;base64,"
        + Base64.getEncoder().encodeToString(css.getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> windowsFamilies(Locale language) {
    return switch (language.getLanguage()) {
      case "zh" -> List.of("Microsoft YaHei UI", "Microsoft YaHei");
      case "ja" -> List.of("Yu Gothic UI", "Meiryo UI", "Meiryo");
      case "ko" -> List.of("Malgun Gothic");
      default -> List.of();
    };
  }

  private static List<String> macFamilies(Locale language) {
    return switch (language.getLanguage()) {
      case "zh" -> List.of("PingFang SC");
      case "ja" -> List.of("Hiragino Sans");
      case "ko" -> List.of("Apple SD Gothic Neo");
      default -> List.of();
    };
  }

  private static List<String> linuxFamilies(Locale language) {
    return switch (language.getLanguage()) {
      case "zh" -> List.of("Noto Sans CJK SC", "Noto Sans SC");
      case "ja" -> List.of("Noto Sans CJK JP", "Noto Sans JP");
      case "ko" -> List.of("Noto Sans CJK KR", "Noto Sans KR");
      // One family for letters, digits and full stops: where Pango has to take two, JavaFX sets the
      // parts
      // of a line that runs from right to left in the wrong order (PangoGlyphLayout.layout).
      case "ar" -> List.of("DejaVu Sans", "FreeSans", "Noto Sans");
      default -> List.of("Noto Sans");
    };
  }
}
