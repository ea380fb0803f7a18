package io.github.nocobasewizard.installation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/// Finds the values in a project that must never be shown, and blots them out of text.
public final class Secrets {
  private static final Pattern SECRET_NAME =
      Pattern.compile(
          "(?i).*(PASSWORD|PASSWD|SECRET|TOKEN|APP_KEY|_KEY|ACCESS_KEY|PRIVATE|CREDENTIAL|LICENSE|_PWD|_URL|_URI|DSN).*");
  private static final Pattern HARMLESS_NAME = Pattern.compile("(?i).*(API_BASE_URL|CDN_BASE_URL)");

  /// Shorter or more common values would blot out ordinary words.
  private static final int SHORTEST = 4;

  private Secrets() {}

  /// @param config output of `docker compose config --format json`
  static List<String> in(String config) {
    List<String> found = new ArrayList<>();
    try {
      JsonNode services = new ObjectMapper().readTree(config).path("services");
      services.forEach(service ->
          service
              .path("environment")
              .properties()
              .forEach(entry -> {
                String value = entry.getValue().asText("");
                if (isSecret(entry.getKey()) && value.length() >= SHORTEST) {
                  found.add(value);
                }
              }));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not the output of docker compose config", e);
    }
    // Longest first, so that a secret containing another one goes as a whole.
    found.sort(Comparator.comparingInt(String::length).reversed());
    return found.stream().distinct().toList();
  }

  /// Whether the value of a variable of this name is to be hidden.
  public static boolean isSecret(String variable) {
    return SECRET_NAME.matcher(variable).matches() && !HARMLESS_NAME.matcher(variable).matches();
  }

  /// `text` with every secret replaced by dots.
  ///
  /// A password that is the same as a harmless word (user and password both `nocobase`, as in the
  /// official template) is replaced only where it stands as a value: after `=`, `:` or in quotes.
  public static String blot(String text, List<String> secrets) {
    String result = text;
    for (String secret : secrets) {
      String quoted = Pattern.quote(secret);
      result =
          secret.matches("[a-z]{4,12}")
              ? Pattern.compile(
                      "((?i:password|passwd|pwd|secret|token|key)\\S{0,3}\\s*[=:]\\s*[\"']?)"
                          + quoted)
                  .matcher(result)
                  .replaceAll("$1•••")
              : result.replace(secret, "•••");
    }
    return result;
  }
}
