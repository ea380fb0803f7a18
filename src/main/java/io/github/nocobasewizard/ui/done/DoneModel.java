package io.github.nocobasewizard.ui.done;

import java.time.Duration;
import java.time.Instant;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// What step 5 shows and can do.
public final class DoneModel {
  /// Something that works, but needs a look.
  ///
  /// @param deed what the link says, empty for none
  /// @param action what the link does
  public record Warning(String title, String text, String deed, Runnable action) {}

  /// The way back that is kept.
  ///
  /// @param exactUpTo the state it leads to
  /// @param version the version it leads to
  public record WayBack(Instant exactUpTo, String version) {}

  /// The version that runs, as the app reports it.
  public final StringProperty version = new SimpleStringProperty("");

  public final StringProperty project = new SimpleStringProperty("");
  public final ObjectProperty<Duration> took = new SimpleObjectProperty<>(Duration.ZERO);

  /// How long the app did not answer; zero if that is not known.
  public final ObjectProperty<Duration> pause = new SimpleObjectProperty<>(Duration.ZERO);

  public final ObservableList<ProofRow> rows = FXCollections.observableArrayList();
  public final ObjectProperty<@Nullable Warning> warning = new SimpleObjectProperty<>();

  /// Null if the admin vouched for an own backup, so that the wizard has no way back.
  public final ObjectProperty<@Nullable WayBack> wayBack = new SimpleObjectProperty<>();

  public Runnable goBack = () -> {};
  public Runnable saveReport = () -> {};
  public Runnable finish = () -> {};
  public Runnable openNocoBase = () -> {};
}
