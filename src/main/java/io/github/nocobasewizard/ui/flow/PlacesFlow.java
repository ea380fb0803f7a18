package io.github.nocobasewizard.ui.flow;

import io.github.nocobasewizard.backup.RestorePoint;
import io.github.nocobasewizard.backup.RestorePointStore;
import io.github.nocobasewizard.installation.Installation;
import io.github.nocobasewizard.installation.InstallationException;
import io.github.nocobasewizard.run.RunStore;
import io.github.nocobasewizard.support.CurrentState;
import io.github.nocobasewizard.support.SupportReport;
import io.github.nocobasewizard.ui.Background;
import io.github.nocobasewizard.ui.Services;
import io.github.nocobasewizard.ui.help.HelpController;
import io.github.nocobasewizard.ui.help.HelpModel;
import io.github.nocobasewizard.ui.help.HelpModel.Fact;
import io.github.nocobasewizard.ui.help.HelpModel.Question;
import io.github.nocobasewizard.ui.help.HelpWords;
import io.github.nocobasewizard.ui.history.HistoryController;
import io.github.nocobasewizard.ui.history.HistoryModel;
import io.github.nocobasewizard.ui.history.HistoryRows;
import io.github.nocobasewizard.ui.settings.SettingsController;
import io.github.nocobasewizard.ui.settings.SettingsModel;
import io.github.nocobasewizard.ui.text.Texts;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The places beside the five steps.
final class PlacesFlow {
  private final Wizard wizard;
  private final Texts texts;
  private final Background background;
  private final Services services;

  PlacesFlow(Wizard wizard, Texts texts, Background background, Services services) {
    this.wizard = wizard;
    this.texts = texts;
    this.background = background;
    this.services = services;
  }

  void showHistory() {
    HistoryModel model = new HistoryModel();
    model.showLog = row -> wizard.desktop().open(Path.of(row.id()));
    model.saveReport = this::saveReport;
    model.export =
        rows -> wizard.save(texts.get("flow.report.history"), HistoryRows.csv(rows, texts));
    model.loading.set(true);
    wizard.navigator().show(new HistoryController(texts, model));
    background
        .call(() -> HistoryRows.of(services.runs().list(), texts))
        .onSuccess(model.rows::setAll)
        .finallyDo(() -> model.loading.set(false))
        .start();
  }

  private void saveReport(HistoryModel.Row row) {
    wizard.saveReport(() -> {
      Optional<RunStore.Record> run = RunStore.read(Path.of(row.id()));
      return new SupportReport.Subject(
          run.flatMap(it -> load(it.beginning().projectFolder())),
          run.stream().toList(),
          List.of());
    });
  }

  /// Empty if the folder is gone or cannot be read now.
  private Optional<Installation> load(String folder) {
    try {
      return Optional.of(services.finder().load(Path.of(folder)));
    } catch (InstallationException e) {
      return Optional.empty();
    }
  }

  // ---- settings

  void showSettings() {
    SettingsModel model = new SettingsModel();
    Preferences preferences = wizard.preferences();
    model.language.set(SettingsModel.Language.of(preferences.get("language")));
    model.appearance.set(wizard.theme().choice().get());
    model.version.set(wizard.version());
    model.chooseLanguage =
        language -> {
          preferences.set("language", language.locale().map(Locale::toLanguageTag).orElse(""));
          model.language.set(language);
          model.languageAtNextStart.set(true);
        };
    model.appearance.subscribe((_, choice) -> {
      wizard.theme().choice().set(choice);
      preferences.set("theme", choice.name());
    });
    model.chooseAppearance = model.appearance::set;
    model.changeFolder =
        () ->
            wizard
                .desktop()
                .chooseFolder(Optional.of(services.backups().get().folder()))
                .ifPresent(folder -> changeFolder(model, folder));
    model.keep.set(preferences.keptBackups());
    model.chooseKeep =
        number -> {
          preferences.set("keepBackups", Integer.toString(number));
          model.keep.set(number);
        };
    new MirrorSetting(preferences, wizard.reach(), texts, background, model.downloads).begin();
    new ProxySetting(preferences, wizard.reach(), texts, background, model.proxy).begin();
    model.canLookForNewer.set(wizard.canAskForNewer());
    model.lookForNewer.set(preferences.get(Wizard.NO_NEWER_WIZARD).isEmpty());
    model.lookForNewer.subscribe(
        (_, look) -> preferences.set(Wizard.NO_NEWER_WIZARD, look ? "" : "true"));
    model.openLogs = () -> wizard.desktop().open(services.runs().folder());
    showFolder(model);
    wizard.navigator().show(new SettingsController(texts, model));
  }

