package io.github.nocobasewizard.ui.start;

import io.github.nocobasewizard.installation.InstallationException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// What the first page shows and can do.
public final class StartModel {
  /// What is known about installations on this computer.
  public enum View {
    SEARCHING,
    FOUND,
    NOTHING_FOUND
  }

  /// The installation shown: the one used last, else the first found.
  ///
  /// @param running whether it runs; says nothing as long as there is no version
  /// @param version as the admin knows it, such as 2.2.0; empty until it has been looked at
  public record Found(String project, String folder, boolean running, String version) {}

  /// Whether there is something newer.
  public sealed interface Offer {
    /// The list of versions is being fetched.
    record Checking() implements Offer {}

    /// @param total about how long the upgrade takes, download included
    /// @param pause about how long NocoBase cannot be used
    record Newer(String version, Duration total, Duration pause) implements Offer {}

    record UpToDate() implements Offer {}

    /// An earlier run was cut off or has failed; it has to be ended first.
    record Unfinished() implements Offer {}

    /// The list of versions could not be fetched.
    record Unknown() implements Offer {}
  }

  /// What was seen of NocoBase but cannot be worked with, and why.
  public final ObservableList<InstallationException> unusable = FXCollections.observableArrayList();

  public final ObjectProperty<View> view = new SimpleObjectProperty<>(View.SEARCHING);

  /// How many installations were found.
  public final IntegerProperty count = new SimpleIntegerProperty();

  public final ObjectProperty<@Nullable Found> found = new SimpleObjectProperty<>();
  public final ObjectProperty<Offer> offer = new SimpleObjectProperty<>(new Offer.Checking());

  /// Restore points of the installation shown, and when the last was made.
  public final IntegerProperty restorePoints = new SimpleIntegerProperty();

  public final ObjectProperty<@Nullable Instant> lastRestorePoint = new SimpleObjectProperty<>();

  /// Docker Desktop is installed but not running, so that only folders could be searched.
  public final BooleanProperty dockerOff = new SimpleBooleanProperty();

  /// Docker runs, but not for this user: only folders could be searched, too.
  public final BooleanProperty dockerForbidden = new SimpleBooleanProperty();

  public final BooleanProperty startingDocker = new SimpleBooleanProperty();

  /// A version of this program that is newer than this one; empty if none is known.
  public final StringProperty newerWizard = new SimpleStringProperty("");

  public Runnable openNewerWizard = () -> {};
  public Runnable upgrade = () -> {};
  public Runnable chooseAnother = () -> {};
  public Runnable chooseFolder = () -> {};
  public Runnable searchAgain = () -> {};
  public Runnable checkAgain = () -> {};
  public Runnable startDocker = () -> {};
  public Runnable helpFinding = () -> {};
  public Runnable restore = () -> {};
  public Runnable practise = () -> {};
  public Consumer<List<Path>> dropped = _ -> {};
}
