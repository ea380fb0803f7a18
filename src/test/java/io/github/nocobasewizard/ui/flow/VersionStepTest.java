package io.github.nocobasewizard.ui.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nocobasewizard.engine.ComposeTool;
import io.github.nocobasewizard.engine.ImageReference;
import io.github.nocobasewizard.engine.http.Registries;
import io.github.nocobasewizard.engine.http.RegistryLogins;
import io.github.nocobasewizard.engine.http.RegistrySettings;
import io.github.nocobasewizard.installation.AppService;
import io.github.nocobasewizard.installation.Database;
import io.github.nocobasewizard.installation.Installation;
import io.github.nocobasewizard.installation.Secret;
import io.github.nocobasewizard.readiness.Facts;
import io.github.nocobasewizard.testing.Eventually;
import io.github.nocobasewizard.testing.FakeDockerHub;
import io.github.nocobasewizard.testing.FakeDockerHub.HubTag;
import io.github.nocobasewizard.testing.FakeRegistryServer;
import io.github.nocobasewizard.testing.LocalServer.Request;
import io.github.nocobasewizard.ui.Services;
import io.github.nocobasewizard.ui.UiTest;
import io.github.nocobasewizard.ui.VirtualThreads;
import io.github.nocobasewizard.ui.shell.Shell;
import io.github.nocobasewizard.ui.shell.Side;
import io.github.nocobasewizard.ui.version.VersionModel.ListState;
import io.github.nocobasewizard.version.Candidate;
import io.github.nocobasewizard.version.TagCatalogFile;
import io.github.nocobasewizard.version.UpgradePolicy;
import io.github.nocobasewizard.version.VersionFacts;
import io.github.nocobasewizard.version.VersionSource;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Step 3 from the window down to what Docker Hub answers.
class VersionStepTest extends UiTest {
  private static final int PAGE = 100;

  @TempDir Path folder;
  private final VirtualThreads background = new VirtualThreads();
  private final List<URI> opened = new ArrayList<>();
  private FakeDockerHub hub = FakeDockerHub.start();
  private Clock clock = Clock.fixed(Instant.parse("2026-11-23T14:00:00Z"), ZoneOffset.UTC);

  @AfterEach
  void close() {
    background.close();
    hub.close();
  }

  @Test
  void theFirstRowsAreThereBeforeTheSecondPageIs() {
    hub = FakeDockerHub.withNocoBase(HubHistory.tags(2500)).holdsBackFromPage(2);
    VersionStep step = open("2.0.0-full", Optional.empty());

    Eventually.await("first rows", () -> ui(() -> rows() > 5));
    assertThat(ui(() -> step.model.list.get())).isInstanceOf(ListState.Loading.class);
    assertThat(words()).contains(HubHistory.newest("-full"));
    assertThat(ui(() -> step.model.chosen.get())).isNotNull();

    hub.release();
    awaitComplete(step);
    assertThat(ui(this::rows)).isGreaterThan(PAGE);
    assertThat(pagesAsked()).isEqualTo(2500 / PAGE);
    // Only what can be seen has a row of its own.
    settle();
    assertThat(ui(() -> list().lookupAll(".version-row").size())).isLessThan(30);
  }

  @Test
  void aMovingTagIsToldWithWhatItBringsTodayAndCanBePinnedToWhatRuns() {
    hub =
        FakeDockerHub.start()
            .repository(
                "nocobase/nocobase",
                HubTag.of("2.2.15-full"),
                HubTag.of("latest-full").sameAs("2.2.15-full"),
                HubTag.of("2.2.8-full"));
    VersionStep step = open("latest-full", Optional.of(HubTag.digestOf("2.2.8-full")));

    awaitWords("it would bring 2.2.15 today");
    assertThat(words()).contains("You have 2.2.8 (“latest-full”)");
    robot.clickOn("Keep 2.2.8-full");
    settle();
    assertThat(step.model.chosen.get().offer().image()).hasToString("nocobase/nocobase:2.2.8-full");
  }

