package io.github.nocobasewizard.ui.version;

import atlantafx.base.controls.CustomTextField;
import io.github.nocobasewizard.engine.PullAllowance;
import io.github.nocobasewizard.run.Problem;
import io.github.nocobasewizard.ui.kit.ActionBar;
import io.github.nocobasewizard.ui.kit.Badge;
import io.github.nocobasewizard.ui.kit.Banner;
import io.github.nocobasewizard.ui.kit.BusyRing;
import io.github.nocobasewizard.ui.kit.ChoiceCard;
import io.github.nocobasewizard.ui.kit.Icon;
import io.github.nocobasewizard.ui.kit.IconView;
import io.github.nocobasewizard.ui.kit.Link;
import io.github.nocobasewizard.ui.kit.Mark;
import io.github.nocobasewizard.ui.kit.PageHeader;
import io.github.nocobasewizard.ui.kit.Prose;
import io.github.nocobasewizard.ui.kit.Segments;
import io.github.nocobasewizard.ui.kit.Severity;
import io.github.nocobasewizard.ui.kit.StateRow;
import io.github.nocobasewizard.ui.kit.StepModel;
import io.github.nocobasewizard.ui.shell.Page;
import io.github.nocobasewizard.ui.shell.Side;
import io.github.nocobasewizard.ui.text.ProblemTexts;
import io.github.nocobasewizard.ui.text.Texts;
import io.github.nocobasewizard.ui.version.VersionModel.Lack;
import io.github.nocobasewizard.ui.version.VersionModel.ListState;
import io.github.nocobasewizard.ui.version.VersionModel.Place;
import io.github.nocobasewizard.ui.version.VersionModel.Source;
import io.github.nocobasewizard.ui.version.VersionModel.Typed;
import io.github.nocobasewizard.version.Candidate;
import io.github.nocobasewizard.version.Channel;
import io.github.nocobasewizard.version.Flavour;
import io.github.nocobasewizard.version.InUse;
import io.github.nocobasewizard.version.Notice;
import io.github.nocobasewizard.version.Offers;
import io.github.nocobasewizard.version.Tag;
import io.github.nocobasewizard.version.TypedTag;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.collections.ListChangeListener;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.TraversalDirection;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Rectangle;
import javafx.util.StringConverter;

/// Step 3: the recommended version, all others, and the ways to name one that is not in the list.
public final class VersionController extends Page {
  private static final int FEW_DOWNLOADS = 5;
  private static final double ROW = 44;
  private static final double SEARCH = 40;
  private static final double LEAST = SEARCH + 3.5 * ROW + 2;

  private final VersionModel model;
  private final List<StepModel> steps;
  private final VersionTexts words;
  private final ProblemTexts problems;
  private boolean noticesUnfolded;

  @FXML private PageHeader header;
  @FXML private VBox banners;
  @FXML private ToggleGroup cards;
  @FXML private ChoiceCard recommended;
  @FXML private Label recommendedSize;
  @FXML private Link recommendedNotes;
  @FXML private HBox looking;
  @FXML private Prose lookingNote;
  @FXML private Prose othersTitle;
  @FXML private HBox filters;
  @FXML private Link allVersions;
  @FXML private ComboBox<Flavour> edition;
  @FXML private VBox table;
  @FXML private CustomTextField search;
  @FXML private BusyRing loadingRing;
  @FXML private Label count;
  @FXML private ListView<Candidate> list;
  @FXML private Prose none;
  @FXML private VBox notices;
  @FXML private Link typeOne;
  @FXML private Link onComputer;
  @FXML private Link refresh;
  @FXML private VBox typePanel;
  @FXML private TextField typedText;
  @FXML private Button check;
  @FXML private VBox typedAnswer;
  @FXML private ActionBar bar;
  @FXML private Button next;

  /// @param steps of the run this page belongs to
  public VersionController(Texts texts, VersionModel model, List<StepModel> steps) {
    super(texts);
    this.model = model;
    this.steps = steps;
    words = new VersionTexts(texts);
    problems = new ProblemTexts(texts);
  }

