package io.github.nocobasewizard.ui.flow;

import io.github.nocobasewizard.engine.Cancellation;
import io.github.nocobasewizard.engine.ContainerEngine.Image;
import io.github.nocobasewizard.engine.EngineException;
import io.github.nocobasewizard.engine.ImageReference;
import io.github.nocobasewizard.engine.Registry.RemoteTag;
import io.github.nocobasewizard.installation.Installation;
import io.github.nocobasewizard.readiness.Facts;
import io.github.nocobasewizard.run.Problem;
import io.github.nocobasewizard.ui.Background;
import io.github.nocobasewizard.ui.Services;
import io.github.nocobasewizard.ui.kit.StepModel;
import io.github.nocobasewizard.ui.text.Texts;
import io.github.nocobasewizard.ui.version.VersionController;
import io.github.nocobasewizard.ui.version.VersionModel;
import io.github.nocobasewizard.ui.version.VersionModel.ListState;
import io.github.nocobasewizard.ui.version.VersionModel.Typed;
import io.github.nocobasewizard.version.Candidate;
import io.github.nocobasewizard.version.InUse;
import io.github.nocobasewizard.version.Tag;
import io.github.nocobasewizard.version.TagCatalog;
import io.github.nocobasewizard.version.VersionSource.Freshness;
import io.github.nocobasewizard.version.Wanted;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;

/// Step 3: which version.
final class VersionStep {
  private final Background background;
  private final Services services;
  private final Installation installation;
  private final List<String> runningDigests;
  private InUse inUse;
  private final Cancellation leaving = new Cancellation();
  private TagCatalog catalog;

  /// How often the versions were judged.
  private int judged;

  final VersionModel model = new VersionModel();
  final VersionController page;

  VersionStep(
      Consumer<URI> openNotes,
      Texts texts,
      Background background,
      Services services,
      List<StepModel> steps,
      Installation installation,
      Facts facts,
      Runnable back,
      Runnable next) {
    this.background = background;
    this.services = services;
    this.installation = installation;
    this.inUse = facts.inUse(installation);
    this.runningDigests = facts.runningDigest().stream().toList();
    this.catalog = TagCatalog.empty(installation.image(), services.clock().instant());
    model.inUse.set(inUse);
    model.wanted.set(Wanted.asInUse(inUse));
    ImageReference image = installation.image();
    if (!image.isOnDockerHub()) {
      model.registry.set(image.registry());
    }
    model.wantedChanged = wanted -> judge(() -> {});
    model.check = this::check;
    model.lookOnComputer = this::lookOnComputer;
    model.openNotes = openNotes;
    model.tryAgain = () -> fetch(Freshness.NEW);
    model.back = back;
    model.next = next;
    this.page = new VersionController(texts, model, steps);
  }

  /// Shows the list; one that was asked for a moment ago will do.
  void fetch() {
    fetch(Freshness.RECENT);
  }

  private void fetch(Freshness freshness) {
    model.list.set(new ListState.Loading());
    background
        .call(() ->
            services
                .versions()
                .fetch(
                    installation.image(),
                    freshness,
                    soFar -> background.ui(() -> arrived(soFar)),
                    leaving))
        .onSuccess(complete ->
            arrived(
                complete,
                () -> {
                  model.list.set(new ListState.Complete());
                  resolveFloating(complete);
                }))
        .onFailure(this::notFetched)
        .start();
    askAllowance();
  }

  /// A registry that tells how many downloads are left is worth a remark before one fails; one that
  /// does not, or does not answer, is not.
  private void askAllowance() {
    background
        .call(() -> services.versions().allowance(installation.image(), leaving))
        .onSuccess(told -> model.allowance.set(told.orElse(null)))
        .onFailure(failure -> model.allowance.set(null))
        .start();
  }

  private void arrived(TagCatalog soFar) {
    arrived(soFar, () -> {});
  }

