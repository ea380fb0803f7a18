package io.github.nocobasewizard.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nocobasewizard.engine.docker.FrameReader.Frame;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.OptionalInt;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ExecOutputTest {
  private static final String NONCE = "0123456789abcdef0123456789abcdef";

  private final ByteArrayOutputStream stdout = new ByteArrayOutputStream();
  private final ExecOutput output = new ExecOutput(NONCE, stdout);

  @Property
  void passesOnExactlyWhatTheCommandPrints(
      @ForAll byte[] content,
      @ForAll @IntRange(min = 1, max = 50) int piece,
      @ForAll @IntRange(max = 255) int exitCode)
      throws IOException {
    ByteArrayOutputStream target = new ByteArrayOutputStream();
    ExecOutput run = new ExecOutput(NONCE, target);
    run.add(error(NONCE + " 42 found\n"));
    byte[] all = FrameReaderTest.concat(content, bytes(ExecScript.trailer(NONCE, exitCode)));
    for (int from = 0; from < all.length; from += piece) {
      assertThat(run.exitCode()).isEmpty();
      run.add(new Frame(false, Arrays.copyOfRange(all, from, Math.min(all.length, from + piece))));
    }

    assertThat(run.exitCode()).isEqualTo(OptionalInt.of(exitCode));
    run.finish();
    assertThat(target.toByteArray()).isEqualTo(content);
  }

  @Test
  void holdsNothingBackThatCannotBeTheScriptsLastLine() throws Exception {
    output.add(error(NONCE + " 42 found\n"));

    output.add(out("progress 1\n"));

    assertThat(stdout.toString(StandardCharsets.UTF_8)).isEqualTo("progress 1\n");
  }

  @Test
  void passesOnWhatOnlyLooksLikeTheLastLine() throws Exception {
    output.add(error(NONCE + " 42 found\n"));
    output.add(out(NONCE + " 00x\n" + NONCE.substring(0, 9)));
    output.add(out("!"));

    assertThat(output.exitCode()).isEmpty();
    assertThat(stdout.toString(StandardCharsets.UTF_8))
        .isEqualTo(NONCE + " 00x\n" + NONCE.substring(0, 9) + "!");
  }

  @Test
  void waitsForTheScriptsFirstWordWhicheverStreamComesFirst() throws Exception {
    output.add(out("early"));
    assertThat(stdout.size()).isZero();

    output.add(error(NONCE + " 42"));
    assertThat(output.pid()).isEmpty();
    output.add(error(" found\nfirst error"));

    assertThat(output.pid()).contains("42");
    assertThat(stdout.toString(StandardCharsets.UTF_8)).isEqualTo("early");
    assertThat(output.stderr()).isEqualTo("first error");
  }

  @Test
  void hearsThatThereIsNoSuchCommand() throws Exception {
    output.add(error(NONCE + " 42 missing\n"));

    assertThat(output.commandFound()).isFalse();
    assertThat(output.stderr()).isEmpty();
  }

  @Test
  void keepsTheEnginesOwnWordsFromTheReader() throws Exception {
    output.add(out("OCI runtime exec failed: exec failed: …\r\n"));

    assertThat(output.heldText()).isEqualTo("OCI runtime exec failed: exec failed: …");
    assertThat(stdout.size()).isZero();
  }

  @Test
  void keepsTheEndOfALongStandardError() throws Exception {
    output.add(error(NONCE + " 42 found\n"));
    for (int i = 0; i < 300; i++) {
      output.add(error("x".repeat(1000)));
    }
    output.add(error("end"));

    assertThat(output.stderr()).hasSize(64 * 1024).endsWith("xend");
  }

  private static Frame out(String text) {
    return new Frame(false, bytes(text));
  }

  private static Frame error(String text) {
    return new Frame(true, bytes(text));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
