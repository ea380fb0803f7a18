package io.github.nocobasewizard.support;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.nocobasewizard.installation.Installation;
import io.github.nocobasewizard.installation.Secrets;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Takes secrets and personal names out of texts that leave this computer.
///
/// Twice over: by value, whatever form the value has taken, and by place, where a value is not
/// known: behind the name of a secret, in an address, in a header, in a key file. Rather too much
/// goes than too little.
public final class Redaction {
  private static final String HIDDEN = "•••";

  /// A shorter value stands in any text by chance; behind its name it is hidden all the same.
  private static final int SHORTEST = 4;

  /// Values that everybody knows, and that a report without them could not be read: the official
  /// template has `nocobase` for user, password and database.
  private static final Set<String> EVERYBODYS =
      Set.of(
          "nocobase",
          "postgres",
          "postgresql",
          "mysql",
          "mariadb",
          "root",
          "admin",
          "true",
          "false",
          "localhost",
          "http",
          "https",
          "docker",
          "latest",
          "secret",
          "password");

  private static final String NAME =
      "[\\w.-]{0,60}(?i:passw|passwd|passphrase|pwd|secret|token|credential|private|licen[cs]e"
          + "|api_?key|app_?key|aes_?key|access_?key|_key|dsn|requirepass|webhook)[\\w.-]{0,60}";

  /// `NAME=value`, `NAME: value`, `"name":"value"`: up to the end of the value, or of the line if it
  /// is not quoted.
  private static final Pattern ASSIGNED =
      Pattern.compile(
          "(?<![\\w.-])("
              + NAME
              + ")(\\\\?[\"']?[ \\t]{0,8}[:=][ \\t]{0,8})(?=[^\\s])"
              + "(?:\\\\?\"(?:[^\"\\\\\\r\\n]|\\\\.){0,4000}\\\\?\"?|'[^'\\r\\n]{0,4000}'?|[^\\r\\n]{1,4000})");

  /// The same in a log, where other things follow on the line.
  private static final Pattern MENTIONED =
      Pattern.compile(
          "(?<![\\w.-])("
              + NAME
              + ")(\\\\?[\"']?[ \\t]{0,8}[:=][ \\t]{0,8})(?=[^\\s])"
              + "(?:\\\\?\"(?:[^\"\\\\\\r\\n]|\\\\.){0,4000}\\\\?\"?|'[^'\\r\\n]{0,4000}'?|[^\\s,;}\\]]{1,4000})");

  /// `--requirepass value`, also as elements of a list.
  private static final Pattern ARGUMENT =
      Pattern.compile(
          "(--?"
              + NAME
              + "(?:[\"']?[ \\t]{0,4},[ \\t]{0,4}[\"']?|[ \\t]{1,4}[\"']?))"
              + "[^\\s\"',\\]]{1,4000}");

  private static final Pattern IN_ADDRESS =
      Pattern.compile("(://[^\\s:/@\"']{0,200}:)[^\\s\"'<>]{1,800}@");

  private static final Pattern HEADER =
      Pattern.compile("(?i)\\b(Bearer|Basic)[ \\t]{1,4}[\\w.~+/=-]{8,4000}");

  private static final Pattern SIGNED_TOKEN =
      Pattern.compile("eyJ[\\w-]{8,4000}\\.[\\w-]{2,4000}(?:\\.[\\w-]{0,4000})?");

  private static final Pattern KEY_FILE =
      Pattern.compile(
          "-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[^-]{0,20000}(?:-----END [A-Z ]{0,40}-----)?");

  private static final Pattern E_MAIL =
      Pattern.compile("(?<![\\w.+-])[\\w.+-]{1,64}@[\\w-]{1,63}(?:\\.[\\w-]{1,63}){1,6}");

  /// Folders of any user, also of one whose computer the log comes from.
  private static final Pattern OF_A_USER =
      Pattern.compile("(?i)([/\\\\](?:Users|home)[/\\\\]{1,2})[^/\\\\\\s\"':;,]{1,80}");

  private final List<String> values;
  private final List<String> base64;
  private final List<String> homes;
  private final String user;

