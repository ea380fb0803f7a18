package io.github.nocobasewizard.ui.version;

import io.github.nocobasewizard.engine.ImageReference;
import io.github.nocobasewizard.engine.PullAllowance;
import io.github.nocobasewizard.engine.Registry.RemoteTag;
import io.github.nocobasewizard.run.Problem;
import io.github.nocobasewizard.ui.version.VersionModel.ListState;
import io.github.nocobasewizard.ui.version.VersionModel.Typed;
import io.github.nocobasewizard.version.Candidate;
import io.github.nocobasewizard.version.Channel;
import io.github.nocobasewizard.version.Database;
import io.github.nocobasewizard.version.Flavour;
import io.github.nocobasewizard.version.InUse;
import io.github.nocobasewizard.version.NocoBaseVersion;
import io.github.nocobasewizard.version.Tag;
import io.github.nocobasewizard.version.TagCatalog;
import io.github.nocobasewizard.version.TypedTag;
import io.github.nocobasewizard.version.UpgradePolicy;
import io.github.nocobasewizard.version.VersionFacts;
import io.github.nocobasewizard.version.Wanted;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;

/// Step 3's states, for pictures and tests.
public final class VersionSamples {
  private static final UpgradePolicy POLICY = new UpgradePolicy(VersionFacts.builtIn());

  private VersionSamples() {}

  public static VersionModel usual() {
    return few("2.2.0-full");
  }

  /// @param versions how many there are on the stable channel
  public static VersionModel many(int versions) {
    var model = new VersionModel();
    model.inUse.set(inUse("2.2.0-full", "2.2.0"));
    model.wanted.set(new Wanted(Channel.STABLE, Flavour.FULL));
    offer(model, versions);
    return model;
  }

  public static VersionModel search(String text) {
    return with(many(2500), model -> model.search.set(text));
  }

  public static VersionModel loadingFirst() {
    return with(
        many(10),
        model -> {
          model.offers.set(null);
          model.list.set(new ListState.Loading());
        });
  }

  public static VersionModel loading() {
    return with(many(200), model -> model.list.set(new ListState.Loading()));
  }

  public static VersionModel offline() {
    return with(
        many(30),
        model ->
            model.list.set(
                new ListState.Remembered(Instant.parse("2026-11-14T09:00:00Z"), unreachable())));
  }

  public static VersionModel registryError() {
    return with(
        many(30),
        model ->
            model.list.set(
                new ListState.Remembered(
                    Instant.parse("2026-11-22T09:00:00Z"),
                    problem("REGISTRY_ERROR", "nocobase/nocobase"))));
  }

  public static VersionModel noList() {
    return with(
        many(10),
        model -> {
          model.offers.set(null);
          model.list.set(new ListState.Broken(unreachable()));
        });
  }

  public static VersionModel brokenOff() {
    return with(
        many(120),
        model ->
            model.list.set(new ListState.Broken(problem("REGISTRY_LIMIT", "nocobase/nocobase"))));
  }

  /// The file follows `latest-full`.
  public static VersionModel alias() {
    return few("latest-full");
  }

  /// The file follows `latest-full`, and what runs is the newest.
  public static VersionModel aliasNewest() {
    return few("latest-full", "2.2.15");
  }

  public static VersionModel fewDownloads() {
    return with(usual(), model -> model.allowance.set(new PullAllowance(3, Duration.ofHours(6))));
  }

  public static VersionModel noDownloads() {
    return with(usual(), model -> model.allowance.set(new PullAllowance(0, Duration.ofHours(6))));
  }

  public static VersionModel newest() {
    return few("2.2.15-full");
  }

  /// A long way, with much to know.
  public static VersionModel notices() {
    return few("1.9.62-full");
  }

  public static VersionModel beta() {
    return with(
        many(30),
        model -> {
          model.wanted.set(model.wanted.get().withChannel(Channel.BETA));
          offer(model, 30);
        });
  }

