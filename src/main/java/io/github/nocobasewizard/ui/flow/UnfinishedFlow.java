package io.github.nocobasewizard.ui.flow;

import io.github.nocobasewizard.backup.RestorePoint;
import io.github.nocobasewizard.engine.EngineException;
import io.github.nocobasewizard.installation.Deployment;
import io.github.nocobasewizard.installation.Installation;
import io.github.nocobasewizard.run.RunEvent.Phase;
import io.github.nocobasewizard.run.RunStore;
import io.github.nocobasewizard.ui.Background;
import io.github.nocobasewizard.ui.Services;
import io.github.nocobasewizard.ui.kit.Option;
import io.github.nocobasewizard.ui.kit.StepModel;
import io.github.nocobasewizard.ui.kit.StepModel.State;
import io.github.nocobasewizard.ui.shell.Page;
import io.github.nocobasewizard.ui.text.Texts;
import io.github.nocobasewizard.ui.unfinished.UnfinishedController;
import io.github.nocobasewizard.ui.unfinished.UnfinishedModel;
import io.github.nocobasewizard.ui.unfinished.UnfinishedWords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A run that was cut off (the computer went off, the program was killed): says what is known of it
/// and brings it to its end.
final class UnfinishedFlow {
  private static final Duration GOING_BACK = Duration.ofMinutes(1);
  private static final int UPGRADE = 3;

  /// From here on the data may be the new version's.
  private static final Set<String> STARTED = Set.of(Phase.START.name(), Phase.CHECK.name());

  private final Wizard wizard;
  private final Texts texts;
  private final UnfinishedWords words;
  private final Background background;
  private final Services services;
  private final List<StepModel> steps;
  private final Installation installation;
  private final GoBackTask goBack;

  UnfinishedFlow(
      Wizard wizard,
      Texts texts,
      Background background,
      Services services,
      List<StepModel> steps,
      Installation installation) {
    this.wizard = wizard;
    this.texts = texts;
    this.words = new UnfinishedWords(texts);
    this.background = background;
    this.services = services;
    this.steps = steps;
    this.installation = installation;
    this.goBack = new GoBackTask(wizard, texts, background, services, steps, this::show);
  }

  boolean busy() {
    return goBack.running();
  }

  private void show(Page page) {
    wizard.navigator().show(page);
  }

  void begin() {
    background.call(this::look).onSuccess(found -> found.ifPresent(this::show)).start();
  }

  /// @param point empty if its folder is gone or damaged
  private record Found(
      RunStore.Record record, Optional<RestorePoint> point, boolean running, String log) {}

  private Optional<Found> look() throws EngineException, IOException {
    Optional<RunStore.Record> record = services.runs().unfinished(installation.key());
    if (record.isEmpty()) {
      return Optional.empty();
    }
    boolean running =
        Deployment.of(services.engine(), installation)
            .main()
            .map(app -> app.running())
            .orElse(false);
    Path log = record.get().folder().resolve("log.txt");
    return Optional.of(
        new Found(
            record.get(),
            point(record.get()),
            running,
            Files.isRegularFile(log) ? Files.readString(log) : ""));
  }

  private Optional<RestorePoint> point(RunStore.Record record) {
    try {
      return Optional.of(services.backups().get().load(Path.of(record.beginning().restorePoint())));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private void show(Found found) {
    RunStore.Record record = found.record();
    RunStore.Beginning beginning = record.beginning();
    boolean wasUpgrade = beginning.kind() == RunStore.Kind.UPGRADE;
    UnfinishedModel model = new UnfinishedModel(background::ui);
    model.kind.set(wasUpgrade ? UnfinishedModel.Kind.UPGRADE : UnfinishedModel.Kind.GO_BACK);
    model.project.set(beginning.project());
    model.stopped.set(record.lastSign());
    Optional<RestorePoint> point = found.point().filter(RestorePoint::holdsDatabase);
    model.dataSafe.set(point.map(p -> p.manifest().proven().isPresent()).orElse(false));
    point.ifPresent(p -> model.rows.add(words.restorePoint(p.manifest().exactUpTo())));
    if (wasUpgrade) {
      boolean written = installation.image().tagOrLatest().equals(beginning.to());
      model.rows.add(written ? words.written(beginning.to()) : words.notWritten());
      if (STARTED.contains(record.lastStep())) {
        model.rows.add(words.updating(""));
      }
    } else {
      model.rows.add(words.puttingBack(""));
    }
    if (!found.running()) {
      model.rows.add(words.appStopped());
    }
    model.waysOn.setAll(waysOn(beginning, point, wasUpgrade));
    found.log().lines().forEach(model.happened::add);
    model.saveReport = () -> wizard.saveReport(installation);
    steps.get(UPGRADE).state.set(State.INTERRUPTED);
    steps.get(UPGRADE).detail.set(words.step(record.lastSign()));
    show(new UnfinishedController(texts, model, steps));
  }

  private List<Option> waysOn(
      RunStore.Beginning beginning, Optional<RestorePoint> point, boolean wasUpgrade) {
    List<Option> ways = new ArrayList<>();
    point.ifPresent(p -> {
      Runnable back = () -> goBack.start(installation, p, beginning.to());
      String version = p.manifest().version();
      ways.add(
          wasUpgrade
              ? words.goBack(version, p.manifest().exactUpTo(), GOING_BACK, back)
              : words.finishGoingBack(version, GOING_BACK, back));
    });
    return ways;
  }
}
