package io.github.nocobasewizard.ui.flow;

import io.github.nocobasewizard.backup.Manifest;
import io.github.nocobasewizard.backup.RestorePoint;
import io.github.nocobasewizard.engine.Cancellation;
import io.github.nocobasewizard.installation.Installation;
import io.github.nocobasewizard.installation.Secrets;
import io.github.nocobasewizard.readiness.Facts;
import io.github.nocobasewizard.run.Problem;
import io.github.nocobasewizard.run.RunContext;
import io.github.nocobasewizard.run.RunEvent;
import io.github.nocobasewizard.run.RunEvent.Phase;
import io.github.nocobasewizard.ui.Background;
import io.github.nocobasewizard.ui.Services;
import io.github.nocobasewizard.ui.backup.BackupModel;
import io.github.nocobasewizard.ui.backup.BackupModel.View;
import io.github.nocobasewizard.ui.kit.Mark;
import io.github.nocobasewizard.ui.kit.Option;
import io.github.nocobasewizard.ui.kit.StepModel;
import io.github.nocobasewizard.ui.text.ProblemTexts;
import io.github.nocobasewizard.ui.text.Texts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The backup of step 2: begun there, running on while the version is chosen, waited for by the
/// review.
final class BackupTask {
  /// How much of the whole each phase usually is.
  private static final Map<Phase, Double> WEIGHTS =
      new EnumMap<>(
          Map.of(
              Phase.BACKUP_DATABASE, 0.25,
              Phase.BACKUP_STORAGE, 0.25,
              Phase.BACKUP_FILES, 0.02,
              Phase.PROOF_RESTORE, 0.35,
              Phase.PROOF_COMPARE, 0.08,
              Phase.SEAL, 0.05));

  private static final List<Phase> ORDER =
      List.of(
          Phase.BACKUP_DATABASE,
          Phase.BACKUP_STORAGE,
          Phase.BACKUP_FILES,
          Phase.PROOF_RESTORE,
          Phase.PROOF_COMPARE,
          Phase.SEAL);

  private final Texts texts;
  private final ProblemTexts problems;
  private final Background background;
  private final Services services;
  private final Installation installation;
  private final Facts facts;
  private final Runnable onChange;
  private final Consumer<String> announce;
  private Cancellation cancellation = new Cancellation();
  private @Nullable RestorePoint point;
  private @Nullable Instant begun;
  private int now = -1;
  private double fractionNow;
  private boolean ownBackup;

  final BackupModel model;

  /// @param onChange called whenever the backup has begun, ended or failed
  /// @param announce gets a sentence on how it has ended
  BackupTask(
      Texts texts,
      Background background,
      Services services,
      Installation installation,
      Facts facts,
      Runnable onChange,
      Consumer<String> announce) {
    this.texts = texts;
    this.problems = new ProblemTexts(texts);
    this.background = background;
    this.services = services;
    this.installation = installation;
    this.facts = facts;
    this.onChange = onChange;
    this.announce = announce;
    this.model = new BackupModel(background::ui);
    model.start = this::start;
    model.cancel = this::cancel;
    model.continueWithOwn = this::useOwnBackup;
    showChoice();
  }

  /// The finished restore point, null while there is none.
  @Nullable RestorePoint point() {
    return point;
  }

  /// The same restore point, brought up to the last write.
  void replacePoint(RestorePoint sealed) {
    point = sealed;
  }

  boolean running() {
    return model.view.get() == View.RUNNING;
  }

  private void showChoice() {
    model.view.set(View.CHOICE);
    model.folder.set(services.backups().get().folder().toString());
    model.contents.setAll(
        new BackupModel.Content(
            BackupModel.Part.DATABASE,
            texts.get("flow.backup.database"),
            texts.get("flow.tables", facts.tables())),
        new BackupModel.Content(
            BackupModel.Part.FILES,
            texts.get("flow.backup.files"),
            facts.storageBytes() > 0 ? texts.size(facts.storageBytes()) : ""),
        new BackupModel.Content(
            BackupModel.Part.SETUP, texts.get("flow.backup.setup"), setupNames()));
    model.expected.set(texts.roughly(expected()));
  }

  private String setupNames() {
    return String.join(
        ", ",
        installation.project().files().stream()
            .map(file -> String.valueOf(file.getFileName()))
            .toList());
  }

  /// Copying at 20 MB/s and testing as long again, on top of the start of the test database.
  private Duration expected() {
    long bytes = facts.dataBytes().orElse(0);
    return Duration.ofSeconds(15 + 2 * bytes / 20_000_000);
  }

