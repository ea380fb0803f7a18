package io.github.nocobasewizard.engine.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.nocobasewizard.engine.Cancellation;
import io.github.nocobasewizard.engine.EngineException;
import io.github.nocobasewizard.engine.EngineException.Reason;
import io.github.nocobasewizard.engine.ImageReference;
import io.github.nocobasewizard.engine.Registry.RemoteTag;
import io.github.nocobasewizard.testing.FakeDockerHub;
import io.github.nocobasewizard.testing.FakeDockerHub.HubTag;
import io.github.nocobasewizard.testing.LocalServer.Answer;
import io.github.nocobasewizard.testing.LocalServer.Request;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DockerHubRegistryTest {
  private static final ImageReference NOCOBASE = ImageReference.parse("nocobase/nocobase:2.2.0");
  private static final Instant PUSHED = Instant.parse("2026-11-18T08:00:00.123456Z");

  private final FakeDockerHub hub = FakeDockerHub.start();
  private final RecordedPatience waits = new RecordedPatience();

  @AfterEach
  void close() {
    hub.close();
  }

  @Test
  void deliversAllPagesInOrder() throws EngineException {
    List<HubTag> many = IntStream.range(0, 2150).mapToObj(i -> HubTag.of("1.0." + i)).toList();
    hub.repository("nocobase/nocobase", many);

    List<List<RemoteTag>> pages = pages(registry());

    assertThat(pages).hasSize(22);
    assertThat(pages.stream().flatMap(List::stream).map(RemoteTag::name))
        .isEqualTo(many.stream().map(HubTag::name).toList());
    assertThat(hub.requests())
        .allSatisfy(
            request -> assertThat(request.header("User-Agent")).contains("nocobase-upgrade-wizard"))
        .noneMatch(request -> request.header("Authorization").isPresent());
  }

  @Test
  void tellsAllThatTheHubTells() throws EngineException {
    hub.repository("nocobase/nocobase", HubTag.of("2.2.15-full").pushed(PUSHED));

    assertThat(all(registry()))
        .containsExactly(
            new RemoteTag(
                "2.2.15-full",
                Optional.of(HubTag.digestOf("2.2.15-full")),
                OptionalLong.of(1_300_000_000),
                Optional.of(PUSHED),
                Set.of("amd64", "arm64")));
  }

  @Test
  void tellsTheSizeForThisComputersArchitecture() throws EngineException {
    hub.repository("nocobase/nocobase", HubTag.of("2.2.15"));
    DockerHubRegistry onArm = new DockerHubRegistry(hub.address(), http(), "arm64");

    assertThat(all(onArm).getFirst().size()).hasValue(1_250_000_000);
  }

  @Test
  void tellsTheSizeOfAnotherArchitectureRatherThanNone() throws EngineException {
    hub.repository("nocobase/nocobase", HubTag.of("2.2.15").onlyFor("arm64"));

    assertThat(all(registry()).getFirst().size()).hasValue(1_250_000_000);
  }

  @Test
  void readsImagesAsTheSchemaHasThem() throws EngineException {
    hub.repository(
        "nocobase/nocobase",
        HubTag.of("2.2.15").onlyFor("amd64").withImagesAsObject(),
        HubTag.of("2.2.8").onlyFor("amd64").withoutDigest());

    assertThat(all(registry()))
        .extracting(RemoteTag::architectures)
        .containsExactly(Set.of("amd64"), Set.of("amd64"));
  }

  @Test
  void takesTheOnlyImagesDigestWhereTheTagHasNone() throws EngineException {
    hub.repository(
        "nocobase/nocobase",
        HubTag.of("2.2.15").onlyFor("amd64").withoutDigest(),
        HubTag.of("2.2.8").withoutDigest());

    assertThat(all(registry()))
        .extracting(RemoteTag::digest)
        .containsExactly(Optional.of(HubTag.digestOf("2.2.15/amd64")), Optional.empty());
  }

  @Test
  void findsOneTag() throws EngineException {
    hub.repository("nocobase/nocobase", HubTag.of("2.2.15").pushed(PUSHED), HubTag.of("2.2.8"));

    assertThat(registry().tag(NOCOBASE.withTag("2.2.15"), Cancellation.none()))
        .map(RemoteTag::pushed)
        .contains(Optional.of(PUSHED));
    assertThat(registry().tag(NOCOBASE.withTag("2.9.9"), Cancellation.none())).isEmpty();
  }

  @Test
  void doesNotFindARepositoryThatIsNotThere() {
    assertThat(failure().reason()).isEqualTo(Reason.IMAGE_NOT_FOUND);
    assertThat(failure().thing()).isEqualTo("nocobase/nocobase");
  }

  @Test
  void waitsAsLongAsABusyHubAsks() throws EngineException {
    hub.repository("nocobase/nocobase", HubTag.of("2.2.15"));
    hub.answerNext(Answer.tooMany(7), Answer.tooMany(3));

    assertThat(all(registry())).hasSize(1);
    assertThat(waits.pauses).containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(3));
  }

  @Test
  void waitsUntilTheMomentThatABusyHubNames() throws EngineException {
    hub.repository("nocobase/nocobase", HubTag.of("2.2.15"));
    String inTwenty = String.valueOf(RecordedPatience.NOW.plusSeconds(20).getEpochSecond());
    hub.answerNext(
        Answer.status(429).with("Retry-After", "Mon, 23 Nov 2026 10:00:09 GMT"),
        Answer.status(429).with("Retry-After", inTwenty),
        Answer.status(429).with("X-RateLimit-Reset", inTwenty));

    assertThat(all(registry())).hasSize(1);
    assertThat(waits.pauses)
        .containsExactly(Duration.ofSeconds(9), Duration.ofSeconds(20), Duration.ofSeconds(20));
  }

  @Test
  void doesNotWaitLongerThanAPersonWould() {
    hub.answerNext(Answer.tooMany(600));

    assertThat(failure().reason()).isEqualTo(Reason.REGISTRY_LIMIT);
    assertThat(waits.pauses).isEmpty();
  }

  @Test
  void doesNotWaitForEver() {
    hub.answerNext(Answer.tooMany(1), Answer.tooMany(1), Answer.tooMany(1), Answer.tooMany(1));

    assertThat(failure().reason()).isEqualTo(Reason.REGISTRY_LIMIT);
    assertThat(waits.pauses).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 503, 504})
  void asksAgainWhenTheHubStumbles(int status) throws EngineException {
    hub.repository("nocobase/nocobase", HubTag.of("2.2.15"));
    hub.answerNext(Answer.status(status), Answer.cut());

    assertThat(all(registry())).hasSize(1);
    assertThat(waits.pauses).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2));
  }

  @Test
  void givesUpWhenTheHubStaysBroken() {
    Answer broken = Answer.of(503, "upstream connect error");
    hub.answerNext(broken, broken, broken, broken);

    EngineException failure = failure();

    assertThat(failure.reason()).isEqualTo(Reason.REGISTRY_ERROR);
    assertThat(failure.details()).contains("503", "upstream connect error");
    assertThat(waits.pauses)
        .containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4));
  }

  @Test
  void keepsThePagesThatCameBeforeTheBreak() {
    hub.repository(
        "nocobase/nocobase", IntStream.range(0, 250).mapToObj(i -> HubTag.of("1.0." + i)).toList());
    List<RemoteTag> got = new ArrayList<>();

    EngineException failure =
        catchThrowableOfType(
            EngineException.class,
            () ->
                registry()
                    .tags(
                        NOCOBASE,
                        page -> {
                          got.addAll(page);
                          hub.answerNext(Answer.garbage());
                        },
                        Cancellation.none()));

    assertThat(failure.reason()).isEqualTo(Reason.REGISTRY_ERROR);
    assertThat(got).hasSize(100);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<html>guest network</html>",
        "",
        "[]",
        "{\"count\":1",
        "{\"count\":1,\"results\":{}}",
        "{\"detail\":\"something else\"}"
      })
  void saysWhatItGotInsteadOfAList(String body) {
    hub.answerNext(Answer.of(200, body));

    EngineException failure = failure();

    assertThat(failure.reason()).isEqualTo(Reason.REGISTRY_ERROR);
    assertThat(failure.details()).contains("HTTP 200", body);
  }

  @Test
  void survivesOddEntries() throws EngineException {
    hub.answerNext(
        Answer.json(
            """
            {"count":null,"next":null,"results":[
              null, 7, {}, {"name":null}, {"name":"bare"},
              {"name":"odd","images":null,"digest":7,"full_size":"x","tag_last_pushed":"soon"},
              {"name":"old","images":[null,{"architecture":null},{"architecture":"386","os":"windows"}],
               "full_size":12,"tag_last_pushed":null,"last_updated":"2026-11-18T08:00:00.123456Z"}
            ]}\
            """));

    assertThat(all(registry()))
        .containsExactly(
            bare("bare"),
            bare("odd"),
            new RemoteTag(
                "old", Optional.empty(), OptionalLong.of(12), Optional.of(PUSHED), Set.of()));
  }

  private static RemoteTag bare(String name) {
    return new RemoteTag(name, Optional.empty(), OptionalLong.empty(), Optional.empty(), Set.of());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://127.0.0.1:1/evil", "https://evil.example/v2", "file:///etc/passwd", ":"})
  void doesNotFollowTheListToAnotherServer(String next) {
    hub.answerNext(Answer.json("{\"results\":[],\"next\":\"" + next + "\"}"));

    assertThat(failure().reason()).isEqualTo(Reason.REGISTRY_ERROR);
    assertThat(hub.requests()).hasSize(1);
  }

  @Test
  void doesNotFollowAListInACircle() {
    String path = "/v2/namespaces/nocobase/repositories/nocobase/tags?page_size=100";
    hub.answerNext(Answer.json("{\"results\":[],\"next\":\"" + hub.address() + path + "\"}"));

    assertThat(failure().reason()).isEqualTo(Reason.REGISTRY_ERROR);
    assertThat(hub.requests()).hasSize(1);
  }

  @Test
  void followsARedirectOnTheWay() throws EngineException {
    hub.repository("nocobase/nocobase", HubTag.of("2.2.15"));
    hub.answerNext(
        Answer.status(308)
            .with("Location", "/v2/namespaces/nocobase/repositories/nocobase/tags?page_size=50"));

    assertThat(all(registry())).hasSize(1);
  }

  @Test
  void doesNotFollowARedirectToAnUnprotectedAddress() {
    hub.answerNext(Answer.status(302).with("Location", "http://portal.example/login"));

    assertThat(failure().reason()).isEqualTo(Reason.REGISTRY_ERROR);
  }

  @Test
  void saysThatAClosedRepositoryIsDenied() {
    hub.answerNext(Answer.status(401));
    assertThat(failure().reason()).isEqualTo(Reason.REGISTRY_DENIED);
    hub.answerNext(Answer.status(403));
    assertThat(failure().reason()).isEqualTo(Reason.REGISTRY_DENIED);
  }

  @Test
  void saysThatNobodyIsThere() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    DockerHubRegistry gone =
        new DockerHubRegistry(URI.create("http://127.0.0.1:" + port), http(), "amd64");

    EngineException failure = failure(gone, Cancellation.none());

    assertThat(failure.reason()).isEqualTo(Reason.REGISTRY_UNREACHABLE);
    assertThat(failure.thing()).isEqualTo("127.0.0.1:" + port);
    assertThat(waits.pauses).isEmpty();
  }

  @Test
  void saysThatTheNameIsUnknown() {
    DockerHubRegistry gone =
        new DockerHubRegistry(URI.create("https://no-such-host.invalid"), http(), "amd64");

    assertThat(failure(gone, Cancellation.none()).reason()).isEqualTo(Reason.REGISTRY_UNREACHABLE);
  }

  @Test
  void doesNotWaitForAHubThatSaysNothing() {
    hub.answerNext(Answer.hang());
    RegistryHttp impatient =
        new RegistryHttp(ProxySelector.getDefault(), waits.patience(Duration.ofMillis(100)));
    DockerHubRegistry registry = new DockerHubRegistry(hub.address(), impatient, "amd64");

    assertThat(failure(registry, Cancellation.none()).reason())
        .isEqualTo(Reason.REGISTRY_UNREACHABLE);
  }

  @Test
  void stopsAtOnceWhenCancelled() throws InterruptedException {
    hub.answerNext(Answer.hang());
    Cancellation cancellation = new Cancellation();
    DockerHubRegistry registry = registry();
    CompletableFuture<Throwable> outcome =
        CompletableFuture.supplyAsync(() -> outcome(registry, cancellation));
    hub.awaitHanging();

    cancellation.cancel();

    assertThat(outcome.join()).isInstanceOf(CancellationException.class);
  }

  @Test
  void asksNothingAfterItWasCancelled() {
    Cancellation cancellation = new Cancellation();
    cancellation.cancel();

    assertThat(outcome(registry(), cancellation)).isInstanceOf(CancellationException.class);
    assertThat(hub.requests()).isEmpty();
  }

  @Test
  void stopsBetweenPagesWhenCancelled() {
    hub.repository(
        "nocobase/nocobase", IntStream.range(0, 250).mapToObj(i -> HubTag.of("1.0." + i)).toList());
    Cancellation cancellation = new Cancellation();
    List<Request> before = new ArrayList<>();

    Throwable outcome =
        catchThrowableOfType(
            CancellationException.class,
            () ->
                registry()
                    .tags(
                        NOCOBASE,
                        _ -> {
                          before.addAll(hub.requests());
                          cancellation.cancel();
                        },
                        cancellation));

    assertThat(outcome).isNotNull();
    assertThat(before).hasSize(1);
    assertThat(hub.requests()).hasSize(1);
  }

  private static Throwable outcome(DockerHubRegistry registry, Cancellation cancellation) {
    return catchThrowableOfType(
        Throwable.class, () -> registry.tags(NOCOBASE, _ -> {}, cancellation));
  }

  private EngineException failure() {
    return failure(registry(), Cancellation.none());
  }

  private static EngineException failure(DockerHubRegistry registry, Cancellation cancellation) {
    return catchThrowableOfType(
        EngineException.class, () -> registry.tags(NOCOBASE, _ -> {}, cancellation));
  }

  private DockerHubRegistry registry() {
    return new DockerHubRegistry(hub.address(), http(), "amd64");
  }

  private RegistryHttp http() {
    return new RegistryHttp(ProxySelector.getDefault(), waits.patience());
  }

  private static List<List<RemoteTag>> pages(DockerHubRegistry registry) throws EngineException {
    List<List<RemoteTag>> pages = new ArrayList<>();
    registry.tags(NOCOBASE, pages::add, Cancellation.none());
    return pages;
  }

  private static List<RemoteTag> all(DockerHubRegistry registry) throws EngineException {
    return pages(registry).stream().flatMap(List::stream).toList();
  }
}
