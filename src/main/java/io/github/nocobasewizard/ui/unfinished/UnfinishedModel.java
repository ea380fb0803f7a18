package io.github.nocobasewizard.ui.unfinished;

import io.github.nocobasewizard.ui.done.ProofRow;
import io.github.nocobasewizard.ui.kit.LogLines;
import io.github.nocobasewizard.ui.kit.Option;
import java.time.Instant;
import java.util.concurrent.Executor;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// What is shown when a run is found that was cut off.
public final class UnfinishedModel {
  /// What was cut off.
  public enum Kind {
    UPGRADE,
    GO_BACK
  }

  public final ObjectProperty<Kind> kind = new SimpleObjectProperty<>(Kind.UPGRADE);
  public final StringProperty project = new SimpleStringProperty("");

  /// The last sign of the run, null if not known.
  public final ObjectProperty<@Nullable Instant> stopped = new SimpleObjectProperty<>();

  /// Whether it is proven that no data is lost. Only then is it said, in bold.
  public final BooleanProperty dataSafe = new SimpleBooleanProperty();

  /// What is known, in the order in which it was done.
  public final ObservableList<ProofRow> rows = FXCollections.observableArrayList();

  public final ObservableList<Option> waysOn = FXCollections.observableArrayList();

  /// The run's log, shown on request; the request is not offered while it is empty.
  public final LogLines happened;

  public Runnable saveReport = () -> {};

  /// @param ui runs work on the UI thread, later
  public UnfinishedModel(Executor ui) {
    happened = new LogLines(ui);
  }
}
