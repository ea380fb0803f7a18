package io.github.nocobasewizard.installation.edit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Random environment files, read here and by the real Compose.
/// `-Dcomparison.rounds=1000` makes it search longer, `-Dcomparison.seed=1` from a known start.
class EnvironmentFileComparisonIT {
  private static final int ROUNDS = Integer.getInteger("comparison.rounds", 3);
  private static final int FILES = 40;
  private static final String[] PIECES = {
    "A",
    "B",
    "C",
    "TAG",
    "=",
    "=",
    "=",
    ":",
    ": ",
    " = ",
    "\n",
    "\n",
    "\n",
    "\r\n",
    "\"",
    "\"",
    "'",
    "'",
    "#",
    " #",
    " # x",
    "export ",
    "export\t",
    "exportX",
    " ",
    "\t",
    "$A",
    "${B}",
    "${C:-d}",
    "${A-e}",
    "${B:+f}",
    "${TAG:?m}",
    "$$",
    "$",
    "\\",
    "\\\"",
    "\\n",
    "\\$",
    "\\'",
    "\\\\",
    "\\0101",
    "\\01",
    "1.9",
    "x:1",
    "nocobase/nocobase",
    "ä",
    "🚀",
    "\u00A0",
    "\u0085",
    ".",
    "-",
    "[",
    "]",
    "{",
    "}",
    "\n\n",
    "\r",
    "\uFEFF",
    "\u3000",
    "²",
    "#\n"
  };

  @TempDir Path folder;

  @BeforeEach
  void needsCompose() {
    RealCompose.assumeThere();
  }

  @Test
  void readsEnvironmentFilesAsComposeDoes() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      long seed = Long.getLong("comparison.seed", System.nanoTime()) + round;
      compare(seed);
    }
  }

  private void compare(long seed) throws Exception {
    Random random = new Random(seed);
    Sandbox sandbox = new Sandbox(folder).shell("C", "from shell");
    List<@Nullable Map<String, String>> mine = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    StringBuilder compose = new StringBuilder("services:\n");
    for (int i = 0; i < FILES; i++) {
      String text = text(random);
      texts.add(text);
      sandbox.file("e" + i, text);
      Map<String, String> read = read(sandbox, text);
      mine.add(read);
      if (read != null) {
        compose.append("  s" + i + ": {image: a, env_file: [e" + i + "]}\n");
      }
    }
    sandbox.compose(compose + "  last: {image: a}\n");
    RealCompose.Answer answer = RealCompose.config(sandbox.source());
    assertThat(answer.accepted()).as("seed %d: %s", seed, answer.error()).isTrue();
    JsonNode services = new JsonMapper().readTree(answer.json()).path("services");
    for (int i = 0; i < FILES; i++) {
      Map<String, String> read = mine.get(i);
      if (read != null) {
        assertThat(environment(services.path("s" + i)))
            .as("seed %d file %d <<<%s>>>", seed, i, texts.get(i))
            .isEqualTo(read);
      }
    }
    int refused = mine.indexOf(null);
    if (refused >= 0) {
      sandbox.compose("services: {s: {image: a, env_file: [e" + refused + "]}}");
      assertThat(RealCompose.config(sandbox.source()).accepted())
          .as("seed %d refused here <<<%s>>>", seed, texts.get(refused))
          .isFalse();
    }
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    int statements = 1 + random.nextInt(4);
    for (int i = 0; i < statements; i++) {
      if (random.nextInt(3) > 0) {
        text.append(PIECES[random.nextInt(4)]).append(random.nextBoolean() ? "=" : ": ");
      }
      int pieces = random.nextInt(7);
      for (int k = 0; k < pieces; k++) {
        text.append(PIECES[random.nextInt(PIECES.length)]);
      }
      text.append(random.nextInt(6) == 0 ? "" : "\n");
    }
    return text.toString();
  }

  private static @Nullable Map<String, String> read(Sandbox sandbox, String text) throws Exception {
    Path path = sandbox.path("e");
    try {
      Variables shell = Variables.ofProcess(sandbox.source().environment(), false);
      TextFile file = TextFile.decode(path, path, text.getBytes(StandardCharsets.UTF_8));
      Map<String, String> values = new TreeMap<>();
      DotEnv.parse(file, shell).values().forEach((name, value) -> values.put(name, value.text()));
      return values;
    } catch (RefusedException refused) {
      return null;
    }
  }

  private static Map<String, String> environment(JsonNode service) {
    Map<String, String> values = new TreeMap<>();
    service
        .path("environment")
        .properties()
        .forEach(e -> values.put(e.getKey(), e.getValue().asText().replace("$$", "$")));
    return values;
  }
}