  /// An alpha is installed, and somebody looks at stable versions.
  public static VersionModel behind() {
    var model = new VersionModel();
    model.inUse.set(inUse("2.3.0-alpha.4-full", "2.3.0-alpha.4"));
    model.wanted.set(new Wanted(Channel.STABLE, Flavour.FULL));
    show(
        model,
        List.of(
            remote("2.3.0-alpha.4-full", "2026-11-20", "sha256:4"),
            remote("2.2.15-full", "2026-11-18", "sha256:15"),
            remote("2.2.14-full", "2026-11-11", "sha256:14")));
    return model;
  }

  /// One version in between is not made for this kind of computer.
  public static VersionModel oneForOtherComputers() {
    var model = new VersionModel();
    model.inUse.set(inUse("2.2.0-full", "2.2.0"));
    model.wanted.set(new Wanted(Channel.STABLE, Flavour.FULL));
    show(
        model,
        List.of(
            remote("2.2.15-full", "2026-11-18", "sha256:15"),
            new RemoteTag(
                "2.2.14-full",
                Optional.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                Set.of("arm64")),
            remote("2.2.12-full", "2026-10-30", "sha256:12")));
    return model;
  }

  /// The data is in SQLite.
  public static VersionModel blocked() {
    var model = new VersionModel();
    var version = Optional.of(NocoBaseVersion.parse("1.6.21"));
    model.inUse.set(
        new InUse(
            ImageReference.parse("nocobase/nocobase:1.6.21"),
            version,
            version,
            version,
            version,
            new Database(Database.Kind.SQLITE, Optional.empty(), false),
            Optional.of("amd64")));
    model.wanted.set(new Wanted(Channel.STABLE, Flavour.PLAIN));
    show(
        model,
        List.of(
            remote("2.2.15", "2026-11-18", "sha256:15"),
            remote("1.9.62", "2026-02-18", "sha256:1962"),
            remote("1.6.21", "2025-04-18", "sha256:1621"),
            remote("1.6.20", "2025-04-12", "sha256:1620")));
    return model;
  }

