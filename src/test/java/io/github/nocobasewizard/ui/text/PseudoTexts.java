package io.github.nocobasewizard.ui.text;

import java.time.Clock;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Locale;
import java.util.ResourceBundle;

/// A language that nobody speaks: English with marks on its letters, and as much longer as the longest
/// translations are. What is cut in it will be cut in one of them; what has no marks is not from the
/// bundles.
public final class PseudoTexts extends ResourceBundle {
  private static final String PLAIN = "aceinouyACEINOUY";
  private static final String MARKED = "àçéîñôûýÀÇÉÎÑÔÛÝ";

  /// The part by which a text grows.
  private static final double LONGER = 0.4;

  private final ResourceBundle english = Texts.forLocale(Locale.ENGLISH).bundle();

  public static Texts at(Clock clock) {
    return Texts.of(new PseudoTexts(), Locale.ENGLISH, clock);
  }

  @Override
  protected Object handleGetObject(String key) {
    return english.containsKey(key) ? pseudo(english.getString(key)) : null;
  }

  /// What is in braces is a pattern's and stays.
  private static String pseudo(String text) {
    StringBuilder result = new StringBuilder();
    int depth = 0;
    int letters = 0;
    for (char each : text.toCharArray()) {
      depth += each == '{' ? 1 : each == '}' ? -1 : 0;
      int at = depth > 0 ? -1 : PLAIN.indexOf(each);
      result.append(at < 0 ? each : MARKED.charAt(at));
      letters += depth == 0 && Character.isLetter(each) ? 1 : 0;
    }
    return result.append(filling((int) (letters * LONGER))).toString();
  }

  /// Words of a usual length, so that lines can be broken.
  private static String filling(int length) {
    StringBuilder result = new StringBuilder();
    while (result.length() < length) {
      result.append(result.length() % 8 == 0 ? ' ' : 'ö');
    }
    return result.toString();
  }

  @Override
  public Enumeration<String> getKeys() {
    return Collections.enumeration(english.keySet());
  }
}
