package io.github.nocobasewizard.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nocobasewizard.testing.Eventually;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SingleInstanceTest {
  private static final Map<String, String> SCREEN = Map.of("DISPLAY", ":0");

  @TempDir Path data;
  private final AtomicInteger shown = new AtomicInteger();

  private SingleInstance first() {
    return SingleInstance.first(data, SCREEN, shown::incrementAndGet).orElseThrow();
  }

  @Test
  void aSecondStartShowsTheWindowOfTheFirstAsOftenAsItHappens() {
    try (var _ = first()) {
      assertThat(SingleInstance.showOther(data, SCREEN)).isTrue();
      assertThat(SingleInstance.showOther(data, SCREEN)).isTrue();
      Eventually.await("shown twice", () -> shown.get() == 2);
    }
  }

  @Test
  void afterTheFirstHasEndedTheNextOneStarts() {
    first().close();

    assertThat(SingleInstance.showOther(data, SCREEN)).isFalse();
    assertThat(data).isEmptyDirectory();
  }

  @Test
  void aWindowOnAnotherScreenIsNoWindow() {
    try (var _ = first()) {
      assertThat(SingleInstance.showOther(data, Map.of("DISPLAY", ":1"))).isFalse();
    }
    assertThat(shown).hasValue(0);
  }

  @Test
  void nothingThatWasLeftBehindStopsAStart() throws Exception {
    Path file = data.resolve("window.properties");
    for (String left : new String[] {"", "port=", "port=1\nsecret=x\n", "port=99999\nsecret=x\n"}) {
      Files.writeString(file, left);
      assertThat(SingleInstance.showOther(data, Map.of())).as(left).isFalse();
    }
    assertThat(SingleInstance.showOther(data.resolve("not there"), SCREEN)).isFalse();
  }

  @Test
  void aProgramThatDoesNotAnswerStopsNoStart() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      first().close();
      Files.writeString(
          data.resolve("window.properties"),
          "secret=x\nscreen=[\\:0, , ]\nport=" + silent.getLocalPort());

      assertThat(SingleInstance.showOther(data, SCREEN)).isFalse();
    }
  }

  @Test
  void whoDoesNotKnowTheSecretMovesNoWindow() throws Exception {
    try (var _ = first()) {
      Path file = data.resolve("window.properties");
      Files.writeString(
          file, Files.readString(file).replaceFirst("secret=.*", "secret=" + "0".repeat(32)));

      assertThat(SingleInstance.showOther(data, SCREEN)).isFalse();
    }
    assertThat(shown).hasValue(0);
  }
}
