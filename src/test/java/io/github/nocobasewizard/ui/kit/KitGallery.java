package io.github.nocobasewizard.ui.kit;

import io.github.nocobasewizard.ui.text.Texts;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.RadioButton;
import javafx.scene.control.TextField;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The parts side by side in all their states, for pictures; not part of the program.
public final class KitGallery {
  private KitGallery() {}

  /// Buttons, fields, marks, banners, badges and bars, as in the design's picture of the states.
  public static PageFrame states() {
    var frame = new PageFrame();
    var grid = new GridPane(16, 12);
    String[] captions = {"rest", "hover", "pressed", "focus-visible", "disabled"};
    for (int i = 0; i < captions.length; i++) {
      grid.add(caption(captions[i]), i + 1, 0);
    }
    row(grid, 1, "main button", () -> styled(new Button("Continue"), "accent"));
    row(grid, 2, "button", () -> new Button("Back"));
    row(grid, 3, "danger button", () -> styled(new Button("Go back"), "danger"));
    row(grid, 4, "link", () -> new Link("What is new"));
    row(grid, 5, "field", () -> sized(new TextField("my-project"), 112));
    row(grid, 6, "choice", RadioButton::new);
    row(grid, 7, "box", () -> new CheckBox("Keep"));
    var busy = new BusyButton("Start Docker Desktop", () -> {});
    busy.setBusyText("Starting…");
    busy.setBusy(true);
    var combo = new ComboBox<String>();
    combo.getItems().add("full (as now)");
    combo.getSelectionModel().select(0);
    var segments = new Segments(List.of("Stable", "Beta", "Alpha"));
    segments.setChosen(0);
    var marks =
        new VBox(
            new StateRow(Mark.BUSY, "Docker Desktop is starting", "0:24"),
            new StateRow(Mark.TODO, "Not checked yet", ""),
            new StateRow(Mark.PASSED, "Passed", ""),
            new StateRow(Mark.REMARK, "Remark", ""),
            new StateRow(Mark.STOP, "Stop", ""));
    var left = new VBox(8, busy, combo, segments, marks);
    left.setMinWidth(260);
    left.setMaxWidth(260);
    var stale = new Banner(Severity.INFO, "", "The list of versions is from 14 November.");
    stale.setAction(new Link("Try again"));
    var low = new Banner(Severity.REMARK, "", "Only 3 GB are free on drive C.");
    low.setAction(new Link("Details"));
    var stop = new Banner(Severity.STOP, "The backup folder cannot be written", "Choose another.");
    stop.setAction(styled(new Button("Change folder…"), "small", "accent"));
    var banners =
        new VBox(
            8,
            stale,
            new Banner(Severity.SUCCESS, "", "The restore point was copied to drive E."),
            low,
            stop);
    HBox.setHgrow(banners, Priority.ALWAYS);
    var tested = new Badge("Restore tested", "success");
    tested.setIcon(Icon.PASSED);
    var badges =
        new HBox(
            12,
            new Badge("Recommended", "accent"),
            tested,
            new Badge("Not tested", "warning"),
            new Badge("Damaged", "danger"),
            new Badge("Kept", "grey"),
            bar(0.46, ""),
            bar(0.46, "stopped"),
            bar(0.46, "thin"));
    badges.setAlignment(Pos.CENTER_LEFT);
    frame.getContent().addAll(grid, gap(16, new HBox(24, left, banners)), gap(16, badges));
    return frame;
  }