  @FXML
  private void initialize() {
    recommended.setBadge(new Badge(texts.get("badge.recommended"), "accent"));
    recommended.setLarge(true);
    recommended.setOnAction(_ -> model.chooseRecommended());
    initializeFilters();
    initializeList();
    initializeTyping();
    model.inUse.subscribe(this::update);
    model.offers.subscribe(this::update);
    model.list.subscribe(this::update);
    model.place.subscribe(this::update);
    model.wanted.subscribe(this::update);
    model.registry.subscribe(this::update);
    model.allowance.subscribe(this::update);
    model.chosen.subscribe(this::showChosen);
    model.lookingOnComputer.subscribe(this::showTable);
    update();
    showTyped();
  }

  private void update() {
    showHeader();
    showBanners();
    showRecommended();
    showTable();
    showChosen();
  }

  // ---- header, banners

  private void showHeader() {
    InUse inUse = model.inUse.get();
    String installed = installed();
    String channel = words.channelWithin(model.wanted.get().channel());
    if (inUse == null) {
      header.setLead(texts.get("version.lead.nothingYet"));
    } else if (model.lack().isPresent()) {
      header.setLead(texts.get("version.lead.newest", installed));
    } else if (model.recommended().isPresent()) {
      header.setLead(texts.get("version.lead", installed, channel));
    } else {
      header.setLead(texts.get("version.lead.choose", installed));
    }
  }

  /// The number, and the name in the file where that is another one.
  private String installed() {
    InUse inUse = model.inUse.get();
    if (inUse == null) {
      return "";
    }
    String tag = inUse.image().tagOrLatest();
    return inUse.tag() instanceof Tag.Exact || inUse.current().isEmpty()
        ? tag
        : texts.get("version.installed", inUse.current().get().toString(), tag);
  }

  private void showBanners() {
    banners.getChildren().clear();
    switch (model.list.get()) {
      case ListState.Remembered(Instant fetched, Problem why) -> addRemembered(fetched, why);
      case ListState.Broken(Problem why) -> addBroken(why);
      case ListState.Loading() -> {}
      case ListState.Complete() -> {}
    }
    var offers = model.offers.get();
    if (offers != null) {
      offers.floating().ifPresent(this::addFloating);
    }
    PullAllowance allowance = model.allowance.get();
    if (allowance != null) {
      addAllowance(allowance);
    }
    if (model.place.get() == Place.REGISTRY) {
      model.lack().map(this::lack).ifPresent(banner -> addBanner(banner, false));
    }
    boolean any = !banners.getChildren().isEmpty();
    banners.setManaged(any);
    banners.setVisible(any);
  }

  private void addRemembered(Instant fetched, Problem why) {
    String text =
        isUnreachable(why)
            ? texts.get("version.offline", model.registry.get(), texts.day(fetched))
            : texts.get("version.remembered", problems.title(why), texts.day(fetched));
    addBanner(new Banner(Severity.INFO, "", text), true);
  }

  private void addBroken(Problem why) {
    boolean nothing = model.offers.get() == null;
    if (why.code().equals("engine.REGISTRY_DENIED")) {
      String registry = model.registry.get();
      addBanner(
          new Banner(
              Severity.REMARK,
              texts.get("version.denied", registry),
              texts.get("version.denied.text", registry)),
          true);
      return;
    }
    var banner =
        new Banner(
            nothing ? Severity.STOP : Severity.REMARK,
            problems.title(why),
            nothing
                ? texts.get("version.broken.nothing", problems.cause(why))
                : texts.get("version.broken.some", problems.cause(why)));
    addBanner(banner, true);
  }

  private static boolean isUnreachable(Problem why) {
    return why.code().equals("engine.REGISTRY_UNREACHABLE");
  }

  private void addFloating(Offers.FloatingTag floating) {
    String text =
        floating
            .bringsToday()
            .map(today ->
                texts.get("version.floating.today", floating.tag().text(), today.toString()))
            .orElseGet(() -> texts.get("version.floating", floating.tag().text()));
    var banner = new Banner(Severity.INFO, "", text);
    var offers = model.offers.get();
    if (offers != null) {
      offers
          .pinned()
          .map(offer -> texts.get("version.pin", offer.tag().text()))
          .ifPresent(words -> banner.setAction(new Link(words, model::choosePinned)));
    }
    addBanner(banner, false);
  }

