package io.github.nocobasewizard.ui;

import io.github.nocobasewizard.ui.kit.PathLabel;
import java.text.Bidi;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javafx.geometry.Bounds;
import javafx.geometry.NodeOrientation;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

/// Measures a page that has been laid out: words that are cut, parts that have less room than they
/// need, that stick out of what holds them or lie upon each other.
final class PageInspection {
  /// Half a pixel at either end is rounding.
  private static final double SLACK = 1;

  /// Two lines of text may come that near to each other: above and below its letters a line is empty.
  private static final double NEAR = 2;

  /// The blank at which a line was broken still stands at its end.
  private static final double BLANK = 4;

  /// Words that may be wider than a column; shorter ones never are.
  private static final Pattern LETTERS =
      Pattern.compile("[\\p{IsLatin}\\p{IsCyrillic}\\p{Mn}]{12,}");

  private static final Pattern WORD = Pattern.compile("(?=.*\\d)[\\S&&[^\\p{IsArabic}]]+");

  private final List<String> faults = new ArrayList<>();
  private final String picture;

  private PageInspection(String picture) {
    this.picture = picture;
  }

  /// What is wrong with the layout, in words that begin with the picture's name.
  static List<String> of(Parent root, String picture) {
    var inspection = new PageInspection(picture);
    inspection.inspect(root);
    return inspection.faults;
  }

  private void inspect(Parent parent) {
    // What a list does inside is its own affair.
    if (parent.getStyleClass().contains("virtual-flow")) {
      return;
    }
    if (standInLine(parent)) {
      overlaps(parent);
    }
    for (Node child : parent.getChildrenUnmodifiable()) {
      if (!child.isVisible() || !child.isManaged() && !scrolls(child, parent)) {
        continue;
      }
      switch (child) {
        case Labeled labeled -> words(labeled);
        case TextFlow flow -> lines(flow);
        case Text text -> partsChangePlaces(text, text.getText());
        default -> {}
      }
      // What scrolls may be larger than what shows it, and scrolled past its edge.
      if (!child.getStyleClass().contains("page-column")
          && !parent.getStyleClass().contains("viewport")
          && child instanceof Region region) {
        sticksOut(region, parent);
      }
      if (child instanceof Parent inner) {
        inspect(inner);
      }
    }
  }

  /// A scroll pane lays out its viewport, and that its content, by hand.
  private static boolean scrolls(Node child, Parent parent) {
    return child.getStyleClass().contains("viewport")
        || parent.getStyleClass().contains("viewport");
  }

  private static boolean standInLine(Parent parent) {
    return parent instanceof HBox
        || parent instanceof VBox
        || parent instanceof FlowPane
        || parent instanceof GridPane;
  }

  private void words(Labeled labeled) {
    boolean mayBeCut =
        labeled instanceof PathLabel || labeled.getStyleClass().contains("latest-line");
    String whole = labeled.getText();
    if (whole == null || whole.isEmpty()) {
      return;
    }
    partsChangePlaces(labeled, whole);
    if (mayBeCut) {
      return;
    }
    if (labeled.lookup(".text") instanceof Text shown && !shown.getText().equals(whole)) {
      fault("“%s” is cut to “%s”", whole, shown.getText());
    }
    double width = labeled.isWrapText() ? 0 : labeled.prefWidth(-1);
    room(labeled, width, labeled.prefHeight(labeled.getWidth()));
  }

  private void lines(TextFlow flow) {
    double longest =
        flow.getChildren().stream()
            .mapToDouble(child -> child.getBoundsInParent().getMaxX())
            .max()
            .orElse(0);
    room(flow, longest - BLANK, flow.prefHeight(flow.getWidth()));
    flow.getChildren().stream()
        .filter(Text.class::isInstance)
        .forEach(text -> wordsBroken((Text) text, flow.getWidth()));
  }

  /// A word that is wider than its line is broken anywhere; only Chinese, Japanese and Korean may be.
  private void wordsBroken(Text text, double width) {
    LETTERS
        .matcher(text.getText())
        .results()
        .map(MatchResult::group)
        .max(Comparator.comparingInt(String::length))
        .filter(word -> widthOf(word, text) > width + SLACK)
        .ifPresent(word -> fault("“%s” does not fit into a line", word));
  }

  private static double widthOf(String word, Text like) {
    var measure = new Text(word);
    measure.setFont(like.getFont());
    return measure.getLayoutBounds().getWidth();
  }

  /// A version or path in a line that runs from right to left is read as “full-2.2.0” unless it is marked.
  private void partsChangePlaces(Node node, String words) {
    if (node.getEffectiveNodeOrientation() == NodeOrientation.RIGHT_TO_LEFT
        && WORD.matcher(words).matches()
        && new Bidi(words, Bidi.DIRECTION_RIGHT_TO_LEFT).getRunCount() > 1) {
      fault("the parts of “%s” change places", words);
    }
  }

  private void room(Region region, double width, double height) {
    if (width > region.getWidth() + SLACK || height > region.getHeight() + SLACK) {
      fault(
          "%s needs %.0f×%.0f and has %.0f×%.0f",
          describe(region), width, height, region.getWidth(), region.getHeight());
    }
  }

  private void overlaps(Parent parent) {
    List<Node> children =
        parent.getChildrenUnmodifiable().stream()
            .filter(child -> child.isVisible() && child.isManaged())
            .toList();
    for (int i = 0; i < children.size(); i++) {
      for (Node other : children.subList(i + 1, children.size())) {
        if (overlap(area(children.get(i)), area(other))) {
          fault("%s lies upon %s", describe(children.get(i)), describe(other));
        }
      }
    }
  }

  private static Bounds area(Node node) {
    return node.localToParent(node.getLayoutBounds());
  }

  private static boolean overlap(Bounds a, Bounds b) {
    return Math.min(a.getMaxX(), b.getMaxX()) - Math.max(a.getMinX(), b.getMinX()) > NEAR
        && Math.min(a.getMaxY(), b.getMaxY()) - Math.max(a.getMinY(), b.getMinY()) > NEAR;
  }

  private void sticksOut(Region child, Parent parent) {
    if (!(parent instanceof Region outer) || parent instanceof ScrollPane) {
      return;
    }
    Bounds bounds = area(child);
    if (bounds.getMinX() < -SLACK
        || bounds.getMinY() < -SLACK
        || bounds.getMaxX() > outer.getWidth() + SLACK
        || bounds.getMaxY() > outer.getHeight() + SLACK) {
      fault(
          "%s sticks out of %s: %.0f,%.0f–%.0f,%.0f in %.0f×%.0f",
          describe(child),
          describe(parent),
          bounds.getMinX(),
          bounds.getMinY(),
          bounds.getMaxX(),
          bounds.getMaxY(),
          outer.getWidth(),
          outer.getHeight());
    }
  }

  private void fault(String words, Object... args) {
    faults.add(picture + ": " + words.formatted(args));
  }

  static String describe(Node node) {
    String words = node instanceof Labeled labeled ? " “" + labeled.getText() + "”" : "";
    return node.getClass().getSimpleName() + node.getStyleClass() + words;
  }
}