  private void start() {
    cancellation = new Cancellation();
    point = null;
    ownBackup = false;
    begun = services.clock().instant();
    now = -1;
    model.log.clear();
    model.cancelling.set(false);
    model.progress.set(0);
    model.view.set(View.RUNNING);
    showPhases();
    onChange.run();
    RunContext context =
        new RunContext(new RunEvents(background, this::told), cancellation, services.clock());
    background
        .call(() ->
            services.backup().get().make(installation, facts.appVersion().orElse(null), context))
        .onSuccess(this::made)
        .onFailure(this::failed)
        .start();
  }

  private void useOwnBackup() {
    background
        .call(() ->
            services
                .backup()
                .get()
                .makeWithoutDatabase(
                    installation, facts.appVersion().orElse(null), RunContext.unwatched()))
        .onSuccess(made -> {
          point = made;
          ownBackup = true;
          onChange.run();
          model.next.run();
        })
        .onFailure(this::failed)
        .start();
  }

  private void cancel() {
    model.cancelling.set(true);
    Cancellation wish = cancellation;
    // Ending the work in the containers asks the engine.
    background.run(wish::cancel);
  }

  private void told(RunEvent event) {
    switch (event) {
      case RunEvent.PhaseStarted(var phase, var _) -> {
        now = ORDER.indexOf(phase);
        fractionNow = 0;
        showPhases();
      }
      case RunEvent.PhaseProgress(var phase, double fraction, var detail) -> {
        fractionNow = Double.isNaN(fraction) ? fractionNow : fraction;
        model.line.set(line(detail));
        showProgress();
      }
      case RunEvent.PhaseDone(var phase, var took, var detail) -> finished(phase, took, detail);
      case RunEvent.LegStarted _, RunEvent.TurnedRound _ -> {}
      case RunEvent.Log(var at, var _, var text) ->
          model.log.add(texts.time(at) + "  " + Secrets.blot(text, installation.secrets()));
    }
  }

  private final Map<Phase, String> results = new EnumMap<>(Phase.class);

  private void finished(Phase phase, Duration took, RunEvent.Detail detail) {
    results.put(phase, result(took, detail));
    now = ORDER.indexOf(phase) + 1;
    fractionNow = 0;
    showPhases();
  }

  private String result(Duration took, RunEvent.Detail detail) {
    return switch (detail) {
      case RunEvent.Bytes(long done, long _) ->
          texts.get("flow.backup.result", texts.size(done), texts.duration(took));
      case RunEvent.Files(long count, long bytes) ->
          bytes == 0
              ? texts.get("flow.files", count)
              : texts.get("flow.backup.result", texts.size(bytes), texts.duration(took));
      case RunEvent.Tables(int tables, long _) -> texts.get("flow.tables", tables);
      default -> texts.duration(took);
    };
  }

  private String line(RunEvent.Detail detail) {
    return switch (detail) {
      case RunEvent.Bytes(long done, long total) ->
          total > 0
              ? texts.get("flow.ofTotal", texts.size(done), texts.size(total))
              : texts.get("flow.copied", texts.size(done));
      default -> "";
    };
  }

  private void showPhases() {
    List<BackupModel.Phase> rows = new ArrayList<>();
    for (int n = 0; n < ORDER.size(); n++) {
      Mark mark = n < now ? Mark.DONE : n == now ? Mark.BUSY : Mark.TODO;
      rows.add(
          new BackupModel.Phase(
              mark, name(ORDER.get(n)), n < now ? results.getOrDefault(ORDER.get(n), "") : ""));
    }
    model.phases.setAll(rows);
    model.now.set(
        now >= 0 && now < ORDER.size() ? name(ORDER.get(now)) : texts.get("flow.backup.beginning"));
    model.line.set("");
    showProgress();
  }

  private String name(Phase phase) {
    return switch (phase) {
      case BACKUP_DATABASE -> texts.get("flow.phase.database");
      case BACKUP_STORAGE -> texts.get("flow.phase.storage");
      case BACKUP_FILES -> texts.get("flow.phase.files");
      case PROOF_RESTORE -> texts.get("flow.phase.proofRestore");
      case PROOF_COMPARE -> texts.get("flow.phase.proofCompare");
      default -> texts.get("flow.phase.seal");
    };
  }

  private void showProgress() {
    double done = 0;
    for (int n = 0; n < ORDER.size(); n++) {
      double weight = WEIGHTS.getOrDefault(ORDER.get(n), 0.0);
      done += n < now ? weight : n == now ? weight * fractionNow : 0;
    }
    model.progress.set(Math.max(model.progress.get(), done));
    Duration soFar =
        begun == null ? Duration.ZERO : Duration.between(begun, services.clock().instant());
    Duration left = expected().minus(soFar);
    model.timeLeft.set(
        left.isNegative() || left.toSeconds() < 2
            ? ""
            : texts.get("flow.left", texts.roughly(left)));
    onChange.run();
  }