  @Test
  void theNewestVersionBehindAMovingTagIsNothingToInstallButCanBePinned() {
    hub =
        FakeDockerHub.start()
            .repository(
                "nocobase/nocobase",
                HubTag.of("2.2.15-full"),
                HubTag.of("2.2-full").sameAs("2.2.15-full"));
    VersionStep step = open("2.2-full", Optional.of(HubTag.digestOf("2.2.15-full")));

    awaitWords("You have the newest version");
    assertThat(step.model.chosen.get()).isNull();
    robot.clickOn("Keep 2.2.15-full");
    settle();
    assertThat(step.model.chosen.get().offer().image())
        .hasToString("nocobase/nocobase:2.2.15-full");
  }

  @Test
  void anImageThatIsPinnedByItsDigestKeepsItsFlavour() {
    hub = FakeDockerHub.withNocoBase("2.2.15", "2.2.15-full", "2.2.8", "2.2.8-full");
    String digest = HubTag.digestOf("2.2.8-full");
    VersionStep step =
        open(ImageReference.parse("nocobase/nocobase@" + digest), Optional.of(digest));

    awaitComplete(step);
    assertThat(step.model.chosen.get().offer().image())
        .hasToString("nocobase/nocobase:2.2.15-full");
    assertThat(words()).contains("You have 2.2.8");
  }

  @Test
  void noDownloadsLeftIsSaidBeforeOneFails() {
    hub = FakeDockerHub.withNocoBase("2.2.15-full", "2.2.0-full").downloadsLeft(0);
    open("2.2.0-full", Optional.empty());

    awaitWords("Docker Hub allows no more downloads");
    assertThat(words()).contains("in the last 6 hours");
  }

  @Test
  void fewDownloadsLeftAreSaidAndManyAreNot() {
    hub = FakeDockerHub.withNocoBase("2.2.15-full", "2.2.0-full").downloadsLeft(3);
    open("2.2.0-full", Optional.empty());
    awaitWords("Docker Hub allows 3 more downloads");

    hub.downloadsLeft(76);
    VersionStep second = open("2.2.0-full", Optional.empty());
    Eventually.await("allowance", () -> ui(() -> second.model.allowance.get() != null));
    assertThat(words()).doesNotContain("more downloads");
  }

  @Test
  void withoutNetworkTheLastListIsShownWithItsAge() {
    hub = FakeDockerHub.withNocoBase("2.2.15-full", "2.2.0-full");
    VersionStep first = open("2.2.0-full", Optional.empty());
    awaitComplete(first);
    hub.close();

    clock = Clock.offset(clock, Duration.ofDays(1));
    open("2.2.0-full", Optional.empty());
    awaitWords("There is no connection to Docker Hub now");
    assertThat(words()).contains("The list of versions is from").contains("2.2.15-full");
  }

  @Test
  void theListOfAMomentAgoIsTakenUntilSomebodyAsksAnew() {
    hub = FakeDockerHub.withNocoBase("2.2.15-full", "2.2.0-full");
    awaitComplete(open("2.2.0-full", Optional.empty()));
    VersionStep second = open("2.2.0-full", Optional.empty());
    awaitComplete(second);
    assertThat(pagesAsked()).isEqualTo(1);

    robot.clickOn("Refresh the list");
    Eventually.await("asked anew", () -> pagesAsked() == 2);
    awaitComplete(second);
    assertThat(words()).contains("2.2.15-full");
  }

  @Test
  void whereTheListIsDeniedAVersionIsTypedAndLookedUp() {
    try (var denying = new FakeRegistryServer("team/nocobase")) {
      denying.image("2.2.15-full", "amd64", 1_000_000).deniesLists();
      VersionStep step =
          open(
              ImageReference.parse(denying.server().host() + "/team/nocobase:2.2.0-full"),
              Optional.empty());
      awaitWords("does not give its list of versions to this computer");

      robot.clickOn("Type a version…");
      settle();
      robot.write("2.2.15");
      press(KeyCode.ENTER);
      Eventually.await("found", () -> ui(() -> step.model.chosen.get() != null));
      assertThat(step.model.chosen.get().offer().image())
          .hasToString(denying.server().host() + "/team/nocobase:2.2.15-full");
    }
  }

