package io.github.nocobasewizard.installation.edit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// A random project that combines every way of writing an image which Compose accepts, and some
/// that it does not.
final class HostileProject {
  private static final String[] TAGS = {
    "1.9.62-full",
    "latest",
    "latest-full",
    "2.1.0-beta.47-full",
    "1.6",
    "1.9.33",
    "2.2-full-no-nginx"
  };
  private static final String[] NAMES = {
    "nocobase/nocobase",
    "docker.io/nocobase/nocobase",
    "registry.cn-shanghai.aliyuncs.com/nocobase/nocobase",
    "localhost:5000/me/nocobase"
  };
  private static final String[] VARIABLES = {"NB_TAG", "NOCOBASE_IMAGE", "REPO", "V", "_x1", "Tag"};

  private static final String[] DAMAGE = {
    "",
    " ",
    "  ",
    "\n",
    "\r",
    "\r\n",
    "\t",
    ":",
    ": ",
    "-",
    "- ",
    "#",
    " #",
    "&a",
    "*a",
    "*a0",
    "!x ",
    "!reset ",
    "!override ",
    "{",
    "}",
    "[",
    "]",
    ",",
    "'",
    "\"",
    "|",
    ">",
    "%",
    "@",
    "`",
    "$",
    "$$",
    "${",
    "${V",
    "\\",
    "\n---\n",
    "\n...\n",
    "<<: ",
    "? ",
    "\u0085",
    "\u2028",
    "\uFEFF",
    "\u00A0",
    "🚀",
    "\0",
    "image",
    "services:",
    "=",
    "=x",
    "export ",
    "~",
    "null",
    "0x1",
    "1_0",
    "!!binary ",
    "\u0007"
  };

  private final Random random;
  private final Map<String, String> files = new LinkedHashMap<>();
  private final Map<String, String> variables = new LinkedHashMap<>();
  private final Map<String, String> shell = new TreeMap<>();
  private final StringBuilder environment = new StringBuilder();
  private int names;

  private HostileProject(Random random) {
    this.random = random;
  }

  /// @param files by their names, contents as bytes
  /// @param moved the services to move
  record Project(Map<String, byte[]> files, Map<String, String> shell, List<String> moved) {
    Sandbox in(Path folder) {
      Sandbox sandbox = new Sandbox(folder);
      files.forEach(sandbox::file);
      shell.forEach(sandbox::shell);
      return sandbox;
    }

    /// After these edits.
    Project with(List<FileEdit> edits) {
      Map<String, byte[]> edited = new LinkedHashMap<>(files);
      for (FileEdit edit : edits) {
        String name = Path.of("/project").toAbsolutePath().relativize(edit.file()).toString();
        edited.put(name.replace('\\', '/'), edit.after());
      }
      return new Project(edited, shell, moved);
    }

    /// With some characters changed, removed or put in.
    Project damaged(Random random, int times) {
      Map<String, byte[]> damaged = new LinkedHashMap<>(files);
      List<String> names = List.copyOf(files.keySet());
      for (int i = 0; i < times; i++) {
        String name = names.get(random.nextInt(names.size()));
        String text = new String(damaged.get(name), StandardCharsets.UTF_8);
        int at = random.nextInt(text.length() + 1);
        int end = Math.min(text.length(), at + random.nextInt(3));
        String insert = DAMAGE[random.nextInt(DAMAGE.length)];
        String changed = text.substring(0, at) + insert + text.substring(end);
        damaged.put(name, changed.getBytes(StandardCharsets.UTF_8));
      }
      return new Project(damaged, shell, moved);
    }

    /// The same without a disk.
    ProjectFiles read() {
      return ProjectFiles.read(source(), memory());
    }

    ProjectSource source() {
      return new ProjectSource(Path.of("/project"), List.of(), List.of(), shell, false);
    }

    FileSource memory() {
      return new FileSource() {
        private byte[] find(Path file) {
          Path name = Path.of("/project").toAbsolutePath().relativize(identity(file));
          return files.get(name.toString().replace('\\', '/'));
        }

        @Override
        public byte[] read(Path file) throws IOException {
          byte[] bytes = find(file);
          if (bytes == null) {
            throw new NoSuchFileException(file.toString());
          }
          return bytes.clone();
        }

        @Override
        public boolean isFile(Path file) {
          return find(file) != null;
        }

        @Override
        public Path identity(Path file) {
          return file.toAbsolutePath().normalize();
        }
      };
    }

