package io.github.nocobasewizard.ui.settings;

import io.github.nocobasewizard.backup.Retention;
import io.github.nocobasewizard.ui.theme.Theme;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/// What the admin has chosen and can choose.
public final class SettingsModel {
  /// The languages to choose from, each under its own name.
  public enum Language {
    SYSTEM("", null),
    ENGLISH("English", Locale.ENGLISH),
    CHINESE("简体中文", Locale.SIMPLIFIED_CHINESE),
    GERMAN("Deutsch", Locale.GERMAN),
    FRENCH("Français", Locale.FRENCH),
    SPANISH("Español", Locale.of("es")),
    PORTUGUESE("Português (Brasil)", Locale.of("pt", "BR")),
    JAPANESE("日本語", Locale.JAPANESE),
    KOREAN("한국어", Locale.KOREAN),
    INDONESIAN("Bahasa Indonesia", Locale.of("id")),
    RUSSIAN("Русский", Locale.of("ru")),
    TURKISH("Türkçe", Locale.of("tr")),
    ARABIC("العربية", Locale.of("ar"));

    private final String ownName;
    private final @Nullable Locale locale;

    Language(String ownName, @Nullable Locale locale) {
      this.ownName = ownName;
      this.locale = locale;
    }

    /// Empty for the system's.
    String ownName() {
      return ownName;
    }

    /// Empty for the system's.
    public Optional<Locale> locale() {
      return Optional.ofNullable(locale);
    }

    /// The choice for a language remembered as a tag such as `zh-CN`; anything unknown is the system's.
    public static Language of(Optional<String> tag) {
      String language = tag.map(Locale::forLanguageTag).map(Locale::getLanguage).orElse("");
      for (Language each : values()) {
        if (each.locale != null && each.locale.getLanguage().equals(language)) {
          return each;
        }
      }
      return SYSTEM;
    }
  }

  /// How much room there is in the backup folder.
  ///
  /// @param free in bytes, -1 if it cannot be told
  /// @param used by restore points, in bytes
  public record Room(long free, long used, int restorePoints) {}

  public final ObjectProperty<Language> language = new SimpleObjectProperty<>(Language.SYSTEM);

  /// A language was chosen that is not the one shown; it comes with the next start.
  public final BooleanProperty languageAtNextStart = new SimpleBooleanProperty();

  public final ObjectProperty<Theme.Choice> appearance =
      new SimpleObjectProperty<>(Theme.Choice.SYSTEM);

  public final StringProperty backupFolder = new SimpleStringProperty("");

  /// Null while it is being looked at.
  public final ObjectProperty<@Nullable Room> room = new SimpleObjectProperty<>();

  /// Why the folder cannot be used, or a folder just chosen was not taken; empty if all is well.
  public final StringProperty folderProblem = new SimpleStringProperty("");

  /// The numbers to choose from: how many restore points of an installation stay.
  public static final List<Integer> KEEP_CHOICES = List.of(3, 5, 10, 20, Retention.ALL);

  /// How many restore points of an installation stay, see [Retention].
  public final IntegerProperty keep = new SimpleIntegerProperty(Retention.STANDARD);

  /// Which proxy is used.
  public enum Proxy {
    SYSTEM,
    NONE,
    THIS
  }

  /// Where versions are downloaded from.
  public enum Downloads {
    DOCKER_HUB,
    NOCOBASE,
    THIS
  }

  /// How trying a choice ended.
  ///
  /// @param words what came of it, and what to do if it is not good
  public record Tested(boolean good, String words) {}

  /// A choice, one of which needs an address, that can be tried.
  ///
  /// @param <C> what there is to choose from
  public static final class WithAddress<C extends Enum<C>> {
    public final ObjectProperty<C> choice;

    /// As it was written.
    public final StringProperty address = new SimpleStringProperty("");

    /// Whether that is no address, and so was not taken.
    public final BooleanProperty wrong = new SimpleBooleanProperty();

    public final BooleanProperty testing = new SimpleBooleanProperty();

    /// Null if it was not tried since it was chosen.
    public final ObjectProperty<@Nullable Tested> tested = new SimpleObjectProperty<>();

    public Consumer<C> choose = _ -> {};
    public Consumer<String> enter = _ -> {};
    public Runnable test = () -> {};

    WithAddress(C usual) {
      choice = new SimpleObjectProperty<>(usual);
    }
  }

  public final WithAddress<Proxy> proxy = new WithAddress<>(Proxy.SYSTEM);

  public final WithAddress<Downloads> downloads = new WithAddress<>(Downloads.DOCKER_HUB);

  /// The wizard's own version, such as 1.0.0.
  public final StringProperty version = new SimpleStringProperty("");

  /// Whether newer versions of this program can be looked for at all.
  public final BooleanProperty canLookForNewer = new SimpleBooleanProperty();

  /// Whether they are.
  public final BooleanProperty lookForNewer = new SimpleBooleanProperty(true);

  public Consumer<Language> chooseLanguage = _ -> {};
  public Consumer<Theme.Choice> chooseAppearance = _ -> {};
  public IntConsumer chooseKeep = _ -> {};
  public Runnable changeFolder = () -> {};
  public Runnable openLogs = () -> {};
}
