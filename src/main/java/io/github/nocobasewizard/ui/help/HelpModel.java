package io.github.nocobasewizard.ui.help;

import java.net.URI;
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
import javafx.collections.ObservableMap;
import org.jspecify.annotations.Nullable;

/// Questions, and the facts of the installation in use.
public final class HelpModel {
  /// What is answered, in the order shown.
  public enum Question {
    DATA_SAFE,
    WHAT_CHANGES,
    DOWNLOAD,
    NOT_CHANGED,
    COMMERCIAL_PLUGIN,
    OTHER_PLUGINS,
    BACKUPS,
    GO_BACK
  }

  /// One line about the installation in use, such as its folder.
  ///
  /// @param path whether the value is a path, which is cut in the middle where room is short
  public record Fact(String name, String value, boolean path) {
    public Fact(String name, String value) {
      this(name, value, false);
    }
  }

  /// What is so on this computer.
  ///
  /// @param sentence what it means for the question
  public record Answer(String sentence, List<Fact> facts) {}

  /// To some questions; what is not known yet has no answer of this kind.
  public final ObservableMap<Question, Answer> here = FXCollections.observableHashMap();

  /// Empty while no installation is known; nothing is shown then.
  public final ObservableList<Fact> facts = FXCollections.observableArrayList();

  /// Where backups go; empty if unknown.
  public final StringProperty backupFolder = new SimpleStringProperty("");

  /// Whether "Go back to an earlier state" is offered in the answer about it; not during a run.
  public final BooleanProperty mayGoBack = new SimpleBooleanProperty(true);

  /// The question whose answer is unfolded.
  public final ObjectProperty<@Nullable Question> unfolded = new SimpleObjectProperty<>();

  /// Opens a page of NocoBase's documentation in the browser.
  public Consumer<URI> openDocs = _ -> {};

  /// Saves a report for support.
  public Runnable saveReport = () -> {};

  public Runnable openBackups = () -> {};
  public Runnable openRestore = () -> {};
}
