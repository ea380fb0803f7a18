package io.github.nocobasewizard.ui;

import atlantafx.base.controls.ModalPane;
import io.github.nocobasewizard.ui.theme.Contrast;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.image.Image;
import javafx.scene.paint.Color;
import javafx.scene.text.Text;
import org.kordamp.ikonli.javafx.FontIcon;

/// Computes how well every text and icon of a page stands out from what is really behind it: the fill
/// it has against the colour that is most frequent around its letters in the picture.
final class PageContrast {
  /// Points of the picture that are looked at for one text.
  private static final int SAMPLES = 300;

  private final List<String> faults = new ArrayList<>();
  private final Image image;
  private final double scale;
  private final String picture;

  private PageContrast(Image image, double scale, String picture) {
    this.image = image;
    this.scale = scale;
    this.picture = picture;
  }

  /// What cannot be read well, in words that begin with the picture's name.
  ///
  /// @param image of the whole scene
  /// @param scale pixels of the image for one of the scene
  static List<String> of(Scene scene, Image image, double scale, String picture) {
    var contrast = new PageContrast(image, scale, picture);
    contrast.look(inFront(scene.getRoot()), 1);
    return contrast.faults;
  }

  /// What lies behind an open dialog or behind the frame for what is dropped is not to be read.
  private static Node inFront(Parent root) {
    return Stream.concat(
            root.getChildrenUnmodifiable().stream()
                .filter(child -> child instanceof ModalPane pane && pane.isDisplay()),
            Stream.ofNullable(root.lookup(".drop-frame")).filter(Node::isVisible))
        .findFirst()
        .orElse(root);
  }

  private void look(Node node, double opacityAbove) {
    double opacity = opacityAbove * node.getOpacity();
    // What is faded because it cannot be used now need not stand out.
    if (!node.isVisible() || node.isDisabled() && opacity < 1) {
      return;
    }
    if (node instanceof Text text && text.getFill() instanceof Color fill) {
      judge(text, fill.deriveColor(0, 1, 1, opacity));
    }
    if (node instanceof Parent parent) {
      parent.getChildrenUnmodifiable().forEach(child -> look(child, opacity));
    }
  }

  private void judge(Text text, Color fill) {
    Bounds seen = seen(text);
    if (text.getText().isBlank() || seen.getWidth() < 3 || seen.getHeight() < 3) {
      return;
    }
    boolean icon = text instanceof FontIcon;
    Color behind = mostFrequent(seen, icon ? fill : Color.TRANSPARENT);
    double found = Contrast.between(behind.interpolate(opaque(fill), fill.getOpacity()), behind);
    double needed = icon || isLarge(text) ? Contrast.PART : Contrast.TEXT;
    if (found < needed) {
      faults.add(
          "%s: “%s” has a contrast of %.1f, %s on %s"
              .formatted(picture, icon ? text.getParent() : text.getText(), found, fill, behind));
    }
  }

  private static Color opaque(Color color) {
    return Color.color(color.getRed(), color.getGreen(), color.getBlue());
  }

  private static boolean isLarge(Text text) {
    double size = text.getFont().getSize();
    return size >= 24 || size >= 18.6 && text.getFont().getStyle().contains("Bold");
  }

  /// The part of the scene where a node is drawn: lists and pages that scroll hide the rest.
  private static Bounds seen(Node node) {
    Bounds seen = node.localToScene(node.getLayoutBounds());
    for (Node above = node; above != null; above = above.getParent()) {
      if (above.getClip() != null) {
        seen = common(seen, above.localToScene(above.getClip().getBoundsInParent()));
      }
    }
    Scene scene = node.getScene();
    return common(seen, new BoundingBox(0, 0, scene.getWidth(), scene.getHeight()));
  }

  private static Bounds common(Bounds a, Bounds b) {
    double x = Math.max(a.getMinX(), b.getMinX());
    double y = Math.max(a.getMinY(), b.getMinY());
    double width = Math.min(a.getMaxX(), b.getMaxX()) - x;
    double height = Math.min(a.getMaxY(), b.getMaxY()) - y;
    return new BoundingBox(x, y, Math.max(0, width), Math.max(0, height));
  }

  /// Letters cover less than half of their box, so what is most frequent in it is the ground; an icon may
  /// be all filled, so that its own colour is not counted.
  private Color mostFrequent(Bounds bounds, Color except) {
    int left = (int) Math.ceil(bounds.getMinX() * scale);
    int top = (int) Math.ceil(bounds.getMinY() * scale);
    int right = (int) Math.min(image.getWidth(), bounds.getMaxX() * scale);
    int bottom = (int) Math.min(image.getHeight(), bounds.getMaxY() * scale);
    int step = Math.max(1, (int) Math.sqrt((right - left) * (bottom - top) / (double) SAMPLES));
    int own = argb(except);
    Map<Integer, Integer> counts = new HashMap<>();
    for (int y = top; y < bottom; y += step) {
      for (int x = left; x < right; x += step) {
        int color = image.getPixelReader().getArgb(x, y);
        if (color != own) {
          counts.merge(color, 1, Integer::sum);
        }
      }
    }
    return counts.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(entry -> color(entry.getKey()))
        .orElse(except);
  }

  private static int argb(Color color) {
    return (int) Math.round(color.getOpacity() * 255) << 24
        | (int) Math.round(color.getRed() * 255) << 16
        | (int) Math.round(color.getGreen() * 255) << 8
        | (int) Math.round(color.getBlue() * 255);
  }

  private static Color color(int argb) {
    return Color.rgb(argb >> 16 & 0xff, argb >> 8 & 0xff, argb & 0xff);
  }
}
