package io.github.nocobasewizard.ui.restore;

import io.github.nocobasewizard.ui.kit.Severity;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BiConsumer;
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
  private static final int MOST_OF_A_PATH = 40;

  /// An installation that restore points belong to.
  ///
  /// @param key tells it from the others, which may have the same name
  /// @param name what must be typed to confirm
  public record Owner(String key, String name, String folder) {}

  /// A kept state.
  ///
  /// @param id tells it from the others
  /// @param size in bytes
  /// @param name the admin's own name for it; may be empty
  /// @param note such as "Before the upgrade"; may be empty
  /// @param kept whether it stays until the admin deletes it
  /// @param needed whether a run that was cut off needs it, so that it cannot be deleted
  /// @param comesBack what it holds: "105 tables, 48,211 records, 1,204 files"
  /// @param refusal why it cannot be gone back to; null if it can
  public record Point(
      String id,
      Instant made,
      String version,
      long size,
      boolean tested,
      String name,
      String note,
      boolean kept,
      boolean needed,
      String comesBack,
      Duration pause,
      @Nullable String refusal) {}

  /// Something that happened on this page and is worth a sentence.
  ///
  /// @param title may be empty
  /// @param action what can be done about it; null if nothing
  public record Notice(
      Severity severity, String title, String text, @Nullable NoticeAction action) {
    public Notice(Severity severity, String title, String text) {
      this(severity, title, text, null);
    }
  }

  public record NoticeAction(String label, Runnable deed) {}

  /// What is known of what going back would take away.
  public sealed interface Lost {
    /// Nobody has counted, or the counting was cancelled.
    record NotCounted() implements Lost {}

    /// @param words how far it is, such as "3 of 12"; may be empty
    record Counting(String words) implements Lost {}

    /// @param summary "37 records in 5 collections, 4 files"; empty if nothing has changed
    /// @param rows one for each collection that has changed, and one for files
    record Counted(String summary, List<LostRow> rows) implements Lost {
      public Counted {
        rows = List.copyOf(rows);
      }
    }

    /// @param why in words
    record NotFoundOut(String why) implements Lost {}

    /// It was made from something else: all that is here now is replaced.
    record Everything() implements Lost {}
  }

  /// What has happened since to one collection, or to the files.
  ///
  /// @param changed -1 if it cannot be told
  public record LostRow(String title, long added, long changed, long deleted) {}

  /// Something that takes a while and can be cancelled.
  ///
  /// @param fraction negative if its length is unknown
  public record Work(String title, double fraction, String line) {}

  /// The restore points are being looked for.
  public final BooleanProperty loading = new SimpleBooleanProperty();

  /// The installations that have restore points.
  public final ObservableList<Owner> installations = FXCollections.observableArrayList();

  /// The installation whose restore points are shown.
  public final ObjectProperty<@Nullable Owner> installation = new SimpleObjectProperty<>();

  /// Newest first.
  public final ObservableList<Point> points = FXCollections.observableArrayList();

  public final ObjectProperty<@Nullable Point> chosen = new SimpleObjectProperty<>();

  /// The version in use now; empty if unknown.
  public final StringProperty versionNow = new SimpleStringProperty("");

  /// What has changed since the chosen point.
  public final ObjectProperty<Lost> lost = new SimpleObjectProperty<>(new Lost.NotCounted());

  /// Null while nothing is going on.
  public final ObjectProperty<@Nullable Work> work = new SimpleObjectProperty<>();

  /// The wish to stop the work was heard; it ends soon.
  public final BooleanProperty cancelling = new SimpleBooleanProperty();

  /// Whether a restore point of the present state is made before anything is put back. The page
  /// promises it only then.
  public final BooleanProperty presentIsKept = new SimpleBooleanProperty();

  /// Why nothing can be put back now, such as "Docker Desktop is not running"; empty if it can.
  public final StringProperty notNow = new SimpleStringProperty("");

  public final ObjectProperty<@Nullable Notice> notice = new SimpleObjectProperty<>();

  /// Asks for the restore points of an installation.
  public Consumer<Owner> chooseInstallation = _ -> {};

  /// Goes back; called only after the name was typed.
  public Consumer<Point> goBack = _ -> {};

  /// Counts again what would be lost.
  public Runnable count = () -> {};

  public Runnable cancelCounting = () -> {};

  public Runnable cancelWork = () -> {};

  /// Tries out a restore point that was never tested.
  public Consumer<Point> test = _ -> {};

  public Consumer<Point> exportToFolder = _ -> {};

  public Consumer<Point> exportToFile = _ -> {};

  public Runnable importFolder = () -> {};

  public Runnable importFile = () -> {};

  public Runnable importDatabase = () -> {};

  /// Takes what was dropped on the page.
  public Consumer<List<Path>> drop = _ -> {};

  public Consumer<Point> openFolder = _ -> {};

  /// Gives a restore point a name of the admin's own; an empty one takes it away.
  public BiConsumer<Point, String> rename = (_, _) -> {};

  /// Sets whether a restore point stays until the admin deletes it.
  public BiConsumer<Point, Boolean> keep = (_, _) -> {};

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

  /// Bytes that the restore points shown take up on the disk.
  public long size() {
    return points.stream().mapToLong(Point::size).sum();
  }

  /// What an installation is called in a list: its name, and its folder where the name alone would
  /// not tell.
  String label(Owner owner) {
    boolean ambiguous =
        installations.stream()
            .anyMatch(
                other -> other.name().equals(owner.name()) && !other.key().equals(owner.key()));
    return ambiguous ? owner.name() + " (" + end(owner.folder()) + ")" : owner.name();
  }

  /// The end of a long path: what tells folders apart mostly stands there.
  private static String end(String folder) {
    return folder.length() <= MOST_OF_A_PATH
        ? folder
        : "…" + folder.substring(folder.length() - MOST_OF_A_PATH);
  }
}