  /// Shows in the step list how far it is.
  ///
  /// @param here whether the backup's own page is open
  void show(StepModel step, boolean here) {
    RestorePoint made = point;
    switch (model.view.get()) {
      case CHOICE -> {
        step.state.set(ownBackup ? StepModel.State.DONE : StepModel.State.TODO);
        step.detail.set(ownBackup ? texts.get("flow.backup.own") : "");
      }
      case RUNNING -> {
        step.state.set(StepModel.State.BUSY);
        step.progress.set(model.progress.get());
        step.detail.set(here ? "" : howFar());
      }
      case DONE -> {
        step.state.set(StepModel.State.DONE);
        step.detail.set(made == null ? "" : proven(made));
      }
      case FAILED -> {
        step.state.set(StepModel.State.FAILED);
        step.detail.set(texts.get("flow.backup.failed"));
      }
    }
    if (here && model.view.get() != View.FAILED) {
      step.state.set(StepModel.State.HERE);
    }
  }

  /// In words, such as "Testing, 72 %".
  String howFar() {
    return texts.get(
        now >= ORDER.indexOf(Phase.PROOF_RESTORE) ? "flow.backup.testing" : "flow.backup.copying",
        texts.percent(model.progress.get()));
  }

  private String proven(RestorePoint made) {
    if (made.manifest().sealed()) {
      return texts.get("flow.backup.sealed", texts.recent(made.manifest().exactUpTo()));
    }
    Manifest.Proof proof = made.manifest().proof();
    return proof == null
        ? texts.get("flow.backup.untested", texts.recent(made.manifest().created()))
        : texts.get("flow.backup.tested", texts.recent(proof.at()));
  }

  private void made(RestorePoint made) {
    point = made;
    Manifest manifest = made.manifest();
    Manifest.Proof proof = manifest.proof();
    List<BackupModel.Proof> proofs = new ArrayList<>();
    if (proof != null) {
      proofs.add(
          new BackupModel.Proof(texts.get("flow.backup.database"), compared(manifest, proof)));
    }
    proofs.add(
        new BackupModel.Proof(
            texts.get("flow.backup.files"),
            texts.get(
                "flow.filesAndSize",
                manifest.storedFiles(),
                texts.size(
                    manifest.storage().stream().mapToLong(Manifest.StoragePart::size).sum()))));
    proofs.add(new BackupModel.Proof(texts.get("flow.backup.setup"), setupNames()));
    if (!manifest.notIncluded().isEmpty()) {
      proofs.add(
          new BackupModel.Proof(
              Mark.REMARK,
              texts.get("flow.backup.notIncluded"),
              texts.get(
                  "flow.backup.notIncluded.text", String.join(", ", manifest.notIncluded()))));
    }
    model.made.set(
        new BackupModel.Made(
            manifest.created(),
            proof == null ? null : proof.at(),
            texts.get(
                "flow.backup.about",
                manifest.project(),
                manifest.version(),
                texts.size(manifest.size())),
            proofs));
    model.folder.set(made.folder().toString());
    model.progress.set(1);
    model.view.set(View.DONE);
    onChange.run();
    announce.accept(texts.get("backup.done.title"));
  }

  /// Every row was compared; told are the users' own records, as on all other pages.
  private String compared(Manifest manifest, Manifest.Proof proof) {
    long records = manifest.counts().records();
    return proof.alike() == proof.tables()
        ? texts.get("flow.backup.identical", proof.tables(), records)
        : texts.get("flow.backup.equal", proof.tables(), records, proof.alike());
  }

  private void failed(Exception failure) {
    point = null;
    if (failure instanceof CancellationException || cancellation.isCancelled()) {
      showChoice();
      onChange.run();
      return;
    }
    Problem problem = Problem.of(failure);
    ProblemTexts.Words words = problems.words(problem);
    model.cause.set(words.title() + ". " + words.explanation());
    String details = Secrets.blot(problem.details(), installation.secrets());
    details.lines().limit(50).forEach(model.log::add);
    model.waysOn.setAll(
        new Option(
            texts.get("flow.backup.again"),
            texts.get("flow.backup.again.note"),
            texts.get("action.tryAgain"),
            true,
            this::start),
        new Option(
            texts.get("flow.backup.other"),
            texts.get("flow.backup.other.note"),
            texts.get("flow.backup.other.deed"),
            false,
            this::showChoice));
    model.view.set(View.FAILED);
    onChange.run();
    announce.accept(texts.get("backup.failed.title"));
  }

  /// Ends the work, if any is going on; what was begun is removed.
  void abandon() {
    background.run(cancellation::cancel);
  }
}