  private void arrived(TagCatalog soFar, Runnable shown) {
    catalog = soFar;
    InUse known = inUse.withRunningFrom(soFar, runningDigests);
    if (!known.equals(inUse)) {
      boolean nothingElseWanted = model.wanted.get().equals(Wanted.asInUse(inUse));
      inUse = known;
      model.inUse.set(known);
      if (nothingElseWanted) {
        model.wanted.set(Wanted.asInUse(known));
      }
    }
    model.flavours.setAll(soFar.flavours());
    judge(shown);
  }

  /// Thousands of versions are judged: not on the window's thread. What was overtaken by a longer list
  /// or another wish meanwhile is not shown any more.
  private void judge(Runnable shown) {
    InUse installed = inUse;
    TagCatalog known = catalog;
    Wanted wanted = model.wanted.get();
    int mine = ++judged;
    background
        .call(() -> services.policy().offers(installed, known, wanted))
        .onSuccess(offers -> {
          if (mine == judged) {
            model.offers.set(offers);
          }
          shown.run();
        })
        .start();
  }

  private void notFetched(Exception failure) {
    if (failure instanceof CancellationException) {
      return;
    }
    Problem why =
        failure instanceof EngineException e
            ? Problem.of(e)
            : new Problem("run.IO", "", String.valueOf(failure.getMessage()));
    Optional<TagCatalog> remembered = services.versions().remembered(installation.image());
    if (remembered.isPresent()) {
      arrived(
          remembered.get(),
          () -> model.list.set(new ListState.Remembered(remembered.get().fetched(), why)));
    } else {
      model.list.set(new ListState.Broken(why));
    }
  }

  /// What a tag that moves by itself would bring today may need a few more questions.
  private void resolveFloating(TagCatalog complete) {
    if (inUse.tag() instanceof Tag.Floating floating) {
      background
          .call(() -> services.versions().resolving(complete, floating, leaving))
          .onSuccess(this::arrived)
          .onFailure(failure -> {})
          .start();
    }
  }

  private void check(String text) {
    model.typed.set(new Typed.Checking(text));
    Wanted wanted = model.wanted.get();
    TagCatalog known = catalog;
    background
        .call(() -> services.versions().findTag(text, inUse, known, wanted, leaving))
        .onSuccess(answer -> model.typed.set(new Typed.Answer(answer)))
        .onFailure(failure ->
            model.typed.set(
                new Typed.Unanswered(
                    failure instanceof EngineException e
                        ? Problem.of(e)
                        : new Problem("run.IO", "", String.valueOf(failure.getMessage())))))
        .start();
  }

  private void lookOnComputer() {
    model.lookingOnComputer.set(true);
    background
        .call(this::onComputer)
        .onSuccess(model.onComputer::setAll)
        .onFailure(failure -> model.onComputer.clear())
        .finallyDo(() -> model.lookingOnComputer.set(false))
        .start();
  }

  private List<Candidate> onComputer() throws EngineException {
    List<RemoteTag> here = new ArrayList<>();
    for (Image image : services.engine().images(installation.image().name())) {
      for (String name : image.tags()) {
        Optional<ImageReference> reference = ImageReference.find(name);
        if (reference.isPresent()
            && reference.get().name().equals(installation.image().name())
            && Tag.parse(reference.get().tagOrLatest()) instanceof Tag.Exact exact) {
          here.add(remote(exact, image));
        }
      }
    }
    // Needed stops must be on this computer as well.
    TagCatalog onComputer =
        new TagCatalog(installation.image(), here, services.clock().instant(), true);
    return onComputer.versions().stream()
        .map(entry -> services.policy().judge(inUse, onComputer, entry.tag(), entry.remote()))
        .toList();
  }

  private static RemoteTag remote(Tag.Exact tag, Image image) {
    return new RemoteTag(
        tag.text(),
        Optional.empty(),
        OptionalLong.of(image.size()),
        Optional.ofNullable(image.created()),
        Set.of(image.architecture()));
  }

  void leave() {
    background.run(leaving::cancel);
  }
}
