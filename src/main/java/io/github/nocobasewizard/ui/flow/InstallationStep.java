package io.github.nocobasewizard.ui.flow;

import io.github.nocobasewizard.engine.Cancellation;
import io.github.nocobasewizard.engine.ContainerEngine.Container;
import io.github.nocobasewizard.engine.EngineException;
import io.github.nocobasewizard.installation.Deployment;
import io.github.nocobasewizard.installation.Installation;
import io.github.nocobasewizard.installation.InstallationException;
import io.github.nocobasewizard.readiness.Facts;
import io.github.nocobasewizard.readiness.Finding;
import io.github.nocobasewizard.readiness.Finding.Fix;
import io.github.nocobasewizard.readiness.Readiness;
import io.github.nocobasewizard.ui.Background;
import io.github.nocobasewizard.ui.Services;
import io.github.nocobasewizard.ui.installation.InstallationController;
import io.github.nocobasewizard.ui.installation.InstallationModel;
import io.github.nocobasewizard.ui.installation.InstallationModel.Candidate;
import io.github.nocobasewizard.ui.installation.InstallationModel.Check;
import io.github.nocobasewizard.ui.installation.InstallationModel.Fact;
import io.github.nocobasewizard.ui.installation.InstallationModel.State;
import io.github.nocobasewizard.ui.kit.StepModel;
import io.github.nocobasewizard.ui.text.FindingTexts;
import io.github.nocobasewizard.ui.text.LoadTexts;
import io.github.nocobasewizard.ui.text.Texts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Step 1: which installation, and whether it can be upgraded now.
final class InstallationStep {
  private final Wizard wizard;
  private final Texts texts;
  private final FindingTexts findingTexts;
  private final Background background;
  private final Services services;
  private final List<Installation> installations = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();
  private final Set<Fix> busy = EnumSet.noneOf(Fix.class);
  private final Runnable onFinishOther;
  private Cancellation looking = new Cancellation();
  private Readiness.@Nullable Report report;
  private int chosen = -1;

  final InstallationModel model = new InstallationModel();
  final InstallationController page;

  /// @param next called when the admin goes on with an installation that is ready
  /// @param onFinishOther called to end an earlier run that was cut off
  InstallationStep(
      Wizard wizard,
      Texts texts,
      Background background,
      Services services,
      List<StepModel> steps,
      List<Installation> installations,
      Runnable next,
      Runnable onFinishOther) {
    this.wizard = wizard;
    this.texts = texts;
    this.findingTexts = new FindingTexts(texts);
    this.background = background;
    this.services = services;
    this.onFinishOther = onFinishOther;
    this.page = new InstallationController(texts, model, steps);
    this.installations.addAll(installations);
    model.choose = candidate -> choose(model.candidates.indexOf(candidate));
    model.chooseFolder = () -> wizard.desktop().chooseFolder(startFolder()).ifPresent(this::load);
    model.checkAgain = this::check;
    model.back = wizard::showStart;
    model.next = next;
    model.dropped = paths -> load(paths.getFirst());
    showCandidates();
  }

  private java.util.Optional<Path> startFolder() {
    return wizard.preferences().folders().stream().findFirst();
  }

  void begin() {
    if (chosen < 0 && !installations.isEmpty()) {
      choose(0);
    }
  }

  Installation installation() {
    return installations.get(chosen);
  }

  Facts facts() {
    if (report == null) {
      throw new IllegalStateException("not looked at yet");
    }
    return report.facts();
  }

  /// A folder or file that was dropped or chosen.
  void load(Path path) {
    background
        .call(() -> services.finder().load(path))
        .onSuccess(this::loaded)
        .onFailure(this::notLoaded)
        .start();
  }

  private void loaded(Installation installation) {
    int known = -1;
    for (int n = 0; n < installations.size(); n++) {
      if (installations.get(n).key().equals(installation.key())) {
        known = n;
      }
    }
    if (known < 0) {
      installations.addFirst(installation);
      known = 0;
    } else {
      installations.set(known, installation);
    }
    chosen = -1;
    showCandidates();
    choose(known);
  }

