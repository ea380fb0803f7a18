package io.github.nocobasewizard.ui.kit;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.NodeOrientation;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.text.Text;

/// A path that is cut in the middle where there is little room (`C:\…\backups\my-project`), so that
/// its last part, which people look for, stays. The tooltip and the menu's "Copy" give it whole.
public final class PathLabel extends Label {
  private static final String DOTS = "…";

  private final Text measure = new Text();
  private String path = "";

  public PathLabel() {
    getStyleClass().add("path-label");
    // A path reads from left to right in every language.
    setNodeOrientation(NodeOrientation.LEFT_TO_RIGHT);
    setMinWidth(80);
    widthProperty().addListener((_, _, _) -> fit());
    fontProperty().addListener((_, _, _) -> fit());
  }

  public PathLabel(String path, String... styleClasses) {
    this();
    getStyleClass().addAll(styleClasses);
    setPath(path);
  }

  public String getPath() {
    return path;
  }

  public void setPath(String value) {
    path = value;
    setAccessibleText(value);
    setTooltip(value.isEmpty() ? null : new Tooltip(value));
    fit();
    requestLayout();
  }

  /// Adds a menu that copies the whole path.
  public void setCopyText(String label) {
    var copy = new MenuItem(label);
    copy.setOnAction(_ -> {
      var content = new ClipboardContent();
      content.putString(path);
      Clipboard.getSystemClipboard().setContent(content);
    });
    setContextMenu(new ContextMenu(copy));
  }

  public String getCopyText() {
    return getContextMenu() == null ? "" : getContextMenu().getItems().getFirst().getText();
  }

  @Override
  protected double computePrefWidth(double height) {
    return Math.ceil(widthOf(path)) + 1 + snappedLeftInset() + snappedRightInset();
  }

  private void fit() {
    double room = getWidth() - snappedLeftInset() - snappedRightInset();
    setText(room <= 0 ? path : shorten(path, room));
  }

  private String shorten(String whole, double room) {
    return widthOf(whole) <= room
        ? whole
        : candidates(whole).stream()
            .filter(c -> widthOf(c) <= room)
            .findFirst()
            .orElse(candidates(whole).getLast());
  }

  private double widthOf(String text) {
    measure.setFont(getFont());
    measure.setText(text);
    return measure.getLayoutBounds().getWidth();
  }

  /// Ever shorter forms: the first part, dots, and as many last parts as possible.
  static List<String> candidates(String whole) {
    char separator = whole.indexOf('\\') >= 0 ? '\\' : '/';
    int first = whole.indexOf(separator, 1);
    var result = new ArrayList<String>();
    if (first > 0) {
      String head = whole.substring(0, first + 1);
      for (int at = whole.indexOf(separator, first + 1);
          at > 0;
          at = whole.indexOf(separator, at + 1)) {
        result.add(head + DOTS + whole.substring(at));
      }
    }
    String name = whole.substring(whole.lastIndexOf(separator) + 1);
    result.add(DOTS + separator + name);
    for (int cut = 1; cut < name.length(); cut++) {
      int left = (name.length() - cut) / 2;
      result.add(
          name.substring(0, left)
              + DOTS
              + name.substring(name.length() - (name.length() - cut - left)));
    }
    return result;
  }
}
