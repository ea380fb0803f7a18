package io.github.nocobasewizard.ui.version;

import io.github.nocobasewizard.engine.PullAllowance;
import io.github.nocobasewizard.run.Problem;
import io.github.nocobasewizard.version.Candidate;
import io.github.nocobasewizard.version.Channel;
import io.github.nocobasewizard.version.Flavour;
import io.github.nocobasewizard.version.InUse;
import io.github.nocobasewizard.version.Notice;
import io.github.nocobasewizard.version.Offers;
import io.github.nocobasewizard.version.Reason;
import io.github.nocobasewizard.version.TypedTag;
import io.github.nocobasewizard.version.Wanted;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// What step 3 shows and can do: the versions there are, and the one chosen.
public final class VersionModel {
  /// How the list of versions came to be.
  public sealed interface ListState {
    /// Pages are still arriving; what has arrived is shown.
    record Loading() implements ListState {}

    record Complete() implements ListState {}

    /// The registry could not be asked; what is shown was fetched earlier.
    record Remembered(Instant fetched, Problem why) implements ListState {}

    /// The registry could not be asked, or broke off; what had arrived is shown.
    record Broken(Problem why) implements ListState {}
  }

  /// What became of a version that was typed.
  public sealed interface Typed {
    record Nothing() implements Typed {}

    record Checking(String text) implements Typed {}

    record Answer(TypedTag tag) implements Typed {}

    /// The registry could not be asked.
    record Unanswered(Problem why) implements Typed {}
  }

  /// Where the admin looks for a version.
  public enum Place {
    REGISTRY,
    COMPUTER,
    /// Not in a list: the number is typed.
    TYPED
  }

  /// How the chosen version was found.
  public enum Source {
    RECOMMENDED,
    LIST,
    TYPED,
    COMPUTER
  }

  /// The chosen version.
  public record Target(Candidate.Offer offer, Source source) {
    /// False if it is on this computer already and is to be taken as it is.
    public boolean download() {
      return source != Source.COMPUTER;
    }
  }

  /// What is installed now; null until it is known.
  public final ObjectProperty<@Nullable InUse> inUse = new SimpleObjectProperty<>();

  /// Where the list comes from, as the admin knows it.
  public final StringProperty registry = new SimpleStringProperty("Docker Hub");

  public final ObjectProperty<ListState> list = new SimpleObjectProperty<>(new ListState.Loading());

  /// How many downloads the registry still allows; null if it does not tell.
  public final ObjectProperty<@Nullable PullAllowance> allowance = new SimpleObjectProperty<>();

  /// The judged versions of the wanted channel and flavour; null while nothing has arrived.
  public final ObjectProperty<@Nullable Offers> offers = new SimpleObjectProperty<>();

  /// The flavours there are to choose from.
  public final ObservableList<Flavour> flavours = FXCollections.observableArrayList();

  public final ObjectProperty<Wanted> wanted =
      new SimpleObjectProperty<>(new Wanted(Channel.STABLE, Flavour.PLAIN));

  public final StringProperty search = new SimpleStringProperty("");
  public final ObjectProperty<Place> place = new SimpleObjectProperty<>(Place.REGISTRY);

  /// The judged versions that are on this computer, newest first.
  public final ObservableList<Candidate> onComputer = FXCollections.observableArrayList();

  /// Whether [#onComputer] is still being looked for.
  public final BooleanProperty lookingOnComputer = new SimpleBooleanProperty();

  public final ObjectProperty<Typed> typed = new SimpleObjectProperty<>(new Typed.Nothing());

  /// Null while nothing that can be installed is chosen.
  public final ObjectProperty<@Nullable Target> chosen = new SimpleObjectProperty<>();

  /// Asks for [#offers] of another channel or flavour.
  public Consumer<Wanted> wantedChanged = _ -> {};

  /// Looks a typed version up and sets [#typed].
  public Consumer<String> check = _ -> {};

  /// Fills [#onComputer].
  public Runnable lookOnComputer = () -> {};

  public Consumer<URI> openNotes = _ -> {};
  public Runnable tryAgain = () -> {};
  public Runnable back = () -> {};
  public Runnable next = () -> {};

  private final ObservableList<Candidate> rows = FXCollections.observableArrayList();
  private final ObservableList<Candidate> readOnlyRows =
      FXCollections.unmodifiableObservableList(rows);

  /// All of [#offers], sorted once for every letter typed.
  private List<Candidate> judged = List.of();

  public VersionModel() {
    offers.subscribe(this::offersChanged);
    typed.subscribe(this::typedChanged);
    search.subscribe(this::fillRows);
    place.subscribe(this::fillRows);
    onComputer.addListener((ListChangeListener<Candidate>) _ -> fillRows());
  }

  /// What the table shows: everything but the recommended version, or what matches the search.
  public ObservableList<Candidate> rows() {
    return readOnlyRows;
  }

  public Optional<Candidate.Offer> recommended() {
    var known = offers.get();
    return known == null ? Optional.empty() : known.recommended();
  }

