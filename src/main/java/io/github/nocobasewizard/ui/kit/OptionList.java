package io.github.nocobasewizard.ui.kit;

import io.github.nocobasewizard.ui.text.Texts;
import java.util.List;
import javafx.beans.NamedArg;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// A few ways to go on, one card each; the page's main button does the chosen one.
public final class OptionList extends VBox {
  private final Texts texts;
  private final ReadOnlyObjectWrapper<@Nullable Option> chosen = new ReadOnlyObjectWrapper<>();

  public OptionList(@NamedArg("texts") Texts texts) {
    this.texts = texts;
    setSpacing(8);
  }

  /// Shows these options and chooses the recommended one, else the first.
  public void show(List<Option> options) {
    var group = new ToggleGroup();
    getChildren().clear();
    chosen.set(null);
    Option first =
        options.stream()
            .filter(Option::recommended)
            .findFirst()
            .orElse(options.isEmpty() ? null : options.getFirst());
    for (Option option : options) {
      var card = new ChoiceCard(option.title(), option.note());
      if (option.recommended()) {
        card.setBadge(new Badge(texts.get("badge.recommended"), "accent"));
      }
      card.setToggleGroup(group);
      card.setUserData(option);
      getChildren().add(card);
      if (option == first) {
        card.setSelected(true);
        chosen.set(option);
      }
    }
    group
        .selectedToggleProperty()
        .addListener((_, _, now) -> chosen.set(now == null ? null : (Option) now.getUserData()));
  }

  /// The chosen option; null only while there is none to choose.
  public ReadOnlyObjectProperty<@Nullable Option> chosenProperty() {
    return chosen.getReadOnlyProperty();
  }

  public @Nullable Option getChosen() {
    return chosen.get();
  }
}