    @Override
    public String toString() {
      StringBuilder text = new StringBuilder("shell " + shell + " moved " + moved + "\n");
      files.forEach((name, bytes) ->
          text.append("=== ")
              .append(name)
              .append('\n')
              .append(new String(bytes, StandardCharsets.UTF_8))
              .append('\n'));
      return text.toString();
    }
  }

  static Project generate(Random random) {
    return new HostileProject(random).generate();
  }

  private Project generate() {
    List<String> moved = new ArrayList<>(List.of("app"));
    StringBuilder main = new StringBuilder();
    StringBuilder services = new StringBuilder("services:\n");
    services.append(noise(2));
    if (chance(2)) {
      services.append(service("db", field("image", scalar("postgres:16", 6, false, ""), 4)));
    }
    services.append(app(main));
    if (chance(3)) {
      services.append(worker());
      if (chance(2)) {
        moved.add("worker");
      }
    }
    services.append(noise(2));
    if (chance(4)) {
      main.append("x-note: ")
          .append(scalar(pick("${NB_TAG:-n}", "note", "🚀 ä"), 2, false, ""))
          .append('\n');
    }
    main.append(services);
    if (chance(6)) {
      main.append("volumes: {data: {}}\n");
    }
    if (chance(8)) {
      main.insert(0, pick("---\n", "%YAML 1.1\n---\n", "# 🚀 " + "é".repeat(3) + "\n---\n"));
    }
    if (chance(12)) {
      main.append("...\n");
    }
    if (chance(8)) {
      main.append("---\nservices:\n  ")
          .append(pick("app", "db"))
          .append(":\n    restart: always\n");
    }
    files.put("docker-compose.yml", main.toString());
    if (!environment.isEmpty() || chance(3)) {
      files.put(".env", environmentFile());
    }
    Map<String, byte[]> bytes = new LinkedHashMap<>();
    files.forEach((name, text) -> bytes.put(name, encode(text)));
    return new Project(bytes, shell, moved);
  }

  /// The service `app`; what it needs besides goes to `main` or into other files.
  private String app(StringBuilder main) {
    String image = image();
    String anchor = "a" + names++;
    switch (random.nextInt(10)) {
      case 0 -> {
        main.append("x-image: ").append(scalar(image, 2, false, "&" + anchor + " ")).append('\n');
        return service("app", "    image: *" + anchor + comment() + "\n" + extras());
      }
      case 1 -> {
        main.append("x-base: &")
            .append(anchor)
            .append("\n")
            .append(field("image", scalar(image, 4, false, ""), 2))
            .append(extras().indent(-2));
        String merge =
            pick(
                "    <<: *" + anchor,
                "    <<: [*" + anchor + "]",
                "    <<: [{restart: 'no'}, *" + anchor + "]");
        return service("app", merge + "\n    command: [x]\n");
      }
      case 2 -> {
        String base = service("base", field("image", scalar(image, 6, false, ""), 4));
        return base
            + service(
                "app", pick("    extends: base\n", "    extends: {service: base}\n") + extras());
      }
      case 3 -> {
        files.put(
            "common/base.yml",
            "services:\n" + service("base", field("image", scalar(image, 6, false, ""), 4)));
        return service(
            "app", "    extends:\n      file: common/base.yml\n      service: base\n" + extras());
      }
      case 4 -> {
        files.put(
            "sub/inc.yml",
            "services:\n"
                + service("app", field("image", scalar(image, 6, false, ""), 4) + extras()));
        if (chance(3)) {
          files.put("sub/.env", "NB_TAG=" + pick(TAGS) + "\nOTHER=1\n");
        }
        main.append(pick("include: [sub/inc.yml]\n", "include:\n  - path: ./sub/inc.yml\n"));
        return service("cache", "    image: redis:7\n");
      }
      case 5 -> {
        files.put(
            pick("docker-compose.override.yml", "compose.override.yaml"),
            "services:\n" + service("app", field("image", scalar(image, 6, false, ""), 4)));
        return service("app", field("image", scalar(image(), 6, false, ""), 4) + extras());
      }
      case 6 -> {
        String flow =
            "  app: {"
                + "image: "
                + scalar(image, 0, true, "")
                + ", restart: always}"
                + comment()
                + "\n";
        return flow;
      }
      case 7 -> {
        String literal = field("image", scalar(image, 6, false, "&" + anchor + " "), 4);
        return service("app", literal + extras())
            + service(
                "twin",
                pick(
                    "    image: *" + anchor + "\n",
                    "    image: redis\n    labels: {l: *" + anchor + "}\n"));
      }
      default -> {
        return service("app", field("image", scalar(image, 6, false, ""), 4) + extras());
      }
    }
  }

