package io.github.nocobasewizard.support;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// The forms in which a secret can stand in a text: as it is, quoted for some kind of file, or
/// encoded for some kind of transport.
final class SecretForms {
  /// A shorter piece of Base64 stands in any other one by chance.
  private static final int SHORTEST_PIECE = 6;

  private SecretForms() {}

  /// Forms that are replaced where they stand.
  static Set<String> plain(String secret) {
    Set<String> forms = new LinkedHashSet<>();
    forms.add(secret);
    forms.add(secret.replace("\\", "\\\\").replace("\"", "\\\""));
    forms.add(secret.replace("\\", "\\\\").replace("\"", "\\\"").replace("/", "\\/"));
    forms.add(secret.replace("'", "''"));
    forms.add(secret.replace("'", "\\'"));
    forms.add(secret.replace("'", "'\\''"));
    forms.add(secret.replace("$", "$$"));
    forms.add(secret.replace("$", "\\$"));
    forms.add(escapedForShell(secret));
    forms.add(unicodeEscaped(secret));
    for (String encoded : urlEncoded(secret)) {
      forms.add(encoded);
      forms.add(lowerCaseEscapes(encoded));
    }
    String hex = HexFormat.of().formatHex(secret.getBytes(StandardCharsets.UTF_8));
    forms.add(hex);
    forms.add(hex.toUpperCase(Locale.ROOT));
    return forms;
  }

  private static Set<String> urlEncoded(String secret) {
    String form = URLEncoder.encode(secret, StandardCharsets.UTF_8);
    String percent = form.replace("+", "%20");
    // `encodeURIComponent` leaves more as it is, `encodeURI` still more.
    String component =
        percent
            .replace("%21", "!")
            .replace("%27", "'")
            .replace("%28", "(")
            .replace("%29", ")")
            .replace("%7E", "~");
    String uri = component;
    for (String letter : ";/?:@&=+$,#".split("")) {
      uri = uri.replace(URLEncoder.encode(letter, StandardCharsets.UTF_8), letter);
    }
    return new LinkedHashSet<>(List.of(form, percent, component, uri));
  }

  private static String lowerCaseEscapes(String encoded) {
    return Pattern.compile("%[0-9A-F]{2}")
        .matcher(encoded)
        .replaceAll(escape -> escape.group().toLowerCase(Locale.ROOT));
  }

  private static String escapedForShell(String secret) {
    return secret.replaceAll("([^\\p{L}\\p{N}_./-])", "\\\\$1");
  }

  private static String unicodeEscaped(String secret) {
    StringBuilder escaped = new StringBuilder();
    secret
        .chars()
        .forEach(letter -> {
          if (letter < 0x7f) {
            escaped.append(letter == '"' || letter == '\\' ? "\\" : "").append((char) letter);
          } else {
            escaped.append(String.format(Locale.ROOT, "\\u%04x", letter));
          }
        });
    return escaped.toString();
  }

  /// What Base64 makes of a secret wherever it begins within the encoded bytes: for each of the
  /// three possible beginnings the letters that depend on nothing but the secret. The whole encoded
  /// word around them has to go.
  static Set<String> base64Pieces(String secret) {
    byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
    Set<String> pieces = new LinkedHashSet<>();
    for (Base64.Encoder encoder :
        new Base64.Encoder[] {
          Base64.getEncoder().withoutPadding(), Base64.getUrlEncoder().withoutPadding()
        }) {
      for (int before = 0; before < 3; before++) {
        byte[] shifted = new byte[before + bytes.length];
        System.arraycopy(bytes, 0, shifted, before, bytes.length);
        String encoded = encoder.encodeToString(shifted);
        int from = (before * 8 + 5) / 6;
        int to = (shifted.length * 8) / 6;
        if (to - from >= SHORTEST_PIECE) {
          pieces.add(encoded.substring(from, to));
        }
      }
    }
    return pieces;
  }
}
