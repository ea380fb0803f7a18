package io.github.nocobasewizard.ui.flow;

import io.github.nocobasewizard.backup.BackupRun;
import io.github.nocobasewizard.backup.Notes;
import io.github.nocobasewizard.backup.RestorePoint;
import io.github.nocobasewizard.backup.RestorePointStore;
import io.github.nocobasewizard.engine.EngineException;
import io.github.nocobasewizard.installation.Installation;
import io.github.nocobasewizard.installation.InstallationException;
import io.github.nocobasewizard.run.RunStore;
import io.github.nocobasewizard.ui.Background;
import io.github.nocobasewizard.ui.Services;
import io.github.nocobasewizard.ui.kit.Severity;
import io.github.nocobasewizard.ui.restore.RestoreController;
import io.github.nocobasewizard.ui.restore.RestoreModel;
import io.github.nocobasewizard.ui.restore.RestoreModel.Notice;
import io.github.nocobasewizard.ui.restore.RestoreModel.Owner;
import io.github.nocobasewizard.ui.restore.RestoreModel.Point;
import io.github.nocobasewizard.ui.restore.RestorePoints;
import io.github.nocobasewizard.ui.text.Texts;
import io.github.nocobasewizard.upgrade.UpgradeTrace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The place where one goes back to a restore point, and looks after them.
final class RestoreFlow {
  private final Wizard wizard;
  private final Texts texts;
  private final Background background;
  private final Services services;
  private final RestoreModel model = new RestoreModel();
  private final LossTask losses;
  private final TransferTask transfers;
  private @Nullable Kept kept;
  private @Nullable RestorePoint preferred;

  RestoreFlow(Wizard wizard, Texts texts, Background background, Services services) {
    this.wizard = wizard;
    this.texts = texts;
    this.background = background;
    this.services = services;
    this.losses = new LossTask(texts, background, services, model);
    this.transfers =
        new TransferTask(
            wizard,
            texts,
            background,
            services,
            model,
            () -> kept == null ? Optional.empty() : kept.installation(),
            this::refresh);
    model.presentIsKept.set(true);
    model.chooseInstallation = this::showPoints;
    model.openFolder = point -> wizard.desktop().open(Path.of(point.id()));
    model.rename = (point, name) -> annotate(point, notes -> notes.withName(name));
    model.keep = (point, kept) -> annotate(point, notes -> notes.withKept(kept));
    model.delete = this::delete;
    model.goBack = this::goBack;
    model.count = this::countLosses;
    model.test = transfers::test;
    model.exportToFolder = transfers::exportToFolder;
    model.exportToFile = transfers::exportToFile;
    model.importFolder = transfers::importFolder;
    model.importFile = transfers::importFile;
    model.importDatabase = transfers::importDatabase;
    model.drop = paths -> transfers.take(paths.getFirst());
    model.cancelCounting = losses::cancel;
    model.chosen.addListener((_, before, now) -> {
      if (now != null && (before == null || !before.id().equals(now.id()))) {
        countLosses();
      }
    });
  }

  /// Whether a restore point is on its way out or in, or being tested.
  boolean busy() {
    return transfers.busy();
  }

  /// Whether these are the restore points of this world.
  boolean isOf(Services others) {
    return services.equals(others);
  }

  /// Chooses this restore point at first.
  void prefer(RestorePoint point) {
    preferred = point;
  }

  void show() {
    model.loading.set(true);
    wizard.navigator().show(new RestoreController(texts, model, wizard.navigator()));
    background
        .call(() -> RestorePoints.owners(services.backups().get().list()))
        .onSuccess(owners -> {
          model.installations.setAll(owners);
          if (!owners.isEmpty()) {
            showPoints(first(owners));
          }
          addInstallationsWithoutPoints();
        })
        .start();
  }

  private Owner first(List<Owner> owners) {
    RestorePoint point = preferred;
    return owners.stream()
        .filter(owner -> point != null && owner.key().equals(point.manifest().installation()))
        .findFirst()
        .orElseGet(owners::getFirst);
  }

  /// Something can be imported for them.
  private void addInstallationsWithoutPoints() {
    background
        .call(() -> services.finder().find(wizard.preferences().folders()).installations())
        .onSuccess(found -> {
          found.stream()
              .map(each -> new Owner(each.key(), each.name(), each.folder().toString()))
              .filter(owner -> !model.installations.contains(owner))
              .forEach(model.installations::add);
          if (model.installation.get() == null && !model.installations.isEmpty()) {
            showPoints(model.installations.getFirst());
          }
        })
        .finallyDo(() -> model.loading.set(false))
        .start();
  }

