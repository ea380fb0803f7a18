package io.github.nocobasewizard.ui.failed;

import io.github.nocobasewizard.ui.done.ProofRow;
import io.github.nocobasewizard.ui.kit.LogLines;
import io.github.nocobasewizard.ui.kit.Mark;
import io.github.nocobasewizard.ui.kit.Option;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// What is shown when an upgrade did not end well, from the failure to the end of the way back.
public final class FailedModel {
  /// How far it is.
  public enum View {
    /// The new version is no success; there are ways on.
    FAILED,
    /// It ended before anything was changed, or all changes were taken back.
    UNTOUCHED,
    GOING_BACK,
    WENT_BACK,
    /// Going back could not be completed; it can be tried again.
    BACK_FAILED
  }

  /// A phase of going back.
  public record Phase(Mark mark, String name, String amount) {}

  public final ObjectProperty<View> view = new SimpleObjectProperty<>(View.FAILED);

  /// The version that runs untouched, or the one that is gone back to.
  public final StringProperty version = new SimpleStringProperty("");

  /// The state that is gone back to: the last write before the upgrade.
  public final ObjectProperty<@Nullable Instant> exactUpTo = new SimpleObjectProperty<>();

  /// Whether it is proven that no data is lost. Only then is it said, in bold.
  public final BooleanProperty dataSafe = new SimpleBooleanProperty();

  // FAILED, UNTOUCHED, BACK_FAILED.
  /// What happened; of BACK_FAILED the page knows it.
  public final StringProperty title = new SimpleStringProperty("");

  /// The sentence under the title; only of FAILED, the page knows the others.
  public final StringProperty lead = new SimpleStringProperty("");

  /// UNTOUCHED because the admin wished so: no problem, no cause.
  public final BooleanProperty cancelled = new SimpleBooleanProperty();

  /// The likely cause, empty if there is nothing to say.
  public final StringProperty cause = new SimpleStringProperty("");

  /// What the admin can do about it, empty if there is nothing to say.
  public final StringProperty action = new SimpleStringProperty("");

  /// The telling lines, for the drawer under the cause.
  public final LogLines detail;

  /// Of FAILED; without any the main button finishes.
  public final ObservableList<Option> waysOn = FXCollections.observableArrayList();

  // GOING_BACK.
  /// 0 to 1, negative while unknown.
  public final DoubleProperty progress = new SimpleDoubleProperty();

  public final StringProperty now = new SimpleStringProperty("");
  public final StringProperty timeLeft = new SimpleStringProperty("");
  public final StringProperty line = new SimpleStringProperty("");
  public final ObservableList<Phase> phases = FXCollections.observableArrayList();

  /// What is done while going back, line by line.
  public final LogLines log;

  // WENT_BACK.
  public final ObjectProperty<Duration> took = new SimpleObjectProperty<>(Duration.ZERO);
  public final ObservableList<ProofRow> rows = FXCollections.observableArrayList();

  /// Of UNTOUCHED the upgrade, of BACK_FAILED going back.
  public Runnable tryAgain = () -> {};

  public Runnable backToVersions = () -> {};
  public Runnable saveReport = () -> {};
  public Runnable openNocoBase = () -> {};
  public Runnable finish = () -> {};

  /// @param ui runs work on the UI thread, later
  public FailedModel(Executor ui) {
    detail = new LogLines(ui);
    log = new LogLines(ui);
  }

  /// What stands on the page about what happened, for a report.
  public List<String> said() {
    return Stream.concat(
            Stream.of(title.get(), lead.get(), cause.get(), action.get()), detail.lines().stream())
        .filter(text -> !text.isBlank())
        .toList();
  }
}
