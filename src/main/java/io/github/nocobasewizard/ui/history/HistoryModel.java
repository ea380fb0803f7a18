package io.github.nocobasewizard.ui.history;

import io.github.nocobasewizard.ui.kit.Mark;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;
import org.jspecify.annotations.Nullable;

/// What has been done, newest first, and what of it is shown.
public final class HistoryModel {
  /// One thing done, in words.
  ///
  /// @param id tells it from the others
  /// @param installation the name it is filtered by
  /// @param who the name of the computer's user; empty if unknown
  /// @param took null while unknown, as after an interruption
  public record Row(
      String id,
      String installation,
      Mark mark,
      Instant when,
      String what,
      String who,
      @Nullable Duration took,
      List<Fact> facts) {}

  /// @param path whether the value is a path, which is cut in the middle where room is short
  public record Fact(String name, String value, boolean path) {
    public Fact(String name, String value) {
      this(name, value, false);
    }
  }

  /// The journals are still being read.
  public final BooleanProperty loading = new SimpleBooleanProperty();

  /// Everything, newest first.
  public final ObservableList<Row> rows = FXCollections.observableArrayList();

  public final StringProperty search = new SimpleStringProperty("");

  /// Null means all installations.
  public final ObjectProperty<@Nullable String> installation = new SimpleObjectProperty<>();

  /// The id of the row whose facts are unfolded.
  public final ObjectProperty<@Nullable String> unfolded = new SimpleObjectProperty<>();

  public Consumer<Row> showLog = _ -> {};
  public Consumer<Row> saveReport = _ -> {};

  /// Takes the rows shown, for a file; [HistoryRows#csv] writes it.
  public Consumer<List<Row>> export = _ -> {};

  private final FilteredList<Row> shown = new FilteredList<>(rows);

  public HistoryModel() {
    search.addListener((_, _, _) -> filter());
    installation.addListener((_, _, _) -> filter());
  }

  /// The rows that the filters let through.
  public ObservableList<Row> shown() {
    return shown;
  }

  /// The names of the installations there are rows of, in alphabetical order.
  public List<String> installations() {
    return rows.stream().map(Row::installation).distinct().sorted().toList();
  }

  /// Takes all filters away.
  public void showAll() {
    search.set("");
    installation.set(null);
  }

  private void filter() {
    String only = installation.get();
    List<String> words = Stream.of(folded(search.get()).split("\\s+")).toList();
    shown.setPredicate(row ->
        (only == null || row.installation().equals(only))
            && words.stream().allMatch(folded(words(row))::contains));
  }

  private static String words(Row row) {
    var all = new StringBuilder(row.what()).append('\n').append(row.who());
    all.append('\n').append(row.installation());
    row.facts().forEach(fact -> all.append('\n').append(fact.value()));
    return all.toString();
  }

  private static String folded(String text) {
    return text.strip().toLowerCase(Locale.ROOT);
  }
}
