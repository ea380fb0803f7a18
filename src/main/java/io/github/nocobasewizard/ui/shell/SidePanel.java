package io.github.nocobasewizard.ui.shell;

import io.github.nocobasewizard.ui.kit.IconView;
import io.github.nocobasewizard.ui.kit.Prose;
import io.github.nocobasewizard.ui.kit.StepList;
import io.github.nocobasewizard.ui.kit.StepModel;
import io.github.nocobasewizard.ui.text.Texts;
import java.util.List;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Rectangle;
import javafx.scene.shape.SVGPath;
import org.jspecify.annotations.Nullable;

/// The left side of the window: the mark, below it the places or the steps of a run, Help at the foot.
final class SidePanel extends VBox {
  private static final PseudoClass SELECTED = PseudoClass.getPseudoClass("selected");

  private final Texts texts;
  private final Consumer<Place> onPlace;
  private final HBox brand;
  private @Nullable StepList stepList;
  private @Nullable List<StepModel> listed;

  SidePanel(Texts texts, Consumer<Place> onPlace) {
    this.texts = texts;
    this.onPlace = onPlace;
    getStyleClass().add("side-panel");
    var title = new Prose(texts.get("brand.name"), "strong");
    var name = new VBox(title, new Prose(texts.get("brand.for"), "small", "muted"));
    name.setAlignment(Pos.CENTER_LEFT);
    HBox.setHgrow(name, Priority.ALWAYS);
    brand = new HBox(mark(), name);
    brand.getStyleClass().add("brand");
  }

  void show(Side side) {
    getChildren().setAll(brand);
    var foot = new VBox();
    switch (side) {
      case Side.Places(Place here) -> {
        var places = new VBox();
        VBox.setMargin(places, new Insets(32, 0, 0, 0));
        for (Place place : List.of(Place.START, Place.RESTORE, Place.HISTORY, Place.SETTINGS)) {
          places.getChildren().add(item(place, texts.get(place.textKey()), here));
        }
        getChildren().add(places);
        foot.getChildren().add(item(Place.HELP, texts.get(Place.HELP.textKey()), here));
      }
      case Side.Run(List<StepModel> steps, boolean mayLeave) -> {
        if (stepList == null || listed != steps) {
          stepList = new StepList(steps, texts);
          listed = steps;
          VBox.setMargin(stepList, new Insets(36, 0, 0, 0));
        }
        getChildren().add(stepList);
        // No other place is offered here: whoever went there could not come back to the run.
        if (mayLeave) {
          foot.getChildren().add(item(Place.START, texts.get("place.backToStart"), null));
        }
      }
    }
    var rest = new Region();
    VBox.setVgrow(rest, Priority.ALWAYS);
    getChildren().addAll(rest, foot);
  }

  private Button item(Place place, String text, @Nullable Place here) {
    var button = new Button(text, new IconView(place.icon()));
    button.getStyleClass().add("nav-item");
    button.setMaxWidth(Double.MAX_VALUE);
    button.pseudoClassStateChanged(SELECTED, place == here);
    button.setOnAction(_ -> onPlace.accept(place));
    return button;
  }

  /// An arrow rising from a line, white on the accent colour.
  private static StackPane mark() {
    var tile = new Rectangle(36, 36);
    tile.setArcWidth(18);
    tile.setArcHeight(18);
    tile.getStyleClass().add("tile");
    var arrow = new SVGPath();
    arrow.setContent(
        "M18 8 26 16H21V22H15V16H10Z M11.5 25h13a1.5 1.5 0 0 1 0 3h-13a1.5 1.5 0 0 1 0-3Z");
    arrow.getStyleClass().add("arrow");
    var mark = new StackPane(tile, arrow);
    mark.getStyleClass().add("brand-mark");
    mark.setMinSize(36, 36);
    mark.setMaxSize(36, 36);
    return mark;
  }
}
