package io.github.nocobasewizard.ui.settings;

import io.github.nocobasewizard.ui.kit.BusyButton;
import io.github.nocobasewizard.ui.kit.Mark;
import io.github.nocobasewizard.ui.kit.MarkView;
import io.github.nocobasewizard.ui.kit.Prose;
import io.github.nocobasewizard.ui.kit.Show;
import io.github.nocobasewizard.ui.settings.SettingsModel.Tested;
import io.github.nocobasewizard.ui.settings.SettingsModel.WithAddress;
import io.github.nocobasewizard.ui.text.Texts;
import java.util.List;
import javafx.beans.value.ObservableBooleanValue;
import javafx.geometry.Insets;
import javafx.geometry.NodeOrientation;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// What is seen of a [WithAddress]: the box and a button to try it, below them the address and what
/// came of it.
final class ChoiceWithAddress<C extends Enum<C>> {
  private final WithAddress<C> model;
  private final C needsAddress;
  private final TextField address = new TextField();
  private final String wrong;
  private final BusyButton test;
  private final HBox row;
  private final VBox details;

  /// @param names of the choices, in their order
  /// @param wrong what is said of an address that is none
  ChoiceWithAddress(
      Texts texts,
      WithAddress<C> model,
      C needsAddress,
      List<String> names,
      String name,
      String addressName,
      String wrong,
      String note) {
    this.model = model;
    this.needsAddress = needsAddress;
    this.wrong = wrong;
    this.test = new BusyButton(texts.get("restore.testNow"), this::test);
    test.setBusyText(texts.get("settings.proxy.testing"));
    test.setAccessibleHelp(name);
    model.testing.subscribe(test::setBusy);
    row = new HBox(8, box(names, name), test);
    row.setAlignment(Pos.CENTER_LEFT);
    prepareAddress(addressName);
    details = new VBox(8, address, tested(), new Prose(note, "small", "muted"));
    details.setPadding(new Insets(0, 0, 8, 0));
  }

  Node row() {
    return row;
  }

  Node details() {
    return details;
  }

  void testOnlyIf(ObservableBooleanValue condition) {
    Show.when(condition, test);
  }

  private ComboBox<String> box(List<String> names, String name) {
    var box = new ComboBox<String>();
    box.getItems().setAll(names);
    box.setMinWidth(SettingsController.LEAST_BOX);
    box.setAccessibleText(name);
    model.choice.subscribe(now -> box.getSelectionModel().select(now.ordinal()));
    box.getSelectionModel()
        .selectedIndexProperty()
        .addListener((_, _, index) -> {
          int at = index.intValue();
          if (at >= 0 && at != model.choice.get().ordinal()) {
            model.choose.accept(needsAddress.getDeclaringClass().getEnumConstants()[at]);
          }
        });
    return box;
  }

  private void prepareAddress(String name) {
    Show.when(model.choice.isEqualTo(needsAddress), address);
    address.setAccessibleText(name);
    address.setPromptText(name);
    // Names and ports run from left to right in every language.
    address.setNodeOrientation(NodeOrientation.LEFT_TO_RIGHT);
    model.address.subscribe(address::setText);
    address.setOnAction(_ -> enter());
    address
        .focusedProperty()
        .subscribe(focused -> {
          if (!focused) {
            enter();
          }
        });
  }

  /// Nothing is said of a field that nobody has written into.
  private void enter() {
    String written = address.getText().strip();
    if (!written.equals(model.address.get())) {
      model.enter.accept(written);
    }
  }

  /// What is wrong with the address, or what came of trying it.
  private Node tested() {
    var mark = new MarkView();
    var words = new Prose();
    HBox.setHgrow(words, Priority.ALWAYS);
    Runnable refresh =
        () -> {
          Tested tested = model.tested.get();
          mark.setMark(tested != null && tested.good() ? Mark.DONE : Mark.REMARK);
          words.setText(model.wrong.get() ? wrong : tested == null ? "" : tested.words());
        };
    model.tested.subscribe(_ -> refresh.run());
    model.wrong.subscribe(_ -> refresh.run());
    var line = new HBox(8, mark, words);
    line.setAlignment(Pos.CENTER_LEFT);
    Show.when(model.wrong.or(model.tested.isNotNull()), line);
    return line;
  }

  /// What stands in the field is meant, even if it was not left.
  private void test() {
    if (model.choice.get() == needsAddress) {
      model.enter.accept(address.getText().strip());
    }
    if (!model.wrong.get()) {
      model.test.run();
    }
  }
}
