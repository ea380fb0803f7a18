package io.github.nocobasewizard.ui.flow;

import io.github.nocobasewizard.backup.RestorePoint;
import io.github.nocobasewizard.backup.RestorePointStore;
import io.github.nocobasewizard.engine.EngineException;
import io.github.nocobasewizard.installation.Installation;
import io.github.nocobasewizard.installation.InstallationException;
import io.github.nocobasewizard.run.RunReport;
import io.github.nocobasewizard.run.RunStore;
import io.github.nocobasewizard.ui.Background;
import io.github.nocobasewizard.ui.Services;
import io.github.nocobasewizard.ui.help.HelpController;
import io.github.nocobasewizard.ui.help.HelpModel;
import io.github.nocobasewizard.ui.history.HistoryController;
import io.github.nocobasewizard.ui.history.HistoryModel;
import io.github.nocobasewizard.ui.history.HistoryRows;
import io.github.nocobasewizard.ui.restore.RestoreController;
import io.github.nocobasewizard.ui.restore.RestoreModel;
import io.github.nocobasewizard.ui.restore.RestorePoints;
import io.github.nocobasewizard.ui.settings.SettingsController;
import io.github.nocobasewizard.ui.settings.SettingsModel;
import io.github.nocobasewizard.ui.text.Texts;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The places beside the five steps.
final class PlacesFlow {
  /// The licences of everything this program is built from are named in its own repository.
  private static final URI LICENCES = URI.create("https://www.apache.org/licenses/LICENSE-2.0");

  /// Stopping, putting the data back and starting; for a database of usual size.
  private static final Duration PAUSE = Duration.ofMinutes(1);

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
    background
        .call(() -> {
          Optional<RunStore.Record> record = RunStore.read(Path.of(row.id()));
          return record.isPresent() ? RunReport.of(record.get(), List.of()) : "";
        })
        .onSuccess(report -> wizard.save(texts.get("flow.report.run"), report))
        .start();
  }

  // ---- going back

  /// What is known of one installation's restore points and of the installation now.
  ///
  /// @param installation empty if its folder is gone or cannot be read now
  private record Kept(List<RestorePoint> points, Optional<Installation> installation) {}

  void showRestore() {
    RestoreModel model = new RestoreModel();
    model.presentIsKept.set(true);
    model.pause.set(PAUSE);
    model.chooseInstallation = name -> showPoints(model, name);
    model.openFolder = point -> wizard.desktop().open(Path.of(point.id()));
    model.delete = point -> delete(model, point);
    model.goBack = point -> goBack(model, point);
    model.loading.set(true);
    wizard.navigator().show(new RestoreController(texts, model, wizard.navigator()));
    background
        .call(() -> services.backups().get().list())
        .onSuccess(points -> {
          model.installations.setAll(
              points.stream().map(point -> point.manifest().project()).distinct().toList());
          if (!model.installations.isEmpty()) {
            showPoints(model, model.installations.getFirst());
          }
        })
        .finallyDo(() -> model.loading.set(false))
        .start();
  }

  private void showPoints(RestoreModel model, String name) {
    model.installation.set(name);
    background
        .call(() -> kept(name))
        .onSuccess(kept -> {
          model.show(RestorePoints.of(kept.points(), texts));
          model.versionNow.set(
              kept.installation()
                  .map(installation -> installation.image().tagOrLatest())
                  .orElse(""));
          model.notNow.set(kept.installation().isPresent() ? "" : texts.get("flow.restore.notNow"));
        })
        .start();
  }

  private Kept kept(String name) {
    List<RestorePoint> points =
        services.backups().get().list().stream()
            .filter(point -> point.manifest().project().equals(name))
            .toList();
    Optional<Installation> installation =
        points.stream().findFirst().flatMap(point -> installation(point));
    return new Kept(points, installation);
  }

  private Optional<Installation> installation(RestorePoint point) {
    try {
      Installation found = services.finder().load(Path.of(point.manifest().folder()));
      services.engine().info();
      return Optional.of(found);
    } catch (InstallationException | EngineException e) {
      return Optional.empty();
    }
  }

  private void delete(RestoreModel model, RestoreModel.Point point) {
    background
        .call(() -> {
          RestorePointStore.delete(Path.of(point.id()));
          return true;
        })
        .finallyDo(() -> showPoints(model, model.installation.get()))
        .start();
  }

  private void goBack(RestoreModel model, RestoreModel.Point point) {
    background
        .call(() -> {
          RestorePoint found = services.backups().get().load(Path.of(point.id()));
          return Map.entry(found, installation(found).orElseThrow());
        })
        .onSuccess(found -> wizard.goBack(found.getValue(), found.getKey()))
        .onFailure(failure -> model.notNow.set(texts.get("flow.restore.notNow")))
        .start();
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
    model.appearance.subscribe(choice -> {
      wizard.theme().choice().set(choice);
      preferences.set("theme", choice.name());
    });
    model.chooseAppearance = model.appearance::set;
    model.changeFolder =
        () ->
            wizard
                .desktop()
                .chooseFolder(Optional.of(services.backups().get().folder()))
                .ifPresent(folder -> {
                  preferences.set("backupFolder", folder.toString());
                  showFolder(model);
                });
    model.openLogs = () -> wizard.desktop().open(services.runs().folder());
    model.showLicences = () -> wizard.desktop().open(LICENCES);
    showFolder(model);
    wizard.navigator().show(new SettingsController(texts, model));
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
    wizard.navigator().show(new HelpController(texts, model));
  }
}
