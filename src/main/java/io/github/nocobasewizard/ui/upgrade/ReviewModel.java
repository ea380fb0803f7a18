package io.github.nocobasewizard.ui.upgrade;

import io.github.nocobasewizard.installation.edit.FileEdit;
import io.github.nocobasewizard.installation.edit.Place;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// What the last look before an upgrade shows and can do.
public final class ReviewModel {
  /// The way back, if the upgrade fails.
  public sealed interface WayBack {
    /// The backup still runs.
    ///
    /// @param progress how far it is, in words such as "Testing, 72 %"
    record BackupRuns(String progress) implements WayBack {}

    /// The backup could not be made.
    record BackupFailed() implements WayBack {}

    /// @param tested whether it was put into an empty database and compared
    record Ready(Instant made, boolean tested) implements WayBack {}

    /// The admin vouches for an own backup.
    record OwnBackup() implements WayBack {}
  }

  /// A line of a file before and after.
  ///
  /// @param stop the version that is written, where there are several; else empty
  /// @param before what stands before the changed part in both
  /// @param after what follows it in both
  public record Change(
      String stop,
      String file,
      String folder,
      int line,
      String before,
      String removed,
      String added,
      String after) {}

  /// The version now and then, as in the file.
  public final StringProperty from = new SimpleStringProperty("");

  public final StringProperty to = new SimpleStringProperty("");

  /// The versions that are started on the way, in order; mostly there is none.
  public final ObservableList<String> stops = FXCollections.observableArrayList();

  public final ObjectProperty<WayBack> wayBack =
      new SimpleObjectProperty<>(new WayBack.BackupRuns(""));

  /// About how long all takes; null if nobody knows.
  public final ObjectProperty<@Nullable Duration> total = new SimpleObjectProperty<>();

  /// About how long NocoBase cannot be used; null if nobody knows.
  public final ObjectProperty<@Nullable Duration> pause = new SimpleObjectProperty<>();

  /// Whether the new version has to be downloaded.
  public final BooleanProperty download = new SimpleBooleanProperty(true);

  /// The lines that change.
  public final ObservableList<Change> changes = FXCollections.observableArrayList();

  /// Whether the upgrade can start.
  public final BooleanBinding ready =
      Bindings.createBooleanBinding(
          () ->
              wayBack.get() instanceof WayBack.Ready || wayBack.get() instanceof WayBack.OwnBackup,
          wayBack);

  public Runnable showBackup = () -> {};
  public Runnable back = () -> {};
  public Runnable upgrade = () -> {};

  /// Shows these edits.
  ///
  /// @param edits those of each stop, the goal's last
  /// @param versions of the stops and the goal
  /// @param blot takes secrets out of a line
  public void show(List<List<FileEdit>> edits, List<String> versions, UnaryOperator<String> blot) {
    var lines = new ArrayList<Change>();
    for (int n = 0; n < edits.size(); n++) {
      String stop = edits.size() == 1 ? "" : versions.get(n);
      for (FileEdit edit : edits.get(n)) {
        for (FileEdit.Change change : edit.changes()) {
          lines.add(change(stop, edit.file(), change, blot));
        }
      }
    }
    changes.setAll(lines);
  }

  private static Change change(
      String stop, Path file, FileEdit.Change change, UnaryOperator<String> blot) {
    Place old = change.before();
    Place now = change.after();
    String line = old.lineText();
    int start = Math.min(line.length(), old.column() - 1);
    int end = Math.min(line.length(), start + old.text().length());
    Path folder = file.toAbsolutePath().getParent();
    return new Change(
        stop,
        String.valueOf(file.getFileName()),
        folder == null ? "" : folder.toString(),
        old.line(),
        blot.apply(line.substring(0, start)),
        old.text(),
        now.text(),
        blot.apply(line.substring(end)));
  }
}
