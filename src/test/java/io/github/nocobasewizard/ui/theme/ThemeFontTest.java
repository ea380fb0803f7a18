package io.github.nocobasewizard.ui.theme;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ThemeFontTest {
  @Test
  void windowsAndMacKeepTheirSystemFontForEnglish() {
    assertThat(css(Locale.ENGLISH, "Windows 11", Set.of("Segoe UI", "Noto Sans")))
        .contains(".root { -fx-font-family: \"System\"; }");
    assertThat(css(Locale.ENGLISH, "Mac OS X", Set.of("PingFang SC"))).contains("\"System\"");
  }

  @Test
  void chineseGetsTheFamilyOfItsSystem() {
    assertThat(css(Locale.SIMPLIFIED_CHINESE, "Windows 10", Set.of("Microsoft YaHei UI")))
        .contains("\"Microsoft YaHei UI\"");
    assertThat(css(Locale.SIMPLIFIED_CHINESE, "Mac OS X", Set.of("PingFang SC")))
        .contains("\"PingFang SC\"");
    assertThat(css(Locale.SIMPLIFIED_CHINESE, "Linux", Set.of("Noto Sans CJK SC")))
        .contains("\"Noto Sans CJK SC\"");
  }

  @Test
  void aMissingFamilyFallsBackToTheSystemFont() {
    assertThat(css(Locale.SIMPLIFIED_CHINESE, "Linux", Set.of()))
        .contains(".root { -fx-font-family: \"System\"; }")
        .contains("\"Monospaced\"");
  }

  @Test
  void logsGetTheFirstFixedWidthFamilyInstalled() {
    assertThat(css(Locale.ENGLISH, "Windows 11", Set.of("Consolas", "Cascadia Mono")))
        .contains("\"Cascadia Mono\"");
  }

  private static String css(Locale language, String os, Set<String> installed) {
    String uri = Theme.fontSheet(language, os, installed);
    return new String(
        Base64.getDecoder().decode(uri.substring(uri.indexOf(',') + 1)), StandardCharsets.UTF_8);
  }
}