  private String worker() {
    return service("worker", field("image", scalar(image(), 6, false, ""), 4) + extras());
  }

  private String service(String name, String body) {
    String key = chance(5) ? pick("\"" + name + "\"", "'" + name + "'") : name;
    return "  " + key + ":" + comment() + "\n" + noise(4) + body + noise(4);
  }

  private String field(String key, String value, int indent) {
    String name = chance(8) ? "\"" + key + "\"" : key;
    return " ".repeat(indent) + name + ":" + (chance(6) ? "   " : " ") + value + "\n";
  }

  private String extras() {
    StringBuilder extras = new StringBuilder();
    if (chance(4)) {
      extras.append("    environment:\n      - DB_HOST=db\n      - A=${NB_TAG2:-x}\n");
      if (chance(5)) {
        extras.append("      - ").append(pick(VARIABLES)).append('\n');
      }
    } else if (chance(4)) {
      extras
          .append("    environment: {A: \"b$$c\", ")
          .append(pick(VARIABLES))
          .append(": ")
          .append(chance(6) ? "" : "\"x\"")
          .append("}\n");
    }
    if (chance(10)) {
      extras.append("    labels:\n      v: \"${").append(pick(VARIABLES)).append(":-1}\"\n");
    }
    if (chance(12) && !environment.isEmpty()) {
      extras
          .append("    env_file: ")
          .append(pick(".env", "[.env]", "[{path: .env, required: false}]"))
          .append('\n');
    }
    if (chance(6)) {
      extras.append("    command: \"echo 1.9.62-full 🚀 $$HOME\"\n");
    }
    return extras.toString();
  }

  private String image() {
    String name = pick(NAMES);
    String tag = chance(12) ? "" : ":" + pick(TAGS);
    String digest = chance(8) ? "@sha256:" + "0123456789abcdef".repeat(4) : "";
    if (chance(25)) {
      return pick("", "NOT an image", "${MISSING}", "a/b:${MISSING}", "${", "$$x", "a:b:c");
    }
    return express(name, 0) + express(tag, 1) + express(digest, 2);
  }

  /// Writes a text with some of it in variables.
  private String express(String text, int kind) {
    if (text.isEmpty() || chance(2)) {
      return escapeDollar(text);
    }
    int start = kind > 0 && chance(2) ? 1 : chance(6) ? random.nextInt(text.length()) : 0;
    int end = chance(5) ? start + random.nextInt(text.length() - start + 1) : text.length();
    return text.substring(0, start) + variable(text.substring(start, end), 0) + text.substring(end);
  }

  private static String escapeDollar(String text) {
    return text.replace("$", "$$");
  }

  private String variable(String value, int depth) {
    if (depth > 2) {
      return value;
    }
    String name = pick(VARIABLES);
    if (chance(3)) {
      name = name + names++;
    }
    String known = variables.get(name);
    boolean free = known == null;
    switch (random.nextInt(8)) {
      case 0, 1 -> {
        String text = chance(3) ? variable(value, depth + 1) : value;
        return "${" + name + pick(":-", "-") + text + "}";
      }
      case 2 -> {
        set(name, "yes");
        return "${" + name + pick(":+", "+") + value + "}";
      }
      default -> {
        if (free) {
          set(name, value);
        }
        return "${"
            + name
            + pick("", "", ":-latest", "-x", ":?must be set", "?oh no", ":-${Q:-z}")
            + "}";
      }
    }
  }

