package io.github.nocobasewizard.ui.flow;

import io.github.nocobasewizard.engine.Cancellation;
import io.github.nocobasewizard.engine.EngineException;
import io.github.nocobasewizard.engine.HelperContainers;
import io.github.nocobasewizard.installation.Installation;
import io.github.nocobasewizard.installation.InstallationFinder;
import io.github.nocobasewizard.readiness.Readiness;
import io.github.nocobasewizard.run.InstallationLock;
import io.github.nocobasewizard.run.LeftBehind;
import io.github.nocobasewizard.ui.Background;
import io.github.nocobasewizard.ui.Services;
import io.github.nocobasewizard.ui.start.StartController;
import io.github.nocobasewizard.ui.start.StartModel;
import io.github.nocobasewizard.ui.text.Texts;
import io.github.nocobasewizard.version.Candidate;
import io.github.nocobasewizard.version.InUse;
import io.github.nocobasewizard.version.Offers;
import io.github.nocobasewizard.version.TagCatalog;
import io.github.nocobasewizard.version.VersionSource.Freshness;
import io.github.nocobasewizard.version.Wanted;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The first page: finds installations and says whether there is something newer.
final class StartFlow {
  private final Wizard wizard;
  private final Background background;
  private final Services services;
  private List<Installation> installations = List.of();

  final StartModel model = new StartModel();
  final StartController page;

  StartFlow(Wizard wizard, Texts texts, Background background, Services services) {
    this.wizard = wizard;
    this.background = background;
    this.services = services;
    this.page = new StartController(texts, model);
    model.upgrade = () -> wizard.upgrade(installations);
    model.chooseAnother = () -> wizard.upgrade(installations);
    model.chooseFolder = () -> wizard.chooseFolder(installations);
    model.searchAgain = this::searchAnew;
    model.checkAgain = this::searchAnew;
    model.startDocker = this::startDocker;
    model.helpFinding = wizard::showHelp;
    model.restore = wizard::showRestore;
    model.practise = wizard::practise;
    wizard
        .newRelease()
        .subscribe(release -> {
          if (release != null) {
            model.openNewerWizard = () -> wizard.desktop().open(release.page());
            model.newerWizard.set(release.version());
          }
        });
    model.dropped = paths -> wizard.load(installations, paths);
  }

  void search() {
    search(Freshness.RECENT);
  }

  /// Somebody wants to know how it is now.
  private void searchAnew() {
    search(Freshness.NEW);
  }

  private void search(Freshness freshness) {
    model.view.set(StartModel.View.SEARCHING);
    background
        .call(() -> services.finder().find(wizard.preferences().folders()))
        .onSuccess(found -> found(found, freshness))
        .start();
    background
        .call(() -> {
          // What a crash has left behind.
          services.backups().get().removeAbandoned();
          new HelperContainers(services.engine()).removeAbandoned();
          return services.engine().info();
        })
        .onSuccess(info -> {
          model.dockerOff.set(false);
          model.dockerForbidden.set(false);
          model.startingDocker.set(false);
        })
        .onFailure(this::noDocker)
        .start();
  }

  private void noDocker(Exception failure) {
    boolean forbidden =
        failure instanceof EngineException e
            && e.reason() == EngineException.Reason.ENGINE_FORBIDDEN;
    model.dockerForbidden.set(forbidden);
    model.dockerOff.set(failure instanceof EngineException && !forbidden);
  }

  private void found(InstallationFinder.Found found, Freshness freshness) {
    installations = found.installations();
    model.count.set(installations.size());
    model.unusable.setAll(found.unreadable());
    if (installations.isEmpty()) {
      model.found.set(null);
      model.view.set(StartModel.View.NOTHING_FOUND);
      return;
    }
    Installation first = installations.getFirst();
    show(first, false, "");
    model.offer.set(new StartModel.Offer.Checking());
    model.view.set(StartModel.View.FOUND);
    background
        .call(() -> look(first, freshness))
        .onSuccess(look -> show(first, look))
        .onFailure(e -> model.offer.set(new StartModel.Offer.Unknown()))
        .start();
  }

  /// What a look at an installation and at the list of versions has shown.
  ///
  /// @param unfinished whether an earlier run has to be ended first
  /// @param offers null if the list could not be had
  private record Look(
      Readiness.Report report,
      boolean unfinished,
      @Nullable Offers offers,
      int points,
      java.time.@Nullable Instant last) {}

  private Look look(Installation installation, Freshness freshness) throws IOException {
    LeftBehind.remove(installation);
    Readiness.Report report =
        services.readiness().check(installation, finding -> {}, Cancellation.none());
    InUse inUse = report.facts().inUse(installation);
    List<String> digests = report.facts().runningDigest().stream().toList();
    var points = services.backups().get().of(installation.key());
    return new Look(
        report,
        isUnfinished(installation),
        catalog(installation, freshness)
            .map(catalog -> offers(inUse.withRunningFrom(catalog, digests), catalog))
            .orElse(null),
        points.size(),
        points.isEmpty() ? null : points.getFirst().manifest().created());
  }

  /// Without an end, and nobody is at work on it in another window.
  private boolean isUnfinished(Installation installation) {
    return services.runs().unfinished(installation.key()).isPresent()
        && InstallationLock.holder(installation.folder()).isEmpty();
  }

  private Offers offers(InUse inUse, TagCatalog catalog) {
    return services.policy().offers(inUse, catalog, Wanted.asInUse(inUse));
  }

  private Optional<TagCatalog> catalog(Installation installation, Freshness freshness) {
    try {
      return Optional.of(
          services
              .versions()
              .fetch(installation.image(), freshness, soFar -> {}, Cancellation.none()));
    } catch (EngineException e) {
      return services.versions().remembered(installation.image());
    }
  }

  private void show(Installation installation, boolean running, String version) {
    model.found.set(
        new StartModel.Found(
            installation.name(), installation.folder().toString(), running, version));
  }

  private void show(Installation installation, Look look) {
    var facts = look.report().facts();
    show(
        installation,
        facts.running(),
        facts.version().map(Object::toString).orElse(installation.image().tagOrLatest()));
    model.restorePoints.set(look.points());
    model.lastRestorePoint.set(look.last());
    Offers offers = look.offers();
    if (look.unfinished()) {
      model.offer.set(new StartModel.Offer.Unfinished());
    } else if (offers == null) {
      model.offer.set(new StartModel.Offer.Unknown());
    } else {
      model.offer.set(
          offers
              .recommended()
              .<StartModel.Offer>map(StartFlow::newer)
              .orElse(new StartModel.Offer.UpToDate()));
    }
  }

  private static StartModel.Offer newer(Candidate.Offer offer) {
    TimeNeeded time = TimeNeeded.of(offer.route());
    // The backup and the check take some minutes more.
    return new StartModel.Offer.Newer(
        offer.version().toString(), time.withDownload().plusMinutes(2), time.pause());
  }

  private void startDocker() {
    model.startingDocker.set(true);
    background
        .call(() -> wizard.desktop().startDocker() && wizard.awaitDocker())
        .onSuccess(started -> search())
        .finallyDo(() -> model.startingDocker.set(false))
        .start();
  }

  /// Folder of the installation shown, if any.
  Optional<Path> folder() {
    return installations.stream().findFirst().map(Installation::folder);
  }
}