  /// @param secrets values to hide
  /// @param home the home folder of whoever saves the report
  /// @param user their name at this computer
  Redaction(Iterable<String> secrets, String home, String user) {
    Set<String> plain = new TreeSet<>(longestFirst());
    Set<String> pieces = new TreeSet<>(longestFirst());
    for (String secret : secrets) {
      for (String value : withLines(secret)) {
        plain.addAll(SecretForms.plain(value));
        pieces.addAll(SecretForms.base64Pieces(value));
      }
    }
    this.values = List.copyOf(plain);
    this.base64 = List.copyOf(pieces);
    this.homes = homes(home);
    this.user = user;
  }

  /// For whoever uses this computer now.
  ///
  /// @param installations whose secrets are to be hidden
  public static Redaction of(Iterable<Installation> installations) {
    Set<String> secrets = new LinkedHashSet<>();
    for (Installation installation : installations) {
      secrets.addAll(installation.secrets());
      secrets.addAll(secretsIn(installation.config()));
    }
    return new Redaction(
        secrets, System.getProperty("user.home", ""), System.getProperty("user.name", ""));
  }

  private static Comparator<String> longestFirst() {
    return Comparator.comparingInt(String::length).reversed().thenComparing(value -> value);
  }

  /// A key of several lines stands indented in a file, and one by one in a log.
  private static List<String> withLines(String secret) {
    List<String> values = new ArrayList<>();
    secret.lines().map(String::strip).forEach(values::add);
    values.add(secret.strip());
    values.removeIf(value -> value.length() < SHORTEST || EVERYBODYS.contains(value));
    return values;
  }

  // ---- finding secrets in what Compose makes of the files

  /// Passwords anywhere in a project: values behind the name of a secret, of addresses, of
  /// arguments, and the contents of secret files.
  static Set<String> secretsIn(String config) {
    Set<String> found = new LinkedHashSet<>();
    try {
      collect("", new ObjectMapper().readTree(config), found);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not the output of docker compose config", e);
    }
    return found;
  }

  private static void collect(String name, JsonNode node, Set<String> found) {
    if (node.isObject()) {
      node.properties().forEach(field -> collect(field.getKey(), field.getValue(), found));
    } else if (node.isArray()) {
      boolean wanted = false;
      for (JsonNode element : node) {
        if (wanted) {
          found.add(element.asText());
        }
        wanted = element.asText().startsWith("-") && isSecret(element.asText().split("=")[0]);
        collect(name, element, found);
      }
    } else if (!node.isNull()) {
      collectText(name, node.asText(), found);
    }
  }

  private static void collectText(String name, String text, Set<String> found) {
    if (isSecret(name) || name.equals("content")) {
      found.add(text);
    }
    int equals = text.indexOf('=');
    if (equals > 0 && isSecret(text.substring(0, equals))) {
      found.add(text.substring(equals + 1));
    }
    Matcher address = Pattern.compile("://[^\\s:/@]{0,200}:([^\\s]{1,800})@").matcher(text);
    while (address.find()) {
      found.add(address.group(1));
      found.add(decoded(address.group(1)));
    }
  }

  private static String decoded(String encoded) {
    try {
      return URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return encoded;
    }
  }

  private static boolean isSecret(String name) {
    return Secrets.isSecret(name) || Pattern.compile("-{0,2}" + NAME).matcher(name).matches();
  }

  // ---- hiding

  /// A log, a journal, any text.
  public String text(String text) {
    return cleaned(MENTIONED, text);
  }

  /// A Compose or environment file: what stands behind the name of a secret is hidden to the end of
  /// its value, also where that goes over several lines.
  public String file(String text) {
    return cleaned(ASSIGNED, withoutContinuedValues(text));
  }

  private String cleaned(Pattern assignments, String text) {
    String clean = withoutValues(text);
    clean = KEY_FILE.matcher(clean).replaceAll(HIDDEN);
    clean = IN_ADDRESS.matcher(clean).replaceAll("$1" + HIDDEN + "@");
    clean = assignments.matcher(clean).replaceAll("$1$2" + HIDDEN);
    clean = ARGUMENT.matcher(clean).replaceAll("$1" + HIDDEN);
    clean = HEADER.matcher(clean).replaceAll("$1 " + HIDDEN);
    clean = SIGNED_TOKEN.matcher(clean).replaceAll(HIDDEN);
    return withoutPeople(clean);
  }

