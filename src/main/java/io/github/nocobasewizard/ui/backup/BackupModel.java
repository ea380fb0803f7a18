package io.github.nocobasewizard.ui.backup;

import io.github.nocobasewizard.ui.kit.LogLines;
import io.github.nocobasewizard.ui.kit.Mark;
import io.github.nocobasewizard.ui.kit.Option;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
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

/// What step 2 shows and can do, from the choice to the tested restore point.
public final class BackupModel {
  /// Where the step stands.
  public enum View {
    CHOICE,
    RUNNING,
    DONE,
    FAILED
  }

  /// What a part of the backup is about, for its icon.
  public enum Part {
    DATABASE,
    FILES,
    SETUP
  }

  /// Something that will be copied, and how much of it there is.
  public record Content(Part part, String name, String amount) {}

  /// A phase of the work.
  public record Phase(Mark mark, String name, String amount) {}

  /// Something that was proven about the finished backup, or that has to be known of it.
  public record Proof(Mark mark, String name, String fact) {
    public Proof(String name, String fact) {
      this(Mark.DONE, name, fact);
    }
  }

  /// The finished restore point.
  ///
  /// @param made when it was made
  /// @param tested when the restore test ended, null where there was none
  public record Made(Instant made, @Nullable Instant tested, String about, List<Proof> proofs) {}

  public final ObjectProperty<View> view = new SimpleObjectProperty<>(View.CHOICE);

  /// The folder that backups go to; of a finished backup its own folder.
  public final StringProperty folder = new SimpleStringProperty("");

  // Before: the choice.
  /// Whether the admin has chosen an own backup instead.
  public final BooleanProperty own = new SimpleBooleanProperty();

  /// Whether the admin has ticked what the wizard then cannot undo.
  public final BooleanProperty ownConfirmed = new SimpleBooleanProperty();

  public final ObservableList<Content> contents = FXCollections.observableArrayList();

  /// Free and needed room, in words.
  public final StringProperty room = new SimpleStringProperty("");

  /// About how long it takes, in words such as "2 minutes".
  public final StringProperty expected = new SimpleStringProperty("");

  // While it runs.
  /// 0 to 1, negative while unknown.
  public final DoubleProperty progress = new SimpleDoubleProperty();

  public final StringProperty now = new SimpleStringProperty("");
  public final StringProperty timeLeft = new SimpleStringProperty("");
  public final StringProperty line = new SimpleStringProperty("");
  public final ObservableList<Phase> phases = FXCollections.observableArrayList();
  public final BooleanProperty cancelling = new SimpleBooleanProperty();

  // When it is done.
  public final ObjectProperty<@Nullable Made> made = new SimpleObjectProperty<>();

  // When it failed.
  public final StringProperty cause = new SimpleStringProperty("");

  public final ObservableList<Option> waysOn = FXCollections.observableArrayList();

  /// What was done, line by line, for those who want to look.
  public final LogLines log;

  public Runnable start = () -> {};
  public Runnable changeFolder = () -> {};
  public Runnable continueWithOwn = () -> {};
  public Runnable cancel = () -> {};
  public Runnable openFolder = () -> {};
  public Runnable copyElsewhere = () -> {};
  public Runnable back = () -> {};

  /// Goes to the version, which may be chosen while the backup runs.
  public Runnable next = () -> {};

  public Consumer<List<String>> saveReport = _ -> {};

  /// @param ui runs work on the UI thread, later
  public BackupModel(Executor ui) {
    log = new LogLines(ui);
  }
}