  /// Nobody knows what the data has seen.
  public static VersionModel unknown() {
    var model = new VersionModel();
    model.inUse.set(
        new InUse(
            ImageReference.parse("nocobase/nocobase:main"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Database.UNKNOWN,
            Optional.of("amd64")));
    show(
        model,
        List.of(
            remote("2.2.15", "2026-11-18", "sha256:15"),
            remote("2.2.14", "2026-11-11", "sha256:14")));
    return model;
  }

  public static VersionModel typing() {
    return with(usual(), VersionModel::showTyping);
  }

  public static VersionModel typed(String text) {
    return typed(new Typed.Answer(new TypedTag.Found(judge(usual(), text))));
  }

  public static VersionModel typedMoves() {
    return typed(
        new Typed.Answer(
            new TypedTag.MovesByItself(
                (Tag.Floating) Tag.parse("latest-full"),
                Optional.of(NocoBaseVersion.parse("2.2.15")))));
  }

  public static VersionModel typedNotThere() {
    return typed(new Typed.Answer(new TypedTag.NotThere("2.2.99-full")));
  }

  public static VersionModel typedChecking() {
    return typed(new Typed.Checking("2.2.12"));
  }

  public static VersionModel typedUnanswered() {
    return typed(new Typed.Unanswered(unreachable()));
  }

  public static VersionModel onComputer() {
    return with(
        usual(),
        model -> {
          model.onComputer.setAll(
              judge(model, "2.2.14-full"), judge(model, "2.2.0-full"), judge(model, "2.1.18-full"));
          model.showComputer();
          model.choose((Candidate.Offer) model.onComputer.getFirst());
        });
  }

  public static VersionModel nothingOnComputer() {
    return with(usual(), VersionModel::showComputer);
  }

  private static VersionModel with(VersionModel model, Consumer<VersionModel> change) {
    change.accept(model);
    return model;
  }

  private static VersionModel typed(Typed typed) {
    return with(typing(), model -> model.typed.set(typed));
  }

  private static Problem unreachable() {
    return problem("REGISTRY_UNREACHABLE", "hub.docker.com");
  }

  private static Problem problem(String reason, String thing) {
    return new Problem("engine." + reason, thing, "");
  }

  static InUse inUse(String tag, String running) {
    var version = Optional.of(NocoBaseVersion.parse(running));
    return new InUse(
        ImageReference.parse("nocobase/nocobase:" + tag),
        version,
        version,
        version,
        version,
        new Database(Database.Kind.POSTGRES, Database.ServerVersion.find("16.2"), false),
        Optional.of("amd64"));
  }

  private static VersionModel few(String tag) {
    return few(tag, tag.startsWith("latest") ? "2.2.0" : tag.replace("-full", ""));
  }

  private static VersionModel few(String tag, String running) {
    var model = new VersionModel();
    model.inUse.set(inUse(tag, running));
    model.wanted.set(new Wanted(Channel.STABLE, Flavour.FULL));
    show(
        model,
        List.of(
            remote("2.2.15-full", "2026-11-18", "sha256:15"),
            remote("latest-full", "2026-11-18", "sha256:15"),
            remote("2.2.14-full", "2026-11-11", "sha256:14"),
            remote("2.2.12-full", "2026-10-30", "sha256:12"),
            remote("2.2.9-full", "2026-10-09", "sha256:9"),
            remote("2.2.0-full", "2026-08-02", "sha256:0"),
            remote("2.2.0", "2026-08-02", "sha256:00"),
            remote("2.1.18-full", "2026-03-03", "sha256:18")));
    return model;
  }

  /// A way that needs a stop.
  public static VersionModel stop() {
    var model = new VersionModel();
    model.inUse.set(inUse("0.21.0-alpha.15", "0.21.0-alpha.15"));
    model.wanted.set(new Wanted(Channel.STABLE, Flavour.PLAIN));
    show(
        model,
        List.of(
            remote("2.2.15", "2026-11-18", "sha256:15"),
            remote("1.9.62", "2026-02-18", "sha256:1962"),
            remote("1.0.1-alpha.1", "2024-05-18", "sha256:101"),
            remote("1.0.0-alpha.17", "2024-05-02", "sha256:100"),
            remote("0.21.0-alpha.15", "2024-04-02", "sha256:021")));
    return model;
  }

  private static void offer(VersionModel model, int versions) {
    var tags = new ArrayList<RemoteTag>();
    for (int n = 0; n < versions; n++) {
      int patch = 40 - n % 40;
      int minor = 2 - n / 40 % 3;
      int major = Math.max(0, 2 - n / 120);
      String number = major + "." + minor + "." + (patch + n / 360 * 100);
      tags.add(
          remote(
              number + "-full",
              "2026-%02d-%02d".formatted(1 + (n * 7 / 28) % 11, 1 + n * 7 % 28),
              "sha256:" + n));
      tags.add(remote(number + "-beta.3-full", "2026-10-02", "sha256:b" + n));
    }
    show(model, tags);
  }

  private static void show(VersionModel model, List<RemoteTag> tags) {
    var catalog =
        new TagCatalog(
            ImageReference.parse("nocobase/nocobase"),
            tags,
            Instant.parse("2026-11-23T14:00:00Z"),
            true);
    model.flavours.setAll(catalog.flavours());
    model.list.set(new ListState.Complete());
    model.offers.set(POLICY.offers(model.inUse.get(), catalog, model.wanted.get()));
  }

  private static Candidate judge(VersionModel model, String tag) {
    var remote = remote(tag, "2026-10-16", "sha256:typed");
    return POLICY.judge(
        model.inUse.get(),
        TagCatalog.empty(ImageReference.parse("nocobase/nocobase"), Instant.EPOCH),
        (Tag.Exact) Tag.parse(tag),
        remote);
  }

  private static RemoteTag remote(String name, String day, String digest) {
    return new RemoteTag(
        name,
        Optional.of(digest),
        OptionalLong.of(1_300_000_000L),
        Optional.of(Instant.parse(day + "T12:00:00Z")),
        Set.of("amd64", "arm64"));
  }
}
