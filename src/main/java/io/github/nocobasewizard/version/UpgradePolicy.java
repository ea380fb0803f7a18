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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Which versions an installation may go to.
///
/// The rules, in this order; the first that refuses gives the reason:
/// 1. What runs now is not offered again, unless the file follows a tag that moves: then writing the
///    number instead is an offer of its own ([Offers#pinned]).
/// 2. Never down: nothing below the highest version that the data has seen ([InUse#highest]).
///    NocoBase itself does not refuse that, and leaves a broken installation behind. If that
///    version is not known, nothing is offered.
/// 3. The image must be there for the engine's architecture, if the registry tells.
/// 4. SQLite ends at [VersionFacts#lastWithSqlite]; other databases must be new enough.
/// 5. Needed stops ([VersionFacts#stops]) must be there to go over: an offer has its [Route].
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
    Situation situation = new Situation(inUse, catalog);
    List<Offer> offers = new ArrayList<>();
    List<Refusal> refusals = new ArrayList<>();
    Optional<Offer> pinned = Optional.empty();
    for (Entry entry : catalog.versions()) {
      if (!entry.tag().flavour().equals(wanted.flavour())
          || entry.tag().channel() != wanted.channel()) {
        continue;
      }
      switch (judge(situation, entry.tag(), entry.remote())) {
        case Offer offer when situation.isRunning(offer.tag()) -> pinned = Optional.of(offer);
        case Offer offer -> offers.add(offer);
        case Refusal refusal -> refusals.add(refusal);
      }
    }
    return new Offers(offers.stream().findFirst(), offers, pinned, refusals, situation.floating());
  }

  /// Judges one version, whatever its channel and flavour.
  ///
  /// @param catalog to find the stops in
  public Candidate judge(InUse inUse, TagCatalog catalog, Tag.Exact tag, RemoteTag remote) {
    return judge(new Situation(inUse, catalog), tag, remote);
  }

  private Candidate judge(Situation situation, Tag.Exact tag, RemoteTag remote) {
    ImageReference image = situation.inUse.image().withTag(tag.text());
    Optional<Reason> refused = refuse(situation, tag, remote);
    if (refused.isPresent()) {
      return new Refusal(tag, remote, image, refused.get());
    }
    List<Route.Leg> legs = new ArrayList<>();
    for (Stop stop : facts.stopsBetween(situation.highest.orElseThrow(), tag.version())) {
      Optional<Entry> via = newestIn(situation, stop, tag.flavour());
      if (via.isEmpty()) {
        return new Refusal(tag, remote, image, new Reason.NeedsStop(stop));
      }
      legs.add(situation.leg(via.get().tag(), via.get().remote()));
    }
    legs.add(situation.leg(tag, remote));
    return new Offer(tag, remote, image, notices(situation, tag), new Route(legs));
  }

  /// Whatever the way to it.
  private Optional<Reason> refuse(Situation situation, Tag.Exact tag, RemoteTag remote) {
    if (situation.isRunning(tag) && !(situation.tag instanceof Tag.Floating)) {
      return Optional.of(new Reason.IsInUse());
    }
    if (situation.highest.isEmpty()) {
      return Optional.of(new Reason.CurrentVersionUnknown());
    }
    NocoBaseVersion highest = situation.highest.get();
    return older(highest, situation, tag).or(() -> hereImpossible(situation.inUse, tag, remote));
  }

  private Optional<Reason> hereImpossible(InUse inUse, Tag.Exact tag, RemoteTag remote) {
    return otherArchitecture(inUse, remote).or(() -> database(inUse.database(), tag.version()));
  }

  private static Optional<Reason> older(
      NocoBaseVersion highest, Situation situation, Tag.Exact tag) {
    if (!tag.version().isOlderThan(highest)) {
      return Optional.empty();
    }
    Channel running = Channel.of(highest);
    boolean byChannel =
        tag.channel().isMoreFinishedThan(running) && tag.channel() != situation.channel;
    return Optional.of(
        byChannel ? new Reason.ChannelDowngrade(highest, running) : new Reason.Older(highest));
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

  /// The newest version to stop at. Old versions were built in the plain flavour only, so that one
  /// will do.
  private Optional<Entry> newestIn(Situation situation, Stop stop, Flavour flavour) {
    return situation.stops.computeIfAbsent(
        new Situation.StopInFlavour(stop, flavour),
        _ -> search(situation, stop, flavour).or(() -> search(situation, stop, Flavour.PLAIN)));
  }

  private Optional<Entry> search(Situation situation, Stop stop, Flavour flavour) {
    return situation.catalog.versions().stream()
        .filter(entry -> stop.contains(entry.tag().version()))
        .filter(entry -> entry.tag().flavour().equals(flavour))
        .filter(entry -> hereImpossible(situation.inUse, entry.tag(), entry.remote()).isEmpty())
        .findFirst();
  }

  private List<Notice> notices(Situation situation, Tag.Exact tag) {
    List<Notice> notices = new ArrayList<>();
    NocoBaseVersion highest = situation.highest.orElseThrow();
    if (situation.tag instanceof Tag.Floating floating) {
      notices.add(new Notice.PinsFloatingTag(floating));
    }
    if (situation.channel != tag.channel()) {
      notices.add(new Notice.ChannelChanges(situation.channel, tag.channel()));
    }
    if (!situation.tag.flavour().equals(tag.flavour())) {
      notices.add(new Notice.FlavourChanges(situation.tag.flavour(), tag.flavour()));
    }
    catchesUp(situation.inUse).ifPresent(notices::add);
    if (!situation.inUse.otherPlugins().isEmpty() && !highest.line().equals(tag.version().line())) {
      List<String> names = List.copyOf(situation.inUse.otherPlugins());
      notices.add(new Notice.OtherPlugins(names, tag.version().line()));
    }
    facts
        .changesBetween(highest, tag.version())
        .forEach(change -> notices.add(new Notice.Change(change)));
    return notices;
  }

  private static Optional<Notice> catchesUp(InUse inUse) {
    return inUse
        .running()
        .flatMap(running ->
            inUse
                .highestOfData()
                .filter(running::isOlderThan)
                .map(highest -> new Notice.CatchesUp(running, highest)));
  }

  /// What is in use, worked out once for all candidates.
  private static final class Situation {
    final InUse inUse;
    final TagCatalog catalog;
    final Tag tag;
    final Channel channel;
    final Optional<NocoBaseVersion> highest;
    final Optional<NocoBaseVersion> current;
    final Map<StopInFlavour, Optional<Entry>> stops = new HashMap<>();

    record StopInFlavour(Stop stop, Flavour flavour) {}

    Situation(InUse inUse, TagCatalog catalog) {
      this.inUse = inUse;
      this.catalog = catalog;
      this.tag = inUse.tag();
      this.channel = inUse.channel();
      this.highest = inUse.highest();
      this.current = inUse.current();
    }

    Route.Leg leg(Tag.Exact to, RemoteTag remote) {
      return new Route.Leg(to, remote, inUse.image().withTag(to.text()));
    }

    boolean isRunning(Tag.Exact other) {
      return current.filter(other.version()::equals).isPresent()
          && tag.flavour().equals(other.flavour());
    }

    Optional<Offers.FloatingTag> floating() {
      return tag instanceof Tag.Floating moving
          ? Optional.of(new Offers.FloatingTag(moving, catalog.versionOf(moving)))
          : Optional.empty();
    }
  }
}
