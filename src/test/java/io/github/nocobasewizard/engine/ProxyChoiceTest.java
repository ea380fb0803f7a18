package io.github.nocobasewizard.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nocobasewizard.engine.ProxyChoice.AsSystem;
import io.github.nocobasewizard.engine.ProxyChoice.None;
import io.github.nocobasewizard.engine.ProxyChoice.This;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyChoiceTest {
  @ParameterizedTest
  @CsvSource({
    "proxy.example.com:8080, proxy.example.com, 8080",
    "' 10.0.0.7:3128 ', 10.0.0.7, 3128",
    "http://proxy:80/, proxy, 80",
    "[fd00::1]:65535, [fd00::1], 65535",
    "bücher_1-a.example:1, bücher_1-a.example, 1"
  })
  void anAddressHasANameAndAPort(String text, String host, int port) {
    assertThat(ProxyAddress.parse(text)).contains(new ProxyAddress(host, port));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "none",
        "proxy.example.com",
        "proxy.example.com:",
        ":8080",
        "proxy:port",
        "proxy:0",
        "proxy:65536",
        "proxy:99999999999",
        "proxy:-1",
        "my proxy:8080",
        "https://proxy:443",
        "socks://proxy:1080",
        "user:secret@proxy:8080",
        "proxy:8080/path"
      })
  void anythingElseIsNone(String text) {
    assertThat(ProxyAddress.parse(text)).isEmpty();
  }

  @Test
  void whatWasSavedIsReadAgain() {
    Stream.of(new AsSystem(), new None(), new This(new ProxyAddress("proxy", 8080)))
        .forEach(
            choice -> assertThat(ProxyChoice.of(Optional.of(choice.saved()))).isEqualTo(choice));
    assertThat(ProxyChoice.of(Optional.empty())).isEqualTo(new AsSystem());
    assertThat(ProxyChoice.of(Optional.of("nonsense"))).isEqualTo(new AsSystem());
  }
}