  /// A folder that cannot be written to is not taken.
  private void changeFolder(SettingsModel model, Path folder) {
    model.folderProblem.set("");
    background
        .call(() -> RestorePointStore.takesFiles(folder))
        .onSuccess(taken -> {
          if (taken) {
            wizard.preferences().set("backupFolder", folder.toString());
            showFolder(model);
          } else {
            model.folderProblem.set(texts.get("flow.settings.folderNotTaken", folder));
          }
        })
        .start();
  }

  private void showFolder(SettingsModel model) {
    Path folder = services.backups().get().folder();
    model.backupFolder.set(folder.toString());
    model.room.set(null);
    background
        .call(() -> {
          List<RestorePoint> points = services.backups().get().list();
          long used = points.stream().mapToLong(point -> point.manifest().size()).sum();
          return new SettingsModel.Room(
              RestorePointStore.free(folder).orElse(-1), used, points.size());
        })
        .onSuccess(model.room::set)
        .start();
  }

  // ---- help

  void showHelp() {
    HelpModel model = new HelpModel();
    Path folder = services.backups().get().folder();
    model.backupFolder.set(folder.toString());
    model.openDocs = wizard.desktop()::open;
    model.openBackups = () -> wizard.desktop().open(folder);
    model.openRestore = wizard::showRestore;
    model.saveReport = () -> wizard.saveReport(this::everything);
    wizard.navigator().show(new HelpController(texts, model));
    background
        .call(this::current)
        .onSuccess(found -> found.ifPresent(it -> show(model, it)))
        .start();
  }

  /// An installation and what can be seen of it now.
  private record Seen(Installation installation, CurrentState state) {}

  private Optional<Seen> current() {
    return installation()
        .map(it ->
            new Seen(
                it,
                CurrentState.of(it, services.engine(), services.web(), services.runs().list())));
  }

  /// The one that was worked on last, else the first that runs.
  private Optional<Installation> installation() {
    List<Path> known = services.practice() ? List.of() : wizard.preferences().folders();
    Optional<Installation> last =
        known.stream().findFirst().flatMap(folder -> load(folder.toString()));
    return last.or(() -> services.finder().find(known).installations().stream().findFirst());
  }

  private void show(HelpModel model, Seen seen) {
    HelpWords words = new HelpWords(texts);
    Installation installation = seen.installation();
    model.facts.setAll(
        new Fact(texts.get("help.here.installation"), installation.name()),
        new Fact(texts.get("help.here.folder"), installation.folder().toString(), true));
    seen.state()
        .written()
        .ifPresent(image ->
            model.facts.add(new Fact(texts.get("help.here.written"), image.tagOrLatest())));
    model.here.put(Question.DOWNLOAD, words.download(seen.state(), wizard.preferences().mirror()));
    model.here.put(Question.NOT_CHANGED, words.notChanged(seen.state()));
    model.here.put(Question.COMMERCIAL_PLUGIN, words.commercialPlugin(seen.state()));
  }

  private SupportReport.Subject everything() {
    Optional<Installation> installation = installation();
    List<RunStore.Record> runs =
        services.runs().list().stream()
            .filter(run ->
                installation
                    .map(it -> it.key().equals(run.beginning().installation()))
                    .orElse(true))
            .limit(Wizard.REPORTED_RUNS)
            .toList();
    return new SupportReport.Subject(installation, runs, List.of());
  }
}
