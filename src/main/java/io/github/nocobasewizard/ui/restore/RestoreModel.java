package io.github.nocobasewizard.ui.restore;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// The restore points of one installation, and what going back to one of them means.
public final class RestoreModel {
  /// A kept state.
  ///
  /// @param id tells it from the others
  /// @param size in bytes
  /// @param note such as "Before the upgrade"; may be empty
  /// @param comesBack what it holds: "105 tables, 48,211 records, 1,204 files"
  /// @param refusal why it cannot be gone back to; null if it can
  public record Point(
      String id,
      Instant made,
      String version,
      long size,
      boolean tested,
      String note,
      String comesBack,
      @Nullable String refusal) {}

  /// The restore points are being looked for.
  public final BooleanProperty loading = new SimpleBooleanProperty();

  /// Names of the installations that have restore points.
  public final ObservableList<String> installations = FXCollections.observableArrayList();

  /// The installation whose restore points are shown. Its name is what must be typed to confirm.
  public final StringProperty installation = new SimpleStringProperty("");

  /// Newest first.
  public final ObservableList<Point> points = FXCollections.observableArrayList();

  public final ObjectProperty<@Nullable Point> chosen = new SimpleObjectProperty<>();

  /// The version in use now; empty if unknown.
  public final StringProperty versionNow = new SimpleStringProperty("");

  /// What has changed since the chosen point: "37 records in 5 tables, 4 files"; empty if unknown.
  public final StringProperty lost = new SimpleStringProperty("");

  /// About how long NocoBase cannot be used; null if unknown.
  public final ObjectProperty<@Nullable Duration> pause = new SimpleObjectProperty<>();

  /// Whether a restore point of the present state is made before anything is put back. The page
  /// promises it only then.
  public final BooleanProperty presentIsKept = new SimpleBooleanProperty();

  /// Why nothing can be put back now, such as "Docker Desktop is not running"; empty if it can.
  public final StringProperty notNow = new SimpleStringProperty("");

  /// Asks for the restore points of the installation named.
  public Consumer<String> chooseInstallation = _ -> {};

  /// Goes back; called only after the name was typed.
  public Consumer<Point> goBack = _ -> {};

  public Consumer<Point> openFolder = _ -> {};

  /// Deletes; called only after it was confirmed.
  public Consumer<Point> delete = _ -> {};

  /// Shows these points; keeps the choice if it is still there, else takes the first that can be gone
  /// back to.
  public void show(List<Point> now) {
    var before = chosen.get();
    points.setAll(now);
    chosen.set(
        now.stream()
            .filter(point -> point.refusal() == null)
            .filter(point -> before != null && point.id().equals(before.id()))
            .findFirst()
            .orElseGet(() ->
                now.stream().filter(point -> point.refusal() == null).findFirst().orElse(null)));
  }
}
