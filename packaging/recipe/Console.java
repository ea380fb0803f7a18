import java.util.Locale;

/// What the person who builds sees.
final class Console {
  private Console() {}

  static void say(String format, Object... values) {
    System.out.println("packaging: " + String.format(Locale.ROOT, format, values));
  }
}