  private void notLoaded(Exception failure) {
    LoadTexts words = new LoadTexts(texts);
    Check check =
        failure instanceof InstallationException e
            ? new Check(State.STOP, words.title(e), words.explanation(e))
            : new Check(
                State.STOP,
                texts.get("flow.load.OTHER.title"),
                String.valueOf(failure.getMessage()));
    chosen = -1;
    model.chosen.set(null);
    model.checks.setAll(check);
    wizard.navigator().show(page);
  }

  private void choose(int index) {
    if (index < 0 || index == chosen) {
      return;
    }
    chosen = index;
    report = null;
    model.chosen.set(model.candidates.get(index));
    check();
  }

  // ---- the checks

  private void check() {
    if (chosen < 0) {
      return;
    }
    looking.cancel();
    Cancellation mine = new Cancellation();
    looking = mine;
    findings.clear();
    report = null;
    model.checking.set(true);
    showChecks();
    Installation installation = installation();
    background
        .call(() -> {
          // The files may have been changed since they were read.
          Installation fresh = services.finder().load(installation.folder());
          return new Looked(
              fresh,
              services
                  .readiness()
                  .check(fresh, finding -> background.ui(() -> found(finding, mine)), mine));
        })
        .onSuccess(looked -> looked(looked, mine))
        .onFailure(failure -> {
          if (!mine.isCancelled()) {
            model.checking.set(false);
            notLoaded(failure);
          }
        })
        .start();
  }

  private record Looked(Installation installation, Readiness.Report report) {}

  private void found(Finding finding, Cancellation mine) {
    if (!mine.isCancelled()) {
      findings.add(finding);
      showChecks();
    }
  }

  private void looked(Looked looked, Cancellation mine) {
    if (mine.isCancelled()) {
      return;
    }
    report = looked.report();
    findings.clear();
    findings.addAll(looked.report().findings());
    installations.set(chosen, looked.installation());
    if (!services.practice()) {
      wizard.preferences().remember(looked.installation().folder());
    }
    busy.clear();
    model.checking.set(false);
    Candidate candidate = candidate(looked.installation(), looked.report().facts());
    model.candidates.set(chosen, candidate);
    model.chosen.set(candidate);
    showChecks();
    if (findings.stream().anyMatch(Finding::passesByItself)) {
      checkWhenStarted(looked.installation(), mine);
    }
  }

  private void checkWhenStarted(Installation installation, Cancellation mine) {
    background
        .call(() -> services.readiness().awaitApp(installation, mine))
        .onSuccess(started -> {
          if (started && !mine.isCancelled()) {
            check();
          }
        })
        .start();
  }

  private void showChecks() {
    List<Check> checks = new ArrayList<>();
    boolean[] fixOffered = {false};
    for (Finding.Check each : Finding.Check.values()) {
      List<Finding> its = findings.stream().filter(f -> f.check() == each).toList();
      its.forEach(finding -> checks.add(check(finding, fixOffered)));
      if (its.isEmpty() && model.checking.get() && alwaysSaid(each)) {
        checks.add(new Check(State.CHECKING, findingTexts.name(each), ""));
      }
    }
    model.checks.setAll(checks);
  }

  /// Some checks speak only when there is something to say.
  private static boolean alwaysSaid(Finding.Check check) {
    return switch (check) {
      case VERSION, DATABASE_VOLUME, OTHER_DATA, FOLDER -> false;
      default -> true;
    };
  }

  private Check check(Finding finding, boolean[] fixOffered) {
    State state =
        switch (finding.severity()) {
          case PASSED -> State.PASSED;
          case REMARK -> State.REMARK;
          case STOP -> State.STOP;
          case WAITING -> State.WAITING;
        };
    InstallationModel.Fix fix =
        state == State.STOP ? finding.fix().map(f -> fix(f, fixOffered)).orElse(null) : null;
    return new Check(state, findingTexts.title(finding), findingTexts.detail(finding), fix, null);
  }

  private InstallationModel.Fix fix(Fix fix, boolean[] fixOffered) {
    boolean first = !fixOffered[0];
    fixOffered[0] = true;
    return new InstallationModel.Fix(
        findingTexts.fix(fix),
        first,
        null,
        busy.contains(fix) ? findingTexts.busyFix() : null,
        () -> repair(fix));
  }

  // ---- the fixes

