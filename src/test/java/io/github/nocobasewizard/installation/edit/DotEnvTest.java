package io.github.nocobasewizard.installation.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DotEnvTest {
  private static DotEnv parse(String text) throws RefusedException {
    Path path = Path.of(".env");
    Variables shell = Variables.ofProcess(Map.of("SHELL_VARIABLE", "from shell"), false);
    return DotEnv.parse(TextFile.decode(path, path, text.getBytes(StandardCharsets.UTF_8)), shell);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '`',
      value = {
        "A=1.9 => 1.9",
        "A = 1.9 => 1.9",
        "export A=1.9 => 1.9",
        "A: 1.9 => 1.9",
        "A=x:1.9 => x:1.9",
        "A=1.9 # comment => 1.9",
        "A=1.9#no comment => 1.9#no comment",
        "A='1.9' # comment => 1.9",
        "A='$B \\n' => $B \\n",
        "A=\"1\\t9\" => `1\t9`",
        "A=\"\\$B\" => $B",
        "A='it\\'s' => it's",
        "A=$SHELL_VARIABLE => from shell",
        "A=${NONE:-1.9} => 1.9",
        "A=\uFEFF1 => \uFEFF1",
      })
  void readsAValue(String text, String value) throws RefusedException {
    assertThat(parse(text).values().get("A")).extracting(Traced::text).isEqualTo(value);
  }

  @Test
  void takesTheLastLineAndFollowsEarlierOnes() throws RefusedException {
    DotEnv env = parse("V=1\nV=2\nA=${V}-full\nV=3\n");
    assertThat(env.values().get("A")).extracting(Traced::text).isEqualTo("2-full");
    assertThat(env.values().get("V")).extracting(Traced::text).isEqualTo("3");
    assertThat(env.entries()).hasSize(4);
  }

  @Test
  void remembersTheBytesOfEveryCharacter() throws RefusedException {
    Traced value = parse("\uFEFF# ä🚀\r\nA = \"1.9\"\r\n").values().get("A");
    assertThat(value.text()).isEqualTo("1.9");
    assertThat(value.cells().getFirst().start()).isEqualTo(3 + 2 + 2 + 4 + 2 + 5);
    assertThat(value.cells().getFirst().source())
        .isInstanceOfSatisfying(
            Traced.Source.Variable.class, line -> assertThat(line.line()).isEqualTo(2));
  }

  @ParameterizedTest
  @ValueSource(strings = {"A B=1", "A=\"1", "A='1", "A!=1", "A=${", "A=${B:?}", "export "})
  void refusesWhatComposeRefuses(String text) {
    assertThatThrownBy(() -> parse(text))
        .isInstanceOfSatisfying(
            RefusedException.class,
            refused ->
                assertThat(refused.refused().reason()).isEqualTo(Reason.ENVIRONMENT_FILE_INVALID));
  }
}