  /// Few downloads left are worth a remark before one fails.
  private void addAllowance(PullAllowance allowance) {
    if (allowance.remaining() > FEW_DOWNLOADS) {
      return;
    }
    String registry = model.registry.get();
    String period = texts.roughly(allowance.period());
    addBanner(
        allowance.remaining() > 0
            ? new Banner(
                Severity.INFO,
                "",
                texts.get("version.allowance.few", registry, allowance.remaining(), period))
            : new Banner(
                Severity.REMARK,
                texts.get("version.allowance.none", registry),
                texts.get("version.allowance.none.text", period)),
        false);
  }

  private Banner lack(Lack lack) {
    String channel = words.channelWithin(model.wanted.get().channel());
    return switch (lack) {
      case NOTHING_NEWER ->
          new Banner(
              Severity.SUCCESS,
              texts.get("version.newest"),
              texts.get("version.newest.text", installed(), channel));
      case CHANNEL_BEHIND ->
          new Banner(
              Severity.INFO,
              texts.get("version.behind", channel),
              texts.get("version.behind.text", installed(), channel));
      case BLOCKED ->
          new Banner(
              Severity.REMARK,
              texts.get("version.blocked"),
              model
                  .blocked()
                  .map(refusal ->
                      texts.get(
                          "version.blocked.text",
                          refusal.tag().text(),
                          words.reason(refusal.reason())))
                  .orElse(""));
    };
  }

  private void addBanner(Banner banner, boolean again) {
    if (again) {
      banner.setAction(new Link(texts.get("action.tryAgain"), () -> model.tryAgain.run()));
    }
    banners.getChildren().add(banner);
  }

  // ---- the recommended version

  private void showRecommended() {
    var offer = model.recommended();
    boolean loading = model.list.get() instanceof ListState.Loading;
    show(recommended, offer.isPresent());
    show(looking, offer.isEmpty() && loading);
    lookingNote.setText(texts.get("version.looking.note", model.registry.get()));
    offer.ifPresent(found -> {
      recommended.setTitle(found.tag().text());
      recommended.setNote(about(found));
      String size = words.size(found);
      recommendedSize.setText(size.isEmpty() ? "" : texts.get("version.download", size));
      show(recommendedSize, !size.isEmpty());
    });
  }

  private String about(Candidate.Offer offer) {
    String channel = words.channel(offer.tag().channel());
    String released = words.released(offer);
    if (!offer.route().isDirect()) {
      return texts.get("version.about.stop", channel, words.route(offer, current()));
    }
    return released.isEmpty()
        ? texts.get("version.about", channel)
        : texts.get("version.about.released", channel, released);
  }

  /// The number that runs.
  private String current() {
    InUse inUse = model.inUse.get();
    return inUse == null
        ? ""
        : inUse.current().map(Object::toString).orElseGet(() -> inUse.image().tagOrLatest());
  }

  // ---- edition and channel

