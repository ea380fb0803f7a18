package io.github.nocobasewizard.version;

import io.github.nocobasewizard.engine.ImageReference;
import io.github.nocobasewizard.engine.Registry.RemoteTag;
import io.github.nocobasewizard.version.Candidate.Offer;
import io.github.nocobasewizard.version.Candidate.Refusal;
import io.github.nocobasewizard.version.Database.Kind;
import io.github.nocobasewizard.version.Database.ServerVersion;
import io.github.nocobasewizard.version.TagCatalog.Entry;
import io.github.nocobasewizard.version.VersionFacts.Stop;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Which versions an installation may go to.
///
/// The rules, in this order; the first that refuses gives the reason:
/// 1. What runs now is not offered again.
/// 2. Never down: nothing below the highest version that the data has seen ([InUse#highest]).
///    NocoBase itself does not refuse that, and leaves a broken installation behind. If that
///    version is not known, nothing is offered.
/// 3. The image must be there for the engine's architecture, if the registry tells.
/// 4. SQLite ends at [VersionFacts#lastWithSqlite]; other databases must be new enough.
/// 5. A needed stop comes first ([VersionFacts#stops]).
///
/// Only exact versions of the wanted channel and flavour are looked at: a tag that moves by itself
/// is never a target. Recommended is the newest of what is left. The same number in another flavour
/// is an offer if the person chose that flavour.
public final class UpgradePolicy {
  private final VersionFacts facts;

  public UpgradePolicy(VersionFacts facts) {
    this.facts = facts;
  }

  /// Judges every version of the wanted channel and flavour.
  public Offers offers(InUse inUse, TagCatalog catalog, Wanted wanted) {
    List<Offer> offers = new ArrayList<>();
    List<Refusal> refusals = new ArrayList<>();
    for (Entry entry : catalog.versions()) {
      if (!entry.tag().flavour().equals(wanted.flavour())
          || entry.tag().channel() != wanted.channel()) {
        continue;
      }
      switch (judge(inUse, catalog, entry.tag(), entry.remote())) {
        case Offer offer -> offers.add(offer);
        case Refusal refusal -> refusals.add(refusal);
      }
    }
    return new Offers(offers.stream().findFirst(), offers, refusals, floating(inUse, catalog));
  }

  private static Optional<Offers.FloatingTag> floating(InUse inUse, TagCatalog catalog) {
    return inUse.tag() instanceof Tag.Floating tag
        ? Optional.of(new Offers.FloatingTag(tag, catalog.versionOf(tag)))
        : Optional.empty();
  }

  /// Judges one version, whatever its channel and flavour.
  ///
  /// @param catalog to find the stops in
  public Candidate judge(InUse inUse, TagCatalog catalog, Tag.Exact tag, RemoteTag remote) {
    ImageReference image = inUse.image().withTag(tag.text());
    return refuse(inUse, catalog, tag, remote)
        .<Candidate>map(reason -> new Refusal(tag, remote, image, reason))
        .orElseGet(() -> new Offer(tag, remote, image, notices(inUse, tag)));
  }

  private Optional<Reason> refuse(
      InUse inUse, TagCatalog catalog, Tag.Exact tag, RemoteTag remote) {
    if (isInUse(inUse, tag)) {
      return Optional.of(new Reason.IsInUse());
    }
    Optional<NocoBaseVersion> highest = inUse.highest();
    if (highest.isEmpty()) {
      return Optional.of(new Reason.CurrentVersionUnknown());
    }
    return older(highest.get(), inUse, tag)
        .or(() -> otherArchitecture(inUse, remote))
        .or(() -> database(inUse.database(), tag.version()))
        .or(() -> stop(highest.get(), catalog, tag));
  }

  private static boolean isInUse(InUse inUse, Tag.Exact tag) {
    return inUse.current().filter(tag.version()::equals).isPresent()
        && inUse.flavour().equals(tag.flavour());
  }

  private static Optional<Reason> older(NocoBaseVersion highest, InUse inUse, Tag.Exact tag) {
    if (!tag.version().isOlderThan(highest)) {
      return Optional.empty();
    }
    Channel running = Channel.of(highest);
    boolean betterChannel =
        tag.channel().isMoreFinishedThan(running) && !tag.channel().equals(inUse.channel());
    return Optional.of(
        betterChannel ? new Reason.ChannelDowngrade(highest, running) : new Reason.Older(highest));
  }

  private static Optional<Reason> otherArchitecture(InUse inUse, RemoteTag remote) {
    return inUse
        .architecture()
        .filter(
            needed -> !remote.architectures().isEmpty() && !remote.architectures().contains(needed))
        .map(needed -> new Reason.OtherArchitecture(needed, remote.architectures()));
  }

  private Optional<Reason> database(Database database, NocoBaseVersion target) {
    if (database.kind() == Kind.SQLITE) {
      return target.isNewerThan(facts.lastWithSqlite())
          ? Optional.of(new Reason.SqliteUnsupported(facts.lastWithSqlite()))
          : Optional.empty();
    }
    ServerVersion needed = facts.minimumServers().get(database.kind());
    if (needed == null || database.checkSwitchedOff()) {
      return Optional.empty();
    }
    return database
        .server()
        .filter(server -> server.compareTo(needed) < 0)
        .map(server -> new Reason.DatabaseTooOld(database.kind(), server, needed));
  }

  private Optional<Reason> stop(NocoBaseVersion highest, TagCatalog catalog, Tag.Exact tag) {
    return facts
        .stopBetween(highest, tag.version())
        .map(stop -> new Reason.NeedsStop(stop, newestIn(stop, catalog, tag.flavour())));
  }

  // Old versions were built in the plain flavour only, so that one will do for a stop.
  private static Optional<Tag.Exact> newestIn(Stop stop, TagCatalog catalog, Flavour flavour) {
    List<Tag.Exact> there =
        catalog.versions().stream()
            .map(Entry::tag)
            .filter(tag -> stop.contains(tag.version()))
            .toList();
    return there.stream()
        .filter(tag -> tag.flavour().equals(flavour))
        .findFirst()
        .or(() -> there.stream().filter(tag -> tag.flavour().equals(Flavour.PLAIN)).findFirst());
  }

  private List<Notice> notices(InUse inUse, Tag.Exact tag) {
    List<Notice> notices = new ArrayList<>();
    NocoBaseVersion highest = inUse.highest().orElseThrow();
    if (inUse.tag() instanceof Tag.Floating floating) {
      notices.add(new Notice.PinsFloatingTag(floating));
    }
    if (inUse.channel() != tag.channel()) {
      notices.add(new Notice.ChannelChanges(inUse.channel(), tag.channel()));
    }
    if (!inUse.flavour().equals(tag.flavour())) {
      notices.add(new Notice.FlavourChanges(inUse.flavour(), tag.flavour()));
    }
    inUse
        .running()
        .filter(highest::isNewerThan)
        .ifPresent(running -> notices.add(new Notice.CatchesUp(running, highest)));
    facts
        .changesBetween(highest, tag.version())
        .forEach(change -> notices.add(new Notice.Change(change)));
    return notices;
  }
}
