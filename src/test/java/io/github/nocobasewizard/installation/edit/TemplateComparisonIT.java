package io.github.nocobasewizard.installation.edit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Random texts with variables, filled in here and by the real Compose.
/// `-Dcomparison.rounds=1000` makes it search longer, `-Dcomparison.seed=1` from a known start.
class TemplateComparisonIT {
  private static final int ROUNDS = Integer.getInteger("comparison.rounds", 3);
  private static final int TEXTS = 400;
  private static final String[] PIECES = {
    "$",
    "$$",
    "${",
    "}",
    "{",
    "A",
    "B",
    "E",
    "_x",
    "a",
    ":-",
    "-",
    ":+",
    "+",
    ":?",
    "?",
    ":",
    "$A",
    "${A}",
    "${B:-x}",
    "${E:-y}",
    "${E-y}",
    "${B:+z}",
    "${A:+z}",
    "${A:?m}",
    "${B-${A}}",
    "\n",
    " ",
    "1.9",
    "é",
    "🚀",
    "\u017F",
    "\u212A",
    "$1",
    "${1}",
    "${A:-${B:-${E:-deep}}}"
  };

  @TempDir Path folder;

  @BeforeEach
  void needsCompose() {
    RealCompose.assumeThere();
  }

  @Test
  void fillsInVariablesAsComposeDoes() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      compare(Long.getLong("comparison.seed", System.nanoTime()) + round);
    }
  }

  private void compare(long seed) throws Exception {
    Random random = new Random(seed);
    List<String> texts = new ArrayList<>();
    List<String> filled = new ArrayList<>();
    String refused = "$ is fine";
    while (texts.size() < TEXTS) {
      String text = text(random);
      String mine = fill(text);
      if (mine == null) {
        refused = text;
      } else {
        texts.add(text);
        filled.add(mine);
      }
    }
    ObjectMapper json = new ObjectMapper();
    Sandbox sandbox = new Sandbox(folder).shell("A", "from A").shell("E", "");
    sandbox.compose("services: {s: {image: a}}\nx-list: " + json.writeValueAsString(texts));
    RealCompose.Answer answer = RealCompose.config(sandbox.source());
    assertThat(answer.accepted()).as("seed %d: %s", seed, answer.error()).isTrue();
    JsonNode list = json.readTree(answer.json()).path("x-list");
    for (int i = 0; i < TEXTS; i++) {
      assertThat(list.path(i).asText().replace("$$", "$"))
          .as("seed %d <<<%s>>>", seed, texts.get(i))
          .isEqualTo(filled.get(i));
    }
    if (fill(refused) == null) {
      sandbox.compose(
          "services: {s: {image: a}}\nx-list: " + json.writeValueAsString(List.of(refused)));
      assertThat(RealCompose.config(sandbox.source()).accepted())
          .as("seed %d refused here <<<%s>>>", seed, refused)
          .isFalse();
    }
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    int pieces = 1 + random.nextInt(8);
    for (int i = 0; i < pieces; i++) {
      text.append(PIECES[random.nextInt(PIECES.length)]);
    }
    return text.toString();
  }

  private static @Nullable String fill(String text) throws RefusedException {
    Traced.Source nowhere = new Traced.Source.Computed("");
    Template template =
        new Template(name ->
            switch (name) {
              case "A" -> Traced.unwritten("from A", nowhere);
              case "E" -> Traced.EMPTY;
              default -> null;
            });
    try {
      return template.fill(Traced.unwritten(text, nowhere)).text();
    } catch (Template.InvalidException invalid) {
      return null;
    }
  }
}