  @Test
  void whatIsNewInAVersionIsOneClickAway() {
    hub = FakeDockerHub.withNocoBase("2.2.15-full", "2.2.8-full", "2.2.0-full");
    VersionStep step = open("2.2.0-full", Optional.empty());
    awaitComplete(step);
    settle();

    robot.lookup("What is new").queryAll().stream()
        .filter(Node::isVisible)
        .findFirst()
        .ifPresent(robot::clickOn);
    settle();
    assertThat(opened)
        .containsExactly(URI.create("https://github.com/nocobase/nocobase/releases/tag/v2.2.15"));
  }

  private VersionStep open(String tag, Optional<String> runningDigest) {
    return open(ImageReference.parse("nocobase/nocobase:" + tag), runningDigest);
  }

  private VersionStep open(ImageReference image, Optional<String> runningDigest) {
    RegistrySettings settings =
        RegistrySettings.standard("amd64", folder.resolve("none"), List.of())
            .withLogins(RegistryLogins.none())
            .withDockerHub(hub.address());
    UpgradePolicy policy = new UpgradePolicy(VersionFacts.builtIn());
    VersionSource versions =
        new VersionSource(
            Registries.create(settings),
            new TagCatalogFile(folder.resolve("lists")),
            policy,
            clock);
    Services services =
        new Services(
            null, null, null, null, null, null, null, versions, policy, null, null, null, null,
            null, clock, false);
    VersionStep step =
        ui(() ->
            new VersionStep(
                opened::add,
                TEXTS,
                background,
                services,
                Side.upgradeSteps(TEXTS),
                installation(image),
                facts(image.tagOrLatest(), runningDigest),
                () -> {},
                () -> {}));
    show(() -> {
      var shell = new Shell(TEXTS, _ -> {}, () -> {});
      shell.show(step.page);
      step.fetch();
      return shell.root();
    });
    return step;
  }

  private Installation installation(ImageReference image) {
    AppService app = new AppService("app", image, null, Map.of(), List.of(), List.of());
    Database database =
        new Database(
            Database.Kind.POSTGRES,
            "postgres",
            5432,
            "nocobase",
            "nocobase",
            new Secret("secret"),
            null,
            "",
            false,
            "postgres",
            "app",
            null);
    return new Installation(
        new ComposeTool.Project(folder, List.of(), List.of(), "shop"),
        List.of(app),
        List.of(database),
        "{}");
  }

  private static Facts facts(String tag, Optional<String> digest) {
    return new Facts(
        Optional.empty(),
        Optional.of("amd64"),
        true,
        Optional.of(tag),
        digest,
        Optional.empty(),
        Optional.empty(),
        Set.of(),
        new TreeSet<>(),
        Optional.of("16.4"),
        0,
        0,
        10,
        100);
  }

  private ListView<Candidate> list() {
    return robot.lookup(".version-list").queryListView();
  }

  private int rows() {
    return list().getItems().size();
  }

  private long pagesAsked() {
    return hub.requests().stream()
        .map(Request::uri)
        .filter(uri -> uri.getPath().endsWith("/tags"))
        .count();
  }

  private void awaitWords(String text) {
    Eventually.await(text, () -> words().contains(text));
  }

  private static void awaitComplete(VersionStep step) {
    Eventually.await(
        "whole list", () -> ui(() -> step.model.list.get() instanceof ListState.Complete));
  }

  /// All that can be read now; a number's space to its unit is one like others.
  private String words() {
    return ui(() -> {
      StringBuilder all = new StringBuilder();
      for (Node node : robot.lookup(node -> node.isVisible()).queryAll()) {
        if (node instanceof TextFlow flow) {
          flow.getChildren().forEach(part -> all.append(part instanceof Text t ? t.getText() : ""));
          all.append('\n');
        } else if (node instanceof Labeled labeled) {
          all.append(labeled.getText()).append('\n');
        }
      }
      return all.toString().replace('\u00A0', ' ');
    });
  }
}
