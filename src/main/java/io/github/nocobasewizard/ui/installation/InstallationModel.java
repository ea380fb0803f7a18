package io.github.nocobasewizard.ui.installation;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// What step 1 shows and can do: the installations found, and the checks of the chosen one.
public final class InstallationModel {
  /// One installation.
  ///
  /// @param running not known while it has not been looked at
  /// @param facts what is known about it, in the order shown; empty while it has not been looked at
  /// @param remark where versions disagree, in words; null where they don't
  public record Candidate(
      String project, String folder, boolean running, List<Fact> facts, @Nullable String remark) {
    boolean lookedAt() {
      return !facts.isEmpty();
    }
  }

  /// @param open opens the value where it is an address, null otherwise
  public record Fact(String name, String value, @Nullable Runnable open) {
    public Fact(String name, String value) {
      this(name, value, null);
    }
  }

  /// How a check stands.
  public enum State {
    /// Cannot be looked at before something else is in order.
    WAITING,
    CHECKING,
    PASSED,
    REMARK,
    STOP
  }

  /// One check, in the words shown.
  ///
  /// @param detail the fact behind it; for a stop what it means and what will be done
  /// @param fix what puts it right, null where there is nothing to press
  /// @param more opens the details, null where there are none
  public record Check(
      State state, String title, String detail, @Nullable Fix fix, @Nullable Runnable more) {
    public Check(State state, String title, String detail) {
      this(state, title, detail, null, null);
    }
  }

  /// What puts a check right.
  ///
  /// @param first whether it is the one to press now; at most one is
  /// @param notYet why it cannot be pressed yet, null where it can
  /// @param busyLabel what the button says while it is at work, null while it is not
  public record Fix(
      String label,
      boolean first,
      @Nullable String notYet,
      @Nullable String busyLabel,
      Runnable action) {}

  public final ObservableList<Candidate> candidates = FXCollections.observableArrayList();
  public final ObjectProperty<@Nullable Candidate> chosen = new SimpleObjectProperty<>();

  /// The checks of the chosen installation; they stay while they are looked at again.
  public final ObservableList<Check> checks = FXCollections.observableArrayList();

  public final BooleanProperty checking = new SimpleBooleanProperty();

  public Consumer<Candidate> choose = chosen::set;
  public Runnable chooseFolder = () -> {};
  public Runnable checkAgain = () -> {};
  public Runnable back = () -> {};
  public Runnable next = () -> {};
  public Consumer<List<Path>> dropped = _ -> {};

  /// The checks in this state.
  public List<Check> in(State state) {
    return checks.stream().filter(check -> check.state() == state).toList();
  }

  /// Whether the admin may go on: nothing stops, nothing is still unknown.
  public boolean ready() {
    return chosen.get() != null
        && !checking.get()
        && !checks.isEmpty()
        && checks.stream().allMatch(c -> c.state() == State.PASSED || c.state() == State.REMARK);
  }
}