  /// What is known of one installation's restore points and of the installation now.
  ///
  /// @param needed folders of restore points that must stay
  /// @param beforeUpgrades folders of those that upgrades made for themselves
  /// @param installation empty if its folder is gone or cannot be read now
  private record Kept(
      Owner owner,
      List<RestorePoint> points,
      Set<Path> needed,
      Set<Path> beforeUpgrades,
      Optional<Installation> installation) {}

  private void showPoints(Owner owner) {
    if (!owner.equals(model.installation.get())) {
      model.notice.set(null);
    }
    model.installation.set(owner);
    background
        .call(() -> kept(owner))
        .onSuccess(kept -> {
          if (owner.equals(model.installation.get())) {
            show(kept);
          }
        })
        .start();
  }

  private void show(Kept now) {
    boolean other = kept == null || !kept.owner().equals(now.owner());
    kept = now;
    model.versionNow.set(
        now.installation().map(installation -> installation.image().tagOrLatest()).orElse(""));
    model.notNow.set(now.installation().isPresent() ? "" : texts.get("flow.restore.notNow"));
    if (other) {
      losses.cancel();
      model.chosen.set(null);
    }
    model.show(RestorePoints.of(now.points(), now.needed(), now.beforeUpgrades(), texts));
    choosePreferred();
  }

  private void choosePreferred() {
    RestorePoint point = preferred;
    preferred = null;
    model.points.stream()
        .filter(each -> point != null && each.id().equals(point.folder().toString()))
        .filter(each -> each.refusal() == null)
        .findFirst()
        .ifPresent(model.chosen::set);
  }

  private void countLosses() {
    Point chosen = model.chosen.get();
    if (chosen == null || kept == null || kept.installation().isEmpty()) {
      losses.cancel();
      return;
    }
    Installation installation = kept.installation().get();
    kept.points().stream()
        .filter(point -> point.folder().toString().equals(chosen.id()))
        .findFirst()
        .ifPresent(point -> losses.start(installation, point));
  }

  private Kept kept(Owner owner) {
    return new Kept(
        owner,
        services.backups().get().of(owner.key()),
        BackupRun.needed(services.runs(), owner.key()),
        beforeUpgrades(),
        installation(owner));
  }

  private Set<Path> beforeUpgrades() {
    return services.runs().list().stream()
        .filter(run -> run.beginning().kind() == RunStore.Kind.UPGRADE)
        .flatMap(run -> UpgradeTrace.restorePoints(run).stream())
        .collect(Collectors.toSet());
  }

  /// Empty also if another installation has taken the folder.
  private Optional<Installation> installation(Owner owner) {
    try {
      Installation found = services.finder().load(Path.of(owner.folder()));
      services.engine().info();
      return Optional.of(found).filter(installation -> installation.key().equals(owner.key()));
    } catch (InstallationException | EngineException e) {
      return Optional.empty();
    }
  }

  private void refresh() {
    Owner owner = model.installation.get();
    if (owner != null) {
      showPoints(owner);
    }
  }

  private void annotate(Point point, UnaryOperator<Notes> change) {
    background
        .call(() -> {
          RestorePoint now = services.backups().get().load(Path.of(point.id()));
          return RestorePointStore.annotate(now, change.apply(now.notes()));
        })
        .onFailure(failure -> notice("flow.restore.notNoted", failure))
        .finallyDo(this::refresh)
        .start();
  }

  private void delete(Point point) {
    background
        .call(() -> {
          RestorePointStore.delete(Path.of(point.id()));
          return true;
        })
        .onFailure(failure -> notice("flow.restore.notDeleted", failure))
        .finallyDo(this::refresh)
        .start();
  }

  /// Says what did not work; the system's own words say why.
  private void notice(String key, Exception failure) {
    model.notice.set(
        new Notice(
            Severity.REMARK,
            texts.get(key),
            texts.get("flow.restore.systemSays", String.valueOf(failure.getMessage()))));
  }

  private void goBack(Point point) {
    Owner owner = model.installation.get();
    background
        .call(() -> {
          RestorePoint found = services.backups().get().load(Path.of(point.id()));
          return Map.entry(
              found, installation(owner).orElseThrow(() -> new IOException(owner.folder())));
        })
        .onSuccess(found -> wizard.goBack(found.getValue(), found.getKey()))
        .onFailure(failure -> model.notNow.set(texts.get("flow.restore.notNow")))
        .start();
  }
}