  private void repair(Fix fix) {
    switch (fix) {
      case START_DOCKER -> work(fix, () -> wizard.desktop().startDocker() && wizard.awaitDocker());
      case GET_DOCKER ->
          wizard
              .desktop()
              .open(java.net.URI.create("https://docs.docker.com/get-started/get-docker/"));
      case START_NOCOBASE -> work(fix, this::startNocoBase);
      case START_DATABASE -> work(fix, this::startDatabase);
      case CHOOSE_BACKUP_FOLDER ->
          wizard
              .desktop()
              .chooseFolder(java.util.Optional.empty())
              .ifPresent(folder -> {
                wizard.preferences().set("backupFolder", folder.toString());
                check();
              });
      case FINISH_OTHER_RUN -> onFinishOther.run();
      case SHOW_HELP -> wizard.showHelp();
    }
  }

  private void work(Fix fix, java.util.concurrent.Callable<Boolean> work) {
    busy.add(fix);
    showChecks();
    background
        .call(work)
        .onSuccess(done -> check())
        .onFailure(failure -> check())
        .finallyDo(() -> busy.remove(fix))
        .start();
  }

  private boolean startNocoBase() throws EngineException {
    Installation installation = installation();
    Deployment deployment = Deployment.of(services.engine(), installation);
    if (deployment.apps().isEmpty()) {
      services.compose().up(installation.project(), installation.serviceNames(), line -> {});
      return true;
    }
    startDatabase();
    for (Container app : deployment.apps()) {
      services.engine().start(app.id());
    }
    return true;
  }

  private boolean startDatabase() throws EngineException {
    Installation installation = installation();
    Deployment deployment = Deployment.of(services.engine(), installation);
    for (var database : installation.databases()) {
      var server = deployment.server(database);
      if (server.isPresent()) {
        services.engine().start(server.get().id());
      } else if (database.service() != null) {
        services.compose().up(installation.project(), List.of(database.service()), line -> {});
      }
    }
    return true;
  }

  // ---- the cards

  private void showCandidates() {
    model.candidates.setAll(
        installations.stream()
            .map(installation ->
                new Candidate(
                    installation.name(), installation.folder().toString(), false, List.of(), null))
            .toList());
  }

  private Candidate candidate(Installation installation, Facts facts) {
    List<Fact> shown = new ArrayList<>();
    shown.add(new Fact(texts.get("flow.fact.version"), version(installation, facts)));
    installation
        .main()
        .address()
        .ifPresent(address ->
            shown.add(
                new Fact(
                    texts.get("flow.fact.address"),
                    "localhost:" + address.getPort(),
                    services.practice() ? null : () -> wizard.desktop().open(address))));
    shown.add(new Fact(texts.get("flow.fact.database"), database(installation, facts)));
    facts
        .dataBytes()
        .ifPresent(bytes -> shown.add(new Fact(texts.get("flow.fact.data"), texts.size(bytes))));
    return new Candidate(
        installation.name(), installation.folder().toString(), facts.running(), shown, null);
  }

  private static String version(Installation installation, Facts facts) {
    return facts
        .runningTag()
        .orElseGet(
            () -> installation.main().image() == null ? "" : installation.image().tagOrLatest());
  }

  private String database(Installation installation, Facts facts) {
    String kind =
        switch (installation.database().kind()) {
          case POSTGRES -> "PostgreSQL";
          case MARIADB -> "MariaDB";
          case MYSQL -> "MySQL";
          case SQLITE -> "SQLite";
          case KINGBASE -> "KingbaseES";
          case UNKNOWN -> texts.get("flow.fact.database.unknown");
        };
    String major = facts.serverVersion().map(InstallationStep::shortVersion).orElse("");
    return (kind + " " + major).strip();
  }

  /// `17.11` is PostgreSQL 17; `11.8.6-MariaDB-0+deb13u1` is MariaDB 11.8.
  private static String shortVersion(String version) {
    String[] numbers = version.toLowerCase(Locale.ROOT).split("[^0-9.]", 2)[0].split("\\.");
    boolean major = numbers.length < 3;
    return major ? numbers[0] : numbers[0] + "." + numbers[1];
  }

  void leave() {
    looking.cancel();
  }
}
