package io.github.nocobasewizard.ui.text;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.text.MessageFormat;
import java.text.NumberFormat;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The texts of one language. Patterns are those of [MessageFormat]; a missing key is an error that
/// assertions (so every test) report loudly and the shipped program survives by showing the key.
///
/// Every language of [#LANGUAGES] is complete; any other one gets the English texts with its own
/// country's numbers and dates.
public final class Texts {
  /// The languages that there are texts in.
  public static final List<Locale> LANGUAGES =
      List.of(
          Locale.ENGLISH,
          Locale.SIMPLIFIED_CHINESE,
          Locale.GERMAN,
          Locale.FRENCH,
          Locale.of("es"),
          Locale.of("pt", "BR"),
          Locale.JAPANESE,
          Locale.KOREAN,
          Locale.of("id"),
          Locale.of("ru"),
          Locale.of("tr"),
          Locale.of("ar"));

  private static final Logger LOG = System.getLogger(Texts.class.getName());

  private static final char NO_BREAK = '\u00a0';
  private static final String LEFT_TO_RIGHT_MARK = "\u200E";
  private static final Pattern RIGHT_TO_LEFT = Pattern.compile("[\\p{IsArabic}\\p{IsHebrew}]");

  private final ResourceBundle bundle;
  private final Locale formats;
  private final Clock clock;

  private Texts(ResourceBundle bundle, Locale formats, Clock clock) {
    this.bundle = bundle;
    this.formats = formats;
    this.clock = clock;
  }

  /// The texts for the language and country of `locale`.
  public static Texts forLocale(Locale locale) {
    return forLocale(locale, Clock.systemDefaultZone());
  }

  /// @param clock tells what "today" is
  public static Texts forLocale(Locale locale, Clock clock) {
    Locale language = language(locale);
    // The default language of the JVM must not leak in where a translation is asked for.
    var bundle =
        ResourceBundle.getBundle(
            Texts.class.getPackageName() + ".texts",
            language,
            Control.getNoFallbackControl(Control.FORMAT_PROPERTIES));
    return new Texts(bundle, formats(language, locale.getCountry()), clock);
  }

  /// Texts that are not in a file.
  static Texts of(ResourceBundle bundle, Locale formats, Clock clock) {
    return new Texts(bundle, formats, clock);
  }

  /// The one of [#LANGUAGES] that a reader of `locale` gets.
  public static Locale language(Locale locale) {
    return LANGUAGES.stream()
        .filter(each -> each.getLanguage().equals(locale.getLanguage()))
        .findFirst()
        .orElse(Locale.ENGLISH);
  }

  /// Whether `language` is written from right to left.
  public static boolean rightToLeft(Locale language) {
    return language.getLanguage().equals("ar");
  }

  /// Versions, paths and sizes come with the digits 0 to 9, so Arabic numbers and dates get them too.
  private static Locale formats(Locale language, String country) {
    var formats = new Locale.Builder().setLocale(language).setRegion(country);
    return (rightToLeft(language) ? formats.setUnicodeLocaleKeyword("nu", "latn") : formats)
        .build();
  }

  /// For FXML: `%key`.
  public ResourceBundle bundle() {
    return bundle;
  }

  /// The language and country that numbers and dates are written for.
  public Locale locale() {
    return formats;
  }

  /// The text for `key`, its placeholders filled with `args`.
  public String get(String key, Object... args) {
    try {
      return new MessageFormat(bundle.getString(key), formats).format(inOrder(args));
    } catch (MissingResourceException e) {
      assert false : "No text for " + key;
      LOG.log(Level.ERROR, "No text for {0}", key);
      return key;
    }
  }

  private Object[] inOrder(Object[] args) {
    return Stream.of(args).map(arg -> arg instanceof String words ? inOrder(words) : arg).toArray();
  }

  /// [#leftToRight] where this language is written the other way.
  public String inOrder(String words) {
    return rightToLeft(formats) ? leftToRight(words) : words;
  }

  /// A name, path or version for a line that runs from right to left: between two marks, so that its
  /// parts do not change places (full-2.2.0). Words with Arabic or Hebrew letters stay as they are.
  public static String leftToRight(String words) {
    return words.isBlank() || RIGHT_TO_LEFT.matcher(words).find()
        ? words
        : LEFT_TO_RIGHT_MARK + words + LEFT_TO_RIGHT_MARK;
  }