  private String withoutValues(String text) {
    String clean = text;
    for (String value : values) {
      clean = clean.replace(value, HIDDEN);
    }
    for (String piece : base64) {
      clean = withoutWord(clean, piece);
    }
    return clean;
  }

  /// Without each encoded word that has this piece in it.
  private static String withoutWord(String text, String piece) {
    int at = text.indexOf(piece);
    if (at < 0) {
      return text;
    }
    StringBuilder clean = new StringBuilder();
    int done = 0;
    while (at >= 0) {
      int from = at;
      while (from > done && isBase64(text.charAt(from - 1))) {
        from--;
      }
      int to = at + piece.length();
      while (to < text.length() && isBase64(text.charAt(to))) {
        to++;
      }
      clean.append(text, done, from).append(HIDDEN);
      done = to;
      at = text.indexOf(piece, to);
    }
    return clean.append(text.substring(done)).toString();
  }

  private static boolean isBase64(char letter) {
    return (letter >= 'a' && letter <= 'z')
        || (letter >= 'A' && letter <= 'Z')
        || (letter >= '0' && letter <= '9')
        || "+/=-_".indexOf(letter) >= 0;
  }

  /// The begin of a value that may go on in the next lines: a block (`|`, `>`) or an open quote.
  private static final Pattern CONTINUED =
      Pattern.compile(
          "^([ \\t]{0,80}(?:-[ \\t]{1,8})?[\"']?(?:export )?"
              + NAME
              + "[\"']?[ \\t]{0,8}[:=][ \\t]{0,8})"
              + "(?:([|>])[0-9+-]{0,3}[ \\t]{0,8}|([\"'])((?:(?!\\3).){0,4000}))$");

  private static String withoutContinuedValues(String text) {
    StringBuilder clean = new StringBuilder();
    int block = -1;
    String quote = "";
    for (String line : text.split("\n", -1)) {
      String bare = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
      if (!quote.isEmpty()) {
        quote = bare.contains(quote) ? "" : quote;
        continue;
      }
      if (block >= 0 && (bare.isBlank() || indentation(bare) > block)) {
        continue;
      }
      block = -1;
      Matcher continued = CONTINUED.matcher(bare);
      if (continued.find()) {
        clean.append(continued.group(1)).append(HIDDEN).append('\n');
        if (continued.group(2) != null) {
          block = indentation(bare);
        } else {
          quote = continued.group(3);
        }
      } else {
        clean.append(line).append('\n');
      }
    }
    return clean.isEmpty() ? "" : clean.substring(0, clean.length() - 1);
  }

  private static int indentation(String line) {
    return line.length() - line.stripLeading().length();
  }

  private String withoutPeople(String text) {
    String clean = text;
    for (String home : homes) {
      clean = clean.replace(home, "~");
    }
    clean = OF_A_USER.matcher(clean).replaceAll("$1<user>");
    clean = E_MAIL.matcher(clean).replaceAll("<e-mail>");
    if (user.length() >= SHORTEST - 1 && !EVERYBODYS.contains(user)) {
      clean =
          Pattern.compile("(?<![\\p{L}\\p{N}])" + Pattern.quote(user) + "(?![\\p{L}\\p{N}])")
              .matcher(clean)
              .replaceAll("<user>");
    }
    return clean;
  }

  /// A home folder as this system writes it, as JSON does, with slashes only, and in an address.
  private static List<String> homes(String home) {
    if (home.length() <= SHORTEST) {
      return List.of();
    }
    String slashes = home.replace('\\', '/');
    Set<String> forms = new TreeSet<>(longestFirst());
    forms.addAll(List.of(home, home.replace("\\", "\\\\"), slashes, slashes.replace(" ", "%20")));
    return List.copyOf(forms);
  }
}