  /// The upgrade at work: progress, finished phases in one line, the open log.
  public static PageFrame working(Texts texts) {
    var frame = new PageFrame();
    var header = new PageHeader();
    header.setTitle("Starting version 2.2.15");
    header.setLead(
        "NocoBase is updating its data. Please leave the computer on; a long wait is normal here.");
    var progress = new ProgressBlock();
    progress.setBusy(true);
    progress.setHeading("Loading plugins: 19 of 77");
    progress.setRest("48 s so far, usually takes about 1 minute here");
    progress.setProgress(0.64);
    var lines = new LogLines(Runnable::run);
    for (String line :
        List.of(
            "14:08:42  NocoBase stopped",
            "14:08:44  Restore point brought up to date: no changes since 14:00",
            "14:08:45  docker-compose.yml, line 5: 2.2.0-full → 2.2.15-full",
            "14:08:46  New version started",
            "14:09:06  Web server answers, NocoBase is not ready yet",
            "14:09:11  run upgrade",
            "14:09:14  migrating  20251103-update-collection-fields  (0.4 s)",
            "14:09:31  load plugin [workflow], 17/77",
            "14:09:33  load plugin [calendar], 19/77")) {
      lines.add(line);
    }
    lines.add("14:09:34  [warn] plugin-sms: its licence ends in 7 days");
    lines.add("14:09:35  [error] plugin-sms: the gateway cannot be reached");
    lines.add("14:09:36  load plugin [acl], 20/77");
    var log = new LogDrawer(texts);
    log.show(lines.lines());
    log.setOnSave(_ -> {});
    log.setExpanded(true);
    ((Button) log.lookup(".log-find")).fire();
    VBox.setVgrow(log, Priority.ALWAYS);
    VBox.setMargin(log, new Insets(16, 0, 8, 0));
    var card = new VBox(progress);
    card.getStyleClass().add("card");
    frame.getContent().addAll(header, gap(24, card), log);
    var bar = new ActionBar();
    bar.setNote(
        "Cannot be cancelled while the data is being updated. If it fails, you can go back.");
    var cancel = new Button("Cancel upgrade");
    cancel.setDisable(true);
    bar.getActions().add(cancel);
    frame.setBar(bar);
    return frame;
  }

  /// The review before an upgrade and the outcome after it.
  public static PageFrame review(Texts texts) {
    var frame = new PageFrame();
    var header = new OutcomeHeader();
    header.setSeverity(Severity.SUCCESS);
    header.setTitle("NocoBase 2.2.15 is running");
    header.setLead("The upgrade of my-project took 7 min 12 s, with a pause of 1 min 38 s.");
    var now =
        new VBox(
            styled(new Label("Now"), "small", "muted"),
            styled(new Label(texts.inOrder("2.2.0-full")), "version"));
    var then =
        new VBox(
            styled(new Label("After the upgrade"), "small", "muted"),
            styled(new Label(texts.inOrder("2.2.15-full")), "version", "accent"));
    var fromTo = new HBox(24, now, new IconView(Icon.FROM_TO, "l", "muted"), then);
    fromTo.setAlignment(Pos.CENTER_LEFT);
    fromTo.getStyleClass().addAll("card", "quiet");
    var diff = new DiffBlock();
    diff.show("   image: nocobase/nocobase:", "2.2.0", "2.2.15", "-full");
    var facts =
        new KeyValue()
            .add("Result", "2.2.15 runs, all 48,211 records are there")
            .add("Pause", "1 min 38 s")
            .add(
                "Folder",
                new PathLabel(
                    "/home/anna/a very long way to/the folder/with/the project/my-project"));
    var proof = new StateRow(Mark.DONE, "All records are there", "48,211 before, 48,211 after");
    proof.getStyleClass().add("roomy");
    frame
        .getContent()
        .addAll(header, gap(24, fromTo), gap(16, diff), gap(16, new VBox(proof)), gap(16, facts));
    return frame;
  }

  private static void row(
      GridPane grid, int row, String caption, java.util.function.Supplier<Region> part) {
    grid.add(caption(caption), 0, row);
    for (int i = 0; i < 5; i++) {
      var one = part.get();
      if (one instanceof Button button) {
        button.setMinWidth(Region.USE_PREF_SIZE);
      }
      String[] states = {"", "hover", "armed", "focus-visible", ""};
      if (!states[i].isEmpty()) {
        one.pseudoClassStateChanged(PseudoClass.getPseudoClass(states[i]), true);
      }
      if (states[i].equals("focus-visible")) {
        one.pseudoClassStateChanged(PseudoClass.getPseudoClass("focused"), true);
        if (one instanceof RadioButton radio) {
          radio.setSelected(true);
        }
        if (one instanceof CheckBox box) {
          box.setSelected(true);
        }
      }
      one.setDisable(i == 4);
      grid.add(one, i + 1, row);
    }
  }

  private static Label caption(String text) {
    var label = styled(new Label(text), "small", "muted");
    label.setMinWidth(100);
    return label;
  }

  private static ProgressBar bar(double progress, String style) {
    var bar = new ProgressBar(progress);
    bar.getStyleClass().add(style);
    return bar;
  }

  private static <T extends Node> T styled(T node, String... styleClasses) {
    node.getStyleClass().addAll(styleClasses);
    return node;
  }

  private static Region sized(Region region, double width) {
    region.setPrefWidth(width);
    region.setMaxWidth(width);
    return region;
  }

  private static Node gap(double top, Node node) {
    VBox.setMargin(node, new Insets(top, 0, 0, 0));
    return node;
  }
}