  /// Whether there is a text for `key`, for texts whose keys are made of codes.
  public boolean has(String key) {
    return bundle.containsKey(key);
  }

  public String number(long number) {
    return NumberFormat.getIntegerInstance(formats).format(number);
  }

  /// @param fraction 0 to 1
  public String percent(double fraction) {
    return get("format.percent", Math.round(Math.clamp(fraction, 0, 1) * 100));
  }

  /// A size as admins know it from their file manager: 374 MB, 1.3 GB (powers of 1000).
  public String size(long bytes) {
    if (bytes < 1000) {
      return get("format.size.bytes", bytes);
    }
    String[] keys = {"format.size.kb", "format.size.mb", "format.size.gb", "format.size.tb"};
    double value = bytes / 1000.0;
    int unit = 0;
    while (value >= 999.5 && unit < keys.length - 1) {
      value /= 1000;
      unit++;
    }
    NumberFormat format = NumberFormat.getNumberInstance(formats);
    format.setMaximumFractionDigits(value < 9.95 && unit > 0 ? 1 : 0);
    return get(keys[unit], format.format(value));
  }

  /// How long something took: 48 s, 7 min 12 s, 1 h 5 min.
  public String duration(Duration duration) {
    long seconds = Math.max(0, duration.toSeconds());
    if (seconds < 60) {
      return get("format.duration.s", seconds);
    }
    if (seconds < 3600) {
      return seconds % 60 == 0
          ? get("format.duration.min", seconds / 60)
          : get("format.duration.minS", seconds / 60, seconds % 60);
    }
    return get("format.duration.hMin", seconds / 3600, seconds % 3600 / 60);
  }

  /// A rough length in words: 40 seconds, 8 minutes, 2 hours.
  public String roughly(Duration duration) {
    long seconds = Math.max(1, duration.toSeconds());
    if (seconds <= 55) {
      return get("format.rough.seconds", seconds <= 10 ? seconds : Math.ceilDiv(seconds, 5) * 5);
    }
    long minutes = seconds < 90 ? 1 : Math.ceilDiv(seconds, 60);
    return minutes < 90
        ? get("format.rough.minutes", minutes)
        : get("format.rough.hours", Math.ceilDiv(minutes, 60));
  }

  /// A running clock: 0:18, 12:40, 1:02:03.
  public String clock(Duration duration) {
    long seconds = Math.max(0, duration.toSeconds());
    return seconds < 3600
        ? "%d:%02d".formatted(seconds / 60, seconds % 60)
        : "%d:%02d:%02d".formatted(seconds / 3600, seconds % 3600 / 60, seconds % 60);
  }

  /// The time of day: 14:02, or 2:02 PM, which no line breaks in two.
  public String time(Instant instant) {
    return DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT)
        .withLocale(formats)
        .format(instant.atZone(clock.getZone()))
        .replace(' ', NO_BREAK);
  }

  /// The day: today, yesterday, 12 June, 3 March 2025 (the year only when it is another one).
  public String day(Instant instant) {
    LocalDate day = dayOf(instant);
    LocalDate today = LocalDate.now(clock);
    if (day.equals(today)) {
      return get("format.today");
    }
    if (day.equals(today.minusDays(1))) {
      return get("format.yesterday");
    }
    return date(day);
  }

  private LocalDate dayOf(Instant instant) {
    return instant.atZone(clock.getZone()).toLocalDate();
  }

  /// The date without looking at today: 12 June, 3 March 2025.
  public String date(LocalDate day) {
    var format =
        day.getYear() == LocalDate.now(clock).getYear()
            ? DateTimeFormatter.ofLocalizedPattern("MMMMd")
            : DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG);
    return format.withLocale(formats).format(day);
  }

  /// What "now" is for all that is written here.
  public Instant now() {
    return clock.instant();
  }

  /// The time, after the day unless that is today: 14:00, but yesterday, 23:58.
  public String recent(Instant instant) {
    return dayOf(instant).equals(LocalDate.now(clock)) ? time(instant) : moment(instant);
  }

  /// Day and time: today, 14:00.
  public String moment(Instant instant) {
    return get("format.moment", day(instant), time(instant));
  }
}
