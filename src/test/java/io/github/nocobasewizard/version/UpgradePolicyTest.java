package io.github.nocobasewizard.version;

import static io.github.nocobasewizard.version.Given.bareName;
import static io.github.nocobasewizard.version.Given.onlyFor;
import static io.github.nocobasewizard.version.Given.registryWith;
import static io.github.nocobasewizard.version.Given.running;
import static io.github.nocobasewizard.version.Given.tag;
import static io.github.nocobasewizard.version.Given.version;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.nocobasewizard.engine.ImageReference;
import io.github.nocobasewizard.version.Candidate.Offer;
import io.github.nocobasewizard.version.Database.Kind;
import io.github.nocobasewizard.version.Given.Installed;
import io.github.nocobasewizard.version.VersionFacts.KnownChange;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class UpgradePolicyTest {
  private final UpgradePolicy policy = new UpgradePolicy(VersionFacts.builtIn());

  @Nested
  class Recommends {
    @Test
    void theNewestStableVersionOfTheSameFlavour() {
      Offers offers =
          judge(
              running("2.2.0-full"),
              registryWith(
                  "2.2.8-full",
                  "2.2.15-full",
                  "2.2.15",
                  "2.2.90-full-no-nginx",
                  "latest-full",
                  "2.2-full",
                  "2.3.0-beta.1-full",
                  "2.3.0-alpha.4-full",
                  "pr-77-full"));

      assertThat(recommended(offers)).contains("2.2.15-full");
      assertThat(offers.recommended().orElseThrow().image())
          .hasToString("nocobase/nocobase:2.2.15-full");
    }

    @Test
    void byNumberAndNotByDate() {
      // 1.9.74 came out after 2.0.0.
      assertThat(recommended(judge(running("1.9.62"), registryWith("2.0.0", "1.9.74"))))
          .contains("2.0.0");
    }

    @Test
    void nothingToThoseWhoHaveTheNewest() {
      Offers offers = judge(running("2.2.15"), registryWith("2.2.15", "2.2.8", "latest"));

      assertThat(offers.recommended()).isEmpty();
      assertThat(offers.newer()).isEmpty();
    }

    @Test
    void theNewestOneThatRunsOnThisComputer() {
      Offers offers =
          judge(
              running("2.2.0").onArchitecture("aarch64"),
              registryWith(onlyFor("amd64", "2.2.15"), onlyFor("arm64", "2.2.8")));

      assertThat(recommended(offers)).contains("2.2.8");
      assertThat(reason(offers, "2.2.15"))
          .isEqualTo(new Reason.OtherArchitecture("arm64", Set.of("amd64")));
    }

    @Test
    void theStableVersionsOfTodayToThoseFromBeforeTheChannels() {
      TagCatalog registry =
          registryWith("2.2.15", "2.3.0-beta.1", "2.4.0-alpha.1", "1.3.50-beta", "1.4.0-alpha.17");

      assertThat(recommended(judge(running("1.3.40-beta"), registry))).contains("2.2.15");
      assertThat(recommended(judge(running("1.2.39-alpha"), registry))).contains("2.2.15");
    }

    @Test
    void betasToBetasAndAlphasToAlphas() {
      TagCatalog registry =
          registryWith("2.2.15", "2.3.0-beta.2", "2.3.0-beta.10", "2.4.0-alpha.1");

      assertThat(recommended(judge(running("2.2.0-beta.1"), registry))).contains("2.3.0-beta.10");
      assertThat(recommended(judge(running("2.2.0-alpha.1"), registry))).contains("2.4.0-alpha.1");
    }

    @Test
    void buildsOfTheirOwnToThoseWhoBuildTheirOwn() {
      assertThat(
              recommended(
                  judge(running("2.2.0-acme"), registryWith("2.2.15", "2.2.8-acme", "2.2.9-bcme"))))
          .contains("2.2.8-acme");
    }

    @Test
    void theWayOverAStopAndOn() {
      Offers offers =
          judge(
              running("0.21.0-alpha.7"),
              registryWith(
                  "2.2.15", "1.3.50-beta", "1.0.1-alpha.1", "1.0.0-alpha.15", "0.21.0-alpha.8"));

      assertThat(recommended(offers)).contains("2.2.15");
      Route route = offers.recommended().orElseThrow().route();
      assertThat(route.images())
          .extracting(ImageReference::toString)
          .containsExactly("nocobase/nocobase:1.0.1-alpha.1", "nocobase/nocobase:2.2.15");
      assertThat(route.stops()).extracting(Route.Leg::tag).containsExactly(exact("1.0.1-alpha.1"));
      assertThat(route.goal().tag()).isEqualTo(exact("2.2.15"));
      assertThat(offers.recommended().orElseThrow().size()).hasValue(2_600_000_000L);
      assertThat(texts(offers.newer()))
          .containsExactly(
              "2.2.15", "1.3.50-beta", "1.0.1-alpha.1", "1.0.0-alpha.15", "0.21.0-alpha.8");
      assertThat(offers.newer().getLast().route().isDirect()).isTrue();
    }

    @Test
    void noStopThatDoesNotRunHere() {
      Installed installed = running("0.21.0-alpha.7").onArchitecture("arm64");

      assertThat(
              judge(
                      installed,
                      registryWith(
                          tag("2.2.15"),
                          onlyFor("amd64", "1.0.1-alpha.1"),
                          onlyFor("arm64", "1.0.0-alpha.9")))
                  .recommended()
                  .orElseThrow()
                  .route()
                  .stops())
          .extracting(Route.Leg::tag)
          .containsExactly(exact("1.0.0-alpha.9"));
      assertThat(
              reason(
                  judge(installed, registryWith(tag("2.2.15"), onlyFor("amd64", "1.0.1-alpha.1"))),
                  "2.2.15"))
          .isEqualTo(new Reason.NeedsStop(VersionFacts.builtIn().stops().getFirst()));
    }

    @Test
    void nothingBeyondANeededStopThatTheRegistryLacks() {
      Offers offers = judge(running("0.21.0-alpha.7"), registryWith("2.2.15"));

      assertThat(offers.recommended()).isEmpty();
      assertThat(reason(offers, "2.2.15"))
          .isEqualTo(new Reason.NeedsStop(VersionFacts.builtIn().stops().getFirst()));
    }

    @Test
    void theStopInThePlainFlavourWhereItWasNeverBuiltInAnother() {
      Offers offers =
          judge(running("0.21.0-alpha.7-full"), registryWith("2.2.15-full", "1.0.1-alpha.1"));

      assertThat(offers.recommended().orElseThrow().route().legs())
          .extracting(leg -> leg.tag().text())
          .containsExactly("1.0.1-alpha.1", "2.2.15-full");
    }

    @Test
    void theNewestAndNotTheNumberThatAMovingTagStandsForNow() {
      Offers offers =
          judge(
              running("latest-full").imageIs("2.2.8").databaseSays("2.2.8"),
              registryWith("2.2.15-full", "2.2.8-full", "2.2.0-full"));

      assertThat(recommended(offers)).contains("2.2.15-full");
      assertThat(texts(offers.newer())).containsExactly("2.2.15-full");
      assertThat(offers.pinned())
          .hasValueSatisfying(pinned -> {
            assertThat(pinned.image()).hasToString("nocobase/nocobase:2.2.8-full");
            assertThat(pinned.notices())
                .containsExactly(
                    new Notice.PinsFloatingTag((Tag.Floating) Tag.parse("latest-full")));
          });
      assertThat(texts(offers.all())).containsExactly("2.2.15-full", "2.2.8-full", "2.2.0-full");
    }

    @Test
    void noNumberForAMovingTagBelowWhatTheDataHasSeen() {
      Offers offers =
          judge(
              running("latest").imageIs("2.2.0").databaseSays("2.2.0").pluginsSay("2.2.8"),
              registryWith("2.2.15", "2.2.8", "2.2.0"));

      assertThat(offers.pinned()).isEmpty();
      assertThat(reason(offers, "2.2.0")).isEqualTo(new Reason.Older(version("2.2.8")));
    }
  }

  @Nested
  class Refuses {
    @Test
    void olderVersionsAndTheOneInUse() {
      Offers offers =
          judge(running("2.2.8-full"), registryWith("2.2.15-full", "2.2.8-full", "2.2.0-full"));

      assertThat(texts(offers.newer())).containsExactly("2.2.15-full");
      assertThat(reason(offers, "2.2.8-full")).isEqualTo(new Reason.IsInUse());
      assertThat(reason(offers, "2.2.0-full")).isEqualTo(new Reason.Older(version("2.2.8")));
    }

    @Test
    void whatIsOlderThanTheDatabaseSays() {
      Offers offers =
          judge(running("2.2.0").databaseSays("2.2.15"), registryWith("2.2.8", "2.2.15", "2.2.16"));

      assertThat(texts(offers.newer())).containsExactly("2.2.16", "2.2.15");
      assertThat(reason(offers, "2.2.8")).isEqualTo(new Reason.Older(version("2.2.15")));
    }

    @Test
    void whatIsOlderThanThePluginsSayAfterAnOlderImageWasStarted() {
      // Seen: the 1.9.62 image on a 2.2.15 database wrote 1.9.62 into "applicationVersion".
      Installed mixed = running("1.9.62").pluginsSay("2.2.15");
      Offers offers = judge(mixed, registryWith("1.9.62", "1.9.74", "2.0.0", "2.2.15"));

      assertThat(texts(offers.newer())).containsExactly("2.2.15");
      assertThat(reason(offers, "1.9.74")).isEqualTo(new Reason.Older(version("2.2.15")));
      assertThat(reason(offers, "1.9.62")).isEqualTo(new Reason.IsInUse());
      assertThat(offers.recommended().orElseThrow().notices())
          .contains(new Notice.CatchesUp(version("1.9.62"), version("2.2.15")));
    }

    @Test
    void whatIsOlderThanTheAppSays() {
      Offers offers =
          judge(running("latest").appSays("2.2.15"), registryWith("2.2.8", "2.2.15", "2.2.16"));

      assertThat(texts(offers.newer())).containsExactly("2.2.16");
    }

    @Test
    void aBuildNumberedByItsDateToThoseWhoHaveAPlainCounter() {
      Offers offers = judge(running("1.4.0-alpha.17"), registryWith("1.4.0-alpha.20241105230315"));

      assertThat(reason(offers, "1.4.0-alpha.20241105230315"))
          .isEqualTo(new Reason.Older(version("1.4.0-alpha.17")));
    }

    @Test
    void everythingIfNobodyKnowsWhatTheDataHasSeen() {
      Offers offers =
          judge(running("main").nothingElseIsKnown(), registryWith("2.2.15", "0.9.0-alpha.1"));

      assertThat(offers.newer()).isEmpty();
      assertThat(offers.refused())
          .extracting(Candidate.Refusal::reason)
          .containsOnly(new Reason.CurrentVersionUnknown());
    }

    @Test
    void aMoreFinishedChannelThatIsNotThatFarYet() {
      Offers offers =
          policy.offers(
              running("2.3.0-alpha.4").inUse(),
              registryWith("2.2.15", "2.3.0-alpha.4"),
              new Wanted(Channel.STABLE, Flavour.PLAIN));

      assertThat(reason(offers, "2.2.15"))
          .isEqualTo(new Reason.ChannelDowngrade(version("2.3.0-alpha.4"), Channel.ALPHA));
    }

    @Test
    void versionsWithoutADriverForSqlite() {
      Offers offers =
          judge(
              running("1.5.0").onDatabase(Kind.SQLITE, "3.40"),
              registryWith("1.6.21", "1.6.22", "2.2.15"));

      assertThat(recommended(offers)).contains("1.6.21");
      assertThat(reason(offers, "1.6.22"))
          .isEqualTo(new Reason.SqliteUnsupported(version("1.6.21")));
    }

    @Test
    void versionsForWhichTheDatabaseServerIsTooOld() {
      TagCatalog registry = registryWith("2.2.15");

      assertThat(newer(running("2.2.0").onDatabase(Kind.MYSQL, "5.7.44"), registry)).isEmpty();
      assertThat(newer(running("2.2.0").onDatabase(Kind.MYSQL, "8.0.17"), registry)).hasSize(1);
      assertThat(newer(running("2.2.0").onDatabase(Kind.POSTGRES, "9.6"), registry)).isEmpty();
      assertThat(newer(running("2.2.0").onDatabase(Kind.POSTGRES, "10.0"), registry)).hasSize(1);
      assertThat(newer(running("2.2.0").onDatabase(Kind.MARIADB, "10.6.12"), registry)).isEmpty();
      assertThat(newer(running("2.2.0").onDatabase(Kind.MARIADB, "10.11"), registry)).hasSize(1);
      assertThat(newer(running("2.2.0").onDatabase(Kind.KINGBASE, "9"), registry)).hasSize(1);
      assertThat(newer(running("2.2.0").on(Database.UNKNOWN), registry)).hasSize(1);
      assertThat(
              reason(judge(running("2.2.0").onDatabase(Kind.MYSQL, "5.7.44"), registry), "2.2.15"))
          .isEqualTo(
              new Reason.DatabaseTooOld(
                  Kind.MYSQL,
                  Database.ServerVersion.find("5.7.44").orElseThrow(),
                  Database.ServerVersion.find("8.0.17").orElseThrow()));
    }

    @Test
    void noneForAnOldServerWhereNocoBaseIsToldNotToCheck() {
      Database unchecked = new Database(Kind.MYSQL, Database.ServerVersion.find("5.7.44"), true);

      assertThat(newer(running("2.2.0").on(unchecked), registryWith("2.2.15"))).hasSize(1);
    }

    @Test
    void noneForItsArchitectureIfTheRegistryDoesNotTell() {
      assertThat(newer(running("2.2.0"), registryWith(bareName("2.2.15")))).hasSize(1);
    }
  }

  @Nested
  class Explains {
    @Test
    void whatATagThatMovesWouldBringToday() {
      Offers offers =
          judge(
              running("latest-full").imageIs("2.2.0"),
              registryWith(
                  tag("latest-full", "new"),
                  tag("2.2.15-full", "new"),
                  tag("2.2.15", "other"),
                  tag("latest", "other")));

      assertThat(offers.floating())
          .contains(
              new Offers.FloatingTag(
                  (Tag.Floating) Tag.parse("latest-full"), Optional.of(version("2.2.15"))));
      assertThat(recommended(offers)).contains("2.2.15-full");
      assertThat(offers.recommended().orElseThrow().notices())
          .contains(new Notice.PinsFloatingTag((Tag.Floating) Tag.parse("latest-full")));
    }

    @Test
    void thatTheRegistryDoesNotTellWhatATagBrings() {
      Offers offers =
          judge(
              running("latest").imageIs("2.2.0"),
              registryWith(bareName("latest"), bareName("2.2.15")));

      assertThat(offers.floating().orElseThrow().bringsToday()).isEmpty();
    }

    @Test
    void nothingAboutTagsThatStay() {
      assertThat(judge(running("2.2.0"), registryWith("latest", "2.2.15")).floating()).isEmpty();
    }

    @Test
    void theChangesOnTheWay() {
      assertThat(changes("1.5.0", "2.2.15")).containsExactly(KnownChange.values());
      assertThat(changes("2.1.5", "2.2.15"))
          .containsExactly(KnownChange.FILES_BEHIND_PROXY, KnownChange.BACKUP_PLUGIN_REPLACED);
      assertThat(changes("2.1.5", "2.2.0-beta.1"))
          .containsExactly(KnownChange.FILES_BEHIND_PROXY, KnownChange.BACKUP_PLUGIN_REPLACED);
      assertThat(changes("2.0.10", "2.1.0"))
          .containsExactly(KnownChange.BACKUP_MANAGER_FREE, KnownChange.COMMANDS_RENAMED);
      assertThat(changes("2.2.0", "2.2.15")).isEmpty();
    }

    private List<KnownChange> changes(String from, String to) {
      Candidate target = policy.judge(running(from).inUse(), registryWith(to), exact(to), tag(to));
      return ((Offer) target)
          .notices().stream()
              .filter(Notice.Change.class::isInstance)
              .map(notice -> ((Notice.Change) notice).change())
              .toList();
    }

    @Test
    void pluginsOfOthersThatWereMadeForAnotherLine() {
      TagCatalog registry = registryWith("2.2.15", "2.2.8", "2.1.9");

      assertThat(
              judge(running("2.1.3").withPlugins("@local/tickets"), registry)
                  .recommended()
                  .orElseThrow()
                  .notices())
          .contains(new Notice.OtherPlugins(List.of("@local/tickets"), "2.2"));
      assertThat(
              judge(running("2.2.8").withPlugins("@local/tickets"), registry)
                  .recommended()
                  .orElseThrow()
                  .notices())
          .isEmpty();
    }

    @Test
    void aChosenFlavourAndChannel() {
      Offers offers =
          policy.offers(
              running("2.2.0-full").inUse(),
              registryWith("2.3.0-beta.1", "2.2.15-full"),
              new Wanted(Channel.BETA, Flavour.PLAIN));

      assertThat(recommended(offers)).contains("2.3.0-beta.1");
      assertThat(offers.recommended().orElseThrow().notices())
          .containsExactly(
              new Notice.ChannelChanges(Channel.STABLE, Channel.BETA),
              new Notice.FlavourChanges(Flavour.FULL, Flavour.PLAIN));
    }

    @Test
    void whereToReadWhatIsNew() {
      Offers offers = judge(running("2.2.0-full"), registryWith("2.2.15-full"));

      assertThat(offers.recommended().orElseThrow().releaseNotes())
          .hasToString("https://github.com/nocobase/nocobase/releases/tag/v2.2.15");
    }
  }

  @Nested
  class Offered {
    @Test
    void isTheSameNumberInAFlavourChosenOnPurpose() {
      Offers offers =
          policy.offers(
              running("2.2.15").inUse(),
              registryWith("2.2.15", "2.2.15-full"),
              new Wanted(Channel.STABLE, Flavour.FULL));

      assertThat(recommended(offers)).contains("2.2.15-full");
    }

    @Test
    void isTheVersionInTheFileThatWasNeverStarted() {
      Offers offers =
          judge(
              running("2.2.15")
                  .imageIs("2.2.0")
                  .appSays("2.2.0")
                  .databaseSays("2.2.0")
                  .pluginsSay("2.2.0"),
              registryWith("2.2.8", "2.2.15"));

      assertThat(texts(offers.newer())).containsExactly("2.2.15", "2.2.8");
    }

    @Test
    void isNothingBelowTheFileIfNothingElseIsKnown() {
      Offers offers =
          judge(running("2.2.8").nothingElseIsKnown(), registryWith("2.2.0", "2.2.8", "2.2.15"));

      assertThat(texts(offers.newer())).containsExactly("2.2.15");
    }

    @Test
    void isTheRegistryOfTheFile() {
      InUse mirror =
          new InUse(
              ImageReference.parse("registry.cn-shanghai.aliyuncs.com/nocobase/nocobase:2.2.0"),
              Optional.of(version("2.2.0")),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Database.UNKNOWN,
              Optional.empty());

      assertThat(policy.offers(mirror, registryWith("2.2.15"), Wanted.asInUse(mirror)).newer())
          .extracting(offer -> offer.image().toString())
          .containsExactly("registry.cn-shanghai.aliyuncs.com/nocobase/nocobase:2.2.15");
    }

    @Test
    void isListedNewestFirstTogetherWithTheRefused() {
      Offers offers =
          judge(running("2.2.8"), registryWith("2.2.0", "2.2.15", "2.2.9", "2.2.10", "2.2.8"));

      assertThat(offers.all())
          .extracting(candidate -> candidate.tag().text())
          .containsExactly("2.2.15", "2.2.10", "2.2.9", "2.2.8", "2.2.0");
    }
  }

  @Test
  void anImageGivenByItsDigestIsKnownByTheRegistry() {
    String digest = "sha256:" + "a".repeat(64);
    InUse pinned =
        new InUse(
            ImageReference.parse("nocobase/nocobase@" + digest),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Database.UNKNOWN,
            Optional.empty());
    TagCatalog registry = registryWith(tag("2.2.0", "a".repeat(64)), tag("2.2.15"));
    InUse known = pinned.withRunningFrom(registry, List.of("sha256:unknown", digest));

    assertThat(known.running()).contains(version("2.2.0"));
    assertThat(recommended(policy.offers(known, registry, Wanted.asInUse(known))))
        .contains("2.2.15");
    assertThat(policy.offers(pinned, registry, Wanted.asInUse(pinned)).newer()).isEmpty();
  }

  private Offers judge(Installed installed, TagCatalog registry) {
    return policy.offers(installed.inUse(), registry, Wanted.asInUse(installed.inUse()));
  }

  private List<Offer> newer(Installed installed, TagCatalog registry) {
    return judge(installed, registry).newer();
  }

  private static Tag.Exact exact(String text) {
    return (Tag.Exact) Tag.parse(text);
  }

  private static Optional<String> recommended(Offers offers) {
    return offers.recommended().map(offer -> offer.tag().text());
  }

  private static List<String> texts(List<? extends Candidate> candidates) {
    return candidates.stream().map(candidate -> candidate.tag().text()).toList();
  }

  private static Reason reason(Offers offers, String tag) {
    return offers.refused().stream()
        .filter(refusal -> refusal.tag().text().equals(tag))
        .findFirst()
        .orElseThrow()
        .reason();
  }
}