  private void initializeFilters() {
    edition.setMinWidth(Region.USE_PREF_SIZE);
    edition.setItems(model.flavours);
    edition.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(Flavour flavour) {
            return flavour == null ? "" : editionName(flavour);
          }

          @Override
          public Flavour fromString(String text) {
            throw new UnsupportedOperationException(text);
          }
        });
    model.wanted.subscribe(wanted -> edition.setValue(wanted.flavour()));
    edition
        .valueProperty()
        .addListener((_, _, flavour) -> {
          if (flavour != null) {
            model.want(model.wanted.get().withFlavour(flavour));
          }
        });
    var channels = new Segments(Arrays.stream(Channel.values()).map(words::channel).toList());
    channels.setMinWidth(Region.USE_PREF_SIZE);
    filters.getChildren().add(channels);
    model.wanted.subscribe(wanted -> channels.setChosen(wanted.channel().ordinal()));
    channels
        .chosenProperty()
        .subscribe(chosen ->
            model.want(model.wanted.get().withChannel(Channel.values()[chosen.intValue()])));
  }

  private String editionName(Flavour flavour) {
    var inUse = model.inUse.get();
    String name = words.flavour(flavour);
    return inUse != null && inUse.flavour().equals(flavour)
        ? texts.get("version.edition.asNow", name)
        : name;
  }

  // ---- the table

  private void initializeList() {
    search.setLeft(new IconView(Icon.SEARCH, "s", "muted"));
    search.textProperty().bindBidirectional(model.search);
    search.setOnAction(_ -> chooseFirst());
    search.addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() == KeyCode.ESCAPE && !search.getText().isEmpty()) {
            search.clear();
            event.consume();
          } else if (event.getCode() == KeyCode.DOWN) {
            // The list is next; unlike a plain request, this shows where the focus is.
            search.requestFocusTraversal(TraversalDirection.NEXT);
            event.consume();
          }
        });
    list.setItems(model.rows());
    list.setFixedCellSize(ROW);
    list.setCellFactory(
        _ -> new VersionCell(texts, words, model::isPinned, model.openNotes::accept));
    list.prefHeightProperty().bind(Bindings.size(model.rows()).multiply(ROW));
    list.getSelectionModel()
        .selectedItemProperty()
        .addListener((_, _, now) -> {
          if (now instanceof Candidate.Offer offer && !isChosen(offer)) {
            model.choose(offer);
          }
        });
    list.addEventFilter(KeyEvent.KEY_PRESSED, this::onListKey);
    list.focusedProperty()
        .subscribe(focused -> {
          // While the version chosen is not in the list, no row would show that the list has the
          // focus.
          if (focused && list.getFocusModel().getFocusedIndex() < 0) {
            list.getFocusModel().focus(0);
          }
        });
    var clip = new Rectangle();
    clip.setArcWidth(14);
    clip.setArcHeight(14);
    // Round at the bottom only; the corners at the top lie above the list.
    clip.setY(-14);
    clip.widthProperty().bind(list.widthProperty());
    clip.heightProperty().bind(list.heightProperty().add(14));
    list.setClip(clip);
    model.rows().addListener((ListChangeListener<Candidate>) _ -> showTable());
  }

  private boolean isChosen(Candidate.Offer offer) {
    var target = model.chosen.get();
    return target != null && target.offer().equals(offer);
  }

  private void showTable() {
    boolean registry = model.place.get() == Place.REGISTRY;
    boolean computer = model.place.get() == Place.COMPUTER;
    boolean typing = model.place.get() == Place.TYPED;
    boolean nothingAtAll =
        model.offers.get() == null && model.list.get() instanceof ListState.Broken;
    boolean loading =
        computer ? model.lookingOnComputer.get() : model.list.get() instanceof ListState.Loading;
    int rows = model.rows().size();
    othersTitle.setText(
        switch (model.place.get()) {
          case COMPUTER -> texts.get("version.onComputer");
          case TYPED -> texts.get("version.type.title");
          case REGISTRY ->
              texts.get(model.recommended().isPresent() ? "version.others" : "version.all");
        });
    show((Node) othersTitle.getParent(), !registry || !nothingAtAll);
    show(filters, registry);
    show(allVersions, !registry && !nothingAtAll);
    show(typePanel, typing);
    show(typeOne, !typing);
    show(onComputer, !computer);
    show(refresh, registry && model.list.get() instanceof ListState.Complete);
    show(table, !typing && !(registry && nothingAtAll));
    show(loadingRing, loading);
    count.setText(
        loading && rows == 0
            ? texts.get("version.loading")
            : loading ? texts.get("version.loadingSoFar", rows) : texts.get("version.count", rows));
    show(list, rows > 0);
    show(none, rows == 0 && !loading);
    none.setText(
        !model.search.get().isBlank()
            ? texts.get("version.noMatch", model.search.get().strip())
            : texts.get(computer ? "version.onComputer.none" : "version.none"));
    // No taller than its rows, so that the links stand right below.
    double whole = SEARCH + rows * ROW + 2;
    table.setMinHeight(rows > 0 ? Math.min(whole, LEAST) : Region.USE_PREF_SIZE);
    table.setMaxHeight(rows > 0 ? whole : Region.USE_PREF_SIZE);
    selectChosen();
  }

  private void chooseFirst() {
    model.rows().stream()
        .filter(Candidate.Offer.class::isInstance)
        .map(Candidate.Offer.class::cast)
        .findFirst()
        .ifPresent(model::choose);
  }

  /// Arrows go from one version that can be chosen to the next.
  private void onListKey(KeyEvent event) {
    if (event.getCode() == KeyCode.ENTER) {
      // The list would keep it from the page's main button.
      next.fire();
      event.consume();
      return;
    }
    int page = Math.max(1, (int) (list.getHeight() / ROW) - 1);
    int rows = model.rows().size();
    int at = list.getSelectionModel().getSelectedIndex();
    int found =
        switch (event.getCode()) {
          case UP -> nextOffer(at - 1, -1);
          case DOWN -> nextOffer(at + 1, 1);
          case PAGE_UP -> nextOffer(Math.max(0, at - page), 1);
          case PAGE_DOWN -> nextOffer(Math.min(rows - 1, at + page), -1);
          case HOME -> nextOffer(0, 1);
          case END -> nextOffer(rows - 1, -1);
          default -> -2;
        };
    if (found == -2) {
      return;
    }
    if (found >= 0) {
      list.getSelectionModel().clearAndSelect(found);
      list.getFocusModel().focus(found);
      scrollTo(found);
    }
    event.consume();
  }

  private int nextOffer(int from, int step) {
    for (int i = from; i >= 0 && i < model.rows().size(); i += step) {
      if (model.rows().get(i) instanceof Candidate.Offer) {
        return i;
      }
    }
    return -1;
  }

  private void scrollTo(int row) {
    int visible = Math.max(1, (int) (list.getHeight() / ROW));
    list.scrollTo(Math.max(0, row - visible / 2));
  }

  // ---- a typed version

  private void initializeTyping() {
    check.disableProperty().bind(typedText.textProperty().map(String::isBlank));
    typedText.setOnAction(_ -> checkTyped());
    model.typed.subscribe(this::showTyped);
  }

  private void showTyped() {
    typedAnswer.getChildren().clear();
    switch (model.typed.get()) {
      case Typed.Nothing() -> {}
      case Typed.Checking(String text) ->
          answer(Mark.BUSY, texts.get("version.typed.checking", text));
      case Typed.Unanswered(Problem why) -> answer(Mark.REMARK, problems.words(why).explanation());
      case Typed.Answer(TypedTag tag) -> showAnswer(tag);
    }
    show(typedAnswer, !typedAnswer.getChildren().isEmpty());
    showChosen();
  }

  private void showAnswer(TypedTag tag) {
    switch (tag) {
      case TypedTag.Found(Candidate.Offer offer) -> typedAnswer.getChildren().add(card(offer));
      case TypedTag.Found(Candidate.Refusal refusal) ->
          answer(
              Mark.REMARK,
              texts.get(
                  "version.typed.refused", refusal.tag().text(), words.reason(refusal.reason())));
      case TypedTag.MovesByItself(Tag.Floating floating, var today) -> {
        var row =
            answer(
                Mark.INFO,
                today
                    .map(now ->
                        texts.get("version.typed.moves.today", floating.text(), now.toString()))
                    .orElseGet(() -> texts.get("version.typed.moves", floating.text())));
        today.ifPresent(now -> {
          String number = Tag.Exact.of(now, floating.flavour()).text();
          row.setExtra(new Link(texts.get("version.typed.take", number), () -> type(number)));
        });
      }
      case TypedTag.NotThere(String text) ->
          answer(Mark.REMARK, texts.get("version.typed.notThere", model.registry.get(), text));
      case TypedTag.NoVersion(String text) ->
          answer(Mark.REMARK, texts.get("version.typed.noVersion", text));
    }
  }

  private StateRow answer(Mark mark, String text) {
    var row = new StateRow(mark, text, "");
    row.getStyleClass().add("top");
    typedAnswer.getChildren().add(row);
    return row;
  }

  private ChoiceCard card(Candidate.Offer offer) {
    var card = new ChoiceCard(offer.tag().text(), "");
    String size = words.size(offer);
    card.setNote(about(offer));
    var notes =
        new Link(texts.get("version.notes"), () -> model.openNotes.accept(offer.releaseNotes()));
    card.setSide(
        size.isEmpty() ? notes : side(new Label(texts.get("version.download", size)), notes));
    card.setToggleGroup(cards);
    card.setOnAction(_ -> model.chooseTyped());
    card.setUserData(Source.TYPED);
    return card;
  }

  private static VBox side(Label size, Link notes) {
    size.setMinWidth(Label.USE_PREF_SIZE);
    var side = new VBox(size, notes);
    side.setAlignment(javafx.geometry.Pos.CENTER_RIGHT);
    return side;
  }

  private void type(String text) {
    typedText.setText(text);
    checkTyped();
  }

  // ---- what is chosen

  private void showChosen() {
    var target = model.chosen.get();
    Source source = target == null ? null : target.source();
    recommended.setSelected(source == Source.RECOMMENDED);
    for (var toggle : cards.getToggles()) {
      if (toggle.getUserData() == Source.TYPED) {
        toggle.setSelected(source == Source.TYPED);
      }
    }
    selectChosen();
    showNotices();
    next.setDisable(target == null);
    bar.setNote(
        target != null
            ? ""
            : texts.get(
                model.list.get() instanceof ListState.Loading && model.offers.get() == null
                    ? "version.wait"
                    : model.lack().isPresent()
                        ? "version.nothingToInstall"
                        : "version.chooseFirst"));
  }

  private void selectChosen() {
    var target = model.chosen.get();
    boolean here =
        target != null
            && (target.source() == Source.LIST && model.place.get() == Place.REGISTRY
                || target.source() == Source.COMPUTER && model.place.get() == Place.COMPUTER);
    int row = here && target != null ? model.rows().indexOf(target.offer()) : -1;
    if (row < 0) {
      list.getSelectionModel().clearSelection();
    } else if (list.getSelectionModel().getSelectedIndex() != row) {
      list.getSelectionModel().clearAndSelect(row);
    }
  }

  /// One hint is shown at once; several are folded to a line, so that the list keeps its room.
  private void showNotices() {
    var target = model.chosen.get();
    var shown = model.notices();
    notices.getChildren().clear();
    if (target != null && !shown.isEmpty()) {
      String version = target.offer().tag().text();
      boolean folded = shown.size() > 1 && !noticesUnfolded;
      var banner =
          new Banner(Severity.REMARK, "", texts.get("version.goodToKnow", version, shown.size()));
      if (folded) {
        banner.setAction(new Link(texts.get("action.show"), this::unfoldNotices));
        notices.getChildren().add(banner);
      } else {
        notices.getChildren().add(hints(shown));
      }
    }
    show(notices, !notices.getChildren().isEmpty());
  }

  private Node hints(List<Notice> shown) {
    var box = new VBox();
    box.getStyleClass().add("hints");
    for (var notice : shown) {
      var hint = words.notice(notice);
      var row = new StateRow(Mark.REMARK, texts.get("version.hint", hint.title(), hint.text()), "");
      row.getStyleClass().add("top");
      box.getChildren().add(row);
    }
    return box;
  }

  private void unfoldNotices() {
    noticesUnfolded = true;
    showNotices();
  }

  private static void show(Node node, boolean shown) {
    node.setVisible(shown);
    node.setManaged(shown);
  }

  @FXML
  private void openRecommendedNotes() {
    model.recommended().ifPresent(offer -> model.openNotes.accept(offer.releaseNotes()));
  }

  @FXML
  private void openTyping() {
    model.showTyping();
    typedText.requestFocus();
  }

  @FXML
  private void checkTyped() {
    if (!typedText.getText().isBlank()) {
      model.check.accept(typedText.getText().strip());
    }
  }

  @FXML
  private void showComputer() {
    model.showComputer();
  }

  @FXML
  private void refresh() {
    model.tryAgain.run();
  }

  @FXML
  private void showRegistry() {
    model.showRegistry();
  }

  @FXML
  private void back() {
    model.back.run();
  }

  @FXML
  private void next() {
    model.next.run();
  }

  @Override
  public Side side() {
    return new Side.Run(steps, true);
  }
}