  private void set(String name, String value) {
    variables.put(name, value);
    if (chance(12)) {
      shell.put(name, value);
      return;
    }
    if (chance(6)) {
      environment.append(noise(0));
    }
    if (chance(8)) {
      environment.append(name).append("=older\n");
    }
    String written = value;
    if (chance(8)) {
      String part = name + "_PART";
      environment.append(part).append('=').append(value).append('\n');
      written = pick("${" + part + "}", "$" + part, "${" + part + ":-x}");
    }
    String quoted =
        switch (random.nextInt(5)) {
          case 0 -> "\"" + written + "\"";
          case 1 -> written.contains("$") ? written : "'" + written + "'";
          default -> written;
        };
    environment
        .append(chance(6) ? "export " : "")
        .append(name)
        .append(pick("=", "=", "=", " = ", ": "))
        .append(quoted)
        .append(pick("", "", " # 1.9.62-full", "   "))
        .append('\n');
  }

  private String environmentFile() {
    String text =
        noise(0)
            + environment
            + pick("", "DB_PASSWORD='p@$$w0rd#1'\n", "COMMENT=é🚀 # x\n", "TZ=Asia/Shanghai");
    return text;
  }

  private String noise(int indent) {
    StringBuilder noise = new StringBuilder();
    while (chance(5)) {
      noise.append(
          pick(
              "\n",
              " ".repeat(indent) + "# image: nocobase/nocobase:0.0.1 🚀\n",
              "   \n",
              "# ü\t\n",
              "#\n"));
    }
    return noise.toString();
  }

  private String comment() {
    return chance(6) ? pick(" # 1.9.62-full", "  # 🚀", " #", "\t# 1.9.62-full", "\t") : "";
  }

  private String properties(String anchor) {
    return chance(8)
        ? (anchor.isEmpty() && chance(2) ? "&n" + names++ + " " : anchor) + pick("", "!!str ", "! ")
        : anchor;
  }

  private String scalar(String value, int indent, boolean flow, String anchor) {
    String properties = (chance(20) ? pick("\t", "\t\t ") : "") + properties(anchor);
    List<String> styles =
        new ArrayList<>(List.of("'" + value.replace("'", "''") + "'", doubleQuoted(value, indent)));
    boolean plain = !value.isEmpty() && !value.contains(": ") && !value.endsWith(":");
    if (plain && !(flow && value.matches(".*[{}\\[\\],].*"))) {
      styles.add(value);
      styles.add(value);
    }
    if (!flow && !value.isEmpty()) {
      String pad = " ".repeat(indent);
      styles.add(
          pick(">-", "|-", ">2-".replace("2", ""), "|", ">") + comment() + "\n" + pad + value);
      styles.add("\n" + pad + styles.getFirst());
    }
    String written = styles.get(random.nextInt(styles.size()));
    boolean block =
        written.contains("\n") && !written.startsWith("\n") && !written.startsWith("\"");
    return properties + written + (flow || block ? "" : comment());
  }

  private String doubleQuoted(String value, int indent) {
    StringBuilder text = new StringBuilder("\"");
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        text.append('\\').append(c);
      } else if (chance(60)) {
        text.append(pick("\\x%02x", "\\u%04x", "\\U%08x").formatted((int) c));
      } else if (chance(120)) {
        text.append("\\\n").append(" ".repeat(indent)).append(c == ' ' ? "\\ " : String.valueOf(c));
      } else {
        text.append(c);
      }
    }
    return text.append('"').toString();
  }

  private byte[] encode(String text) {
    String written = text;
    if (chance(6)) {
      written = written.replace("\n", "\r\n");
    } else if (chance(20)) {
      written =
          written.lines().map(line -> line + pick("\n", "\r\n")).collect(Collectors.joining());
    }
    if (chance(6) && written.endsWith("\n")) {
      written = written.stripTrailing();
    }
    if (chance(8)) {
      written = "\uFEFF" + written;
    }
    return written.getBytes(StandardCharsets.UTF_8);
  }

  private boolean chance(int oneIn) {
    return random.nextInt(oneIn) == 0;
  }

  private String pick(String... choices) {
    return choices[random.nextInt(choices.length)];
  }
}