  /// Why nothing is recommended, though the list is there.
  public enum Lack {
    /// What is installed is the newest of its kind.
    NOTHING_NEWER,
    /// What is installed is newer than all of the wanted channel.
    CHANNEL_BEHIND,
    /// There are newer ones, but none can be installed here.
    BLOCKED
  }

  /// Why nothing is recommended; empty while something is, or while the list is still arriving.
  public Optional<Lack> lack() {
    var known = offers.get();
    if (known == null
        || !known.newer().isEmpty()
        || (known.refused().isEmpty() && known.pinned().isEmpty())
        || list.get() instanceof ListState.Loading) {
      return Optional.empty();
    }
    if (blocked().isPresent()) {
      return Optional.of(Lack.BLOCKED);
    }
    return Optional.of(
        known.refused().stream().anyMatch(r -> r.reason() instanceof Reason.ChannelDowngrade)
            ? Lack.CHANNEL_BEHIND
            : Lack.NOTHING_NEWER);
  }

  /// The newest version that is refused for another reason than being old.
  public Optional<Candidate.Refusal> blocked() {
    var known = offers.get();
    return known == null
        ? Optional.empty()
        : known.refused().stream().filter(r -> !isOld(r.reason())).findFirst();
  }

  private static boolean isOld(Reason reason) {
    return switch (reason) {
      case Reason.IsInUse _, Reason.Older _, Reason.ChannelDowngrade _ -> true;
      default -> false;
    };
  }

  /// Chooses a version of the table.
  public void choose(Candidate.Offer offer) {
    chosen.set(new Target(offer, place.get() == Place.COMPUTER ? Source.COMPUTER : Source.LIST));
  }

  /// Chooses the number of the version that runs, where the file's tag moves by itself.
  public void choosePinned() {
    var known = offers.get();
    if (known != null) {
      known.pinned().ifPresent(offer -> chosen.set(new Target(offer, Source.LIST)));
    }
  }

  public boolean isPinned(Candidate candidate) {
    var known = offers.get();
    return known != null && known.pinned().filter(candidate::equals).isPresent();
  }

  public void chooseRecommended() {
    chosen.set(recommended().map(offer -> new Target(offer, Source.RECOMMENDED)).orElse(null));
  }

  /// Chooses what was typed, once it turned out to be installable.
  public void chooseTyped() {
    if (typed.get() instanceof Typed.Answer(TypedTag.Found(Candidate.Offer offer))) {
      chosen.set(new Target(offer, Source.TYPED));
    }
  }

  /// Looks at another channel or flavour.
  public void want(Wanted other) {
    if (!other.equals(wanted.get())) {
      wanted.set(other);
      wantedChanged.accept(other);
    }
  }

  /// Shows what is on this computer.
  public void showComputer() {
    search.set("");
    place.set(Place.COMPUTER);
    lookOnComputer.run();
  }

  /// Opens the field for typing a version.
  public void showTyping() {
    place.set(Place.TYPED);
  }

  public void showRegistry() {
    search.set("");
    place.set(Place.REGISTRY);
  }

  /// What to know about the chosen version before going on. That a tag is replaced by a number is
  /// said in another place.
  public List<Notice> notices() {
    var target = chosen.get();
    return target == null
        ? List.of()
        : target.offer().notices().stream()
            .filter(notice -> !(notice instanceof Notice.PinsFloatingTag))
            .toList();
  }

  private void offersChanged() {
    var known = offers.get();
    judged = known == null ? List.of() : known.all();
    var now = chosen.get();
    if (now == null || now.source() == Source.RECOMMENDED) {
      chooseRecommended();
    } else if (now.source() == Source.LIST) {
      find(now.offer().tag().text())
          .ifPresentOrElse(
              offer -> chosen.set(new Target(offer, Source.LIST)), this::chooseRecommended);
    }
    fillRows();
  }

  private Optional<Candidate.Offer> find(String tag) {
    var known = offers.get();
    return known == null
        ? Optional.empty()
        : known.offered().filter(offer -> offer.tag().text().equals(tag)).findFirst();
  }

  private void typedChanged() {
    var now = chosen.get();
    if (typed.get() instanceof Typed.Answer(TypedTag.Found(Candidate.Offer _))) {
      chooseTyped();
    } else if (now != null && now.source() == Source.TYPED) {
      chooseRecommended();
    }
  }

  private void fillRows() {
    String wantedText = search.get().strip().toLowerCase(Locale.ROOT);
    List<Candidate> all = place.get() == Place.COMPUTER ? List.copyOf(onComputer) : judged;
    // A search looks everywhere; without one the recommended version stands above, not twice.
    String above =
        wantedText.isEmpty() && place.get() == Place.REGISTRY
            ? recommended().map(offer -> offer.tag().text()).orElse("")
            : "";
    rows.setAll(
        all.stream()
            .filter(row -> row.tag().text().toLowerCase(Locale.ROOT).contains(wantedText))
            .filter(row -> !row.tag().text().equals(above))
            .toList());
  }
}
