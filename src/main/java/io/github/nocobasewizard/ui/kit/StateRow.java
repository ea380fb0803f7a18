package io.github.nocobasewizard.ui.kit;

import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.jspecify.annotations.Nullable;

/// One line with a mark before it: what it is about on the left, the fact on the right.
///
/// Three uses, told apart by a style class: a readiness check (none), a phase of work (`phase`, bold
/// while it runs, grey before), a proof on an outcome page (`roomy`).
public final class StateRow extends HBox {
  private final MarkView mark = new MarkView();
  private final Prose text = new Prose();
  private final Prose fact = new Prose("", "muted", "end");
  private @Nullable Node extra;

  public StateRow() {
    getStyleClass().add("state-row");
    setAccessibleRole(AccessibleRole.TEXT);
    HBox.setHgrow(text, Priority.ALWAYS);
    text.setMinWidth(120);
    fact.managedProperty().bind(fact.textProperty().isNotEmpty());
    getChildren().addAll(mark, text, fact);
    setMark(Mark.TODO);
  }

  public StateRow(Mark mark, String text, String fact) {
    this();
    setMark(mark);
    setText(text);
    setFact(fact);
  }

  /// A row that shows a thing, not a state: its icon is grey unless given a tint.
  public static StateRow of(Icon icon, String text, String fact) {
    var row = new StateRow(Mark.INFO, text, fact);
    row.getChildren().set(0, new IconView(icon, "muted"));
    return row;
  }

  /// A phase of work: grey while to come, bold while it runs.
  public static StateRow phase(Mark mark, String text, String fact) {
    var row = new StateRow();
    row.getStyleClass().add("phase");
    row.setMark(mark);
    row.setText(text);
    row.setFact(fact);
    return row;
  }

  public Mark getMark() {
    return mark.getMark();
  }

  public void setMark(Mark value) {
    if (mark.getMark() != value) {
      mark.setMark(value);
    }
    getStyleClass().removeAll("passed");
    text.getStyleClass().removeAll("muted", "strong");
    switch (value) {
      case PASSED -> getStyleClass().add("passed");
      case TODO, PAUSED -> text.getStyleClass().add("muted");
      case BUSY -> {
        if (getStyleClass().contains("phase")) {
          text.getStyleClass().add("strong");
        }
      }
      default -> {}
    }
  }

  public String getText() {
    return text.getText();
  }

  public void setText(String value) {
    text.setText(value);
  }

  public String getFact() {
    return fact.getText();
  }

  public void setFact(String value) {
    fact.setText(value);
  }

  /// A link or a button at the right end.
  public void setExtra(@Nullable Node node) {
    getChildren().remove(extra);
    extra = node;
    if (node != null) {
      getChildren().add(node);
    }
  }

  public @Nullable Node getExtra() {
    return extra;
  }
}
