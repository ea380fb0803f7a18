package io.github.nocobasewizard.ui.theme;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nocobasewizard.ui.text.Texts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

class TextShapingTest {
  private static final Locale ARABIC = Locale.of("ar");

  @BeforeAll
  static void dressed() throws Exception {
    FxToolkit.registerPrimaryStage();
    onUi(() -> new Theme(ARABIC));
  }

  /// In columns of every width: lines break between words, within words, and between two directions.
  @Test
  void everyArabicTextCanBeBrokenAnywhere() {
    ResourceBundle texts = Texts.forLocale(ARABIC).bundle();
    List<String> failed = new ArrayList<>();
    onUi(() -> {
      for (String key : Collections.list(texts.getKeys())) {
        for (int width : new int[] {1, 20, 45, 90, 160, 270, 430, 600}) {
          try {
            layOut(texts.getString(key), width);
          } catch (RuntimeException e) {
            failed.add(key + " at " + width + ": " + e);
          }
        }
      }
    });
    assertThat(failed).isEmpty();
  }

  private static void layOut(String words, int width) {
    var text = new Text(words);
    text.setFont(Font.font(14));
    text.setWrappingWidth(width);
    text.getLayoutBounds();
  }

  private static void onUi(Runnable work) {
    WaitForAsyncUtils.waitFor(WaitForAsyncUtils.asyncFx(work));
  }
}
