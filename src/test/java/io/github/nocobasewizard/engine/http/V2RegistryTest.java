package io.github.nocobasewizard.engine.http;

import static io.github.nocobasewizard.testing.FakeRegistryServer.IDENTITY_TOKEN;
import static io.github.nocobasewizard.testing.FakeRegistryServer.PASSWORD;
import static io.github.nocobasewizard.testing.FakeRegistryServer.USER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.nocobasewizard.engine.Cancellation;
import io.github.nocobasewizard.engine.EngineException;
import io.github.nocobasewizard.engine.EngineException.Reason;
import io.github.nocobasewizard.engine.ImageReference;
import io.github.nocobasewizard.engine.PullAllowance;
import io.github.nocobasewizard.engine.Registry.RemoteTag;
import io.github.nocobasewizard.engine.http.RegistryLogins.IdentityToken;
import io.github.nocobasewizard.engine.http.RegistryLogins.Login;
import io.github.nocobasewizard.engine.http.RegistryLogins.Password;
import io.github.nocobasewizard.engine.http.RegistryLogins.RegistryToken;
import io.github.nocobasewizard.testing.FakeRegistryServer;
import io.github.nocobasewizard.testing.FakeRegistryServer.Door;
import io.github.nocobasewizard.testing.LocalServer;
import io.github.nocobasewizard.testing.LocalServer.Answer;
import io.github.nocobasewizard.testing.LocalServer.Request;
import java.net.ProxySelector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class V2RegistryTest {
  private static final Login GOOD = new Password(USER, PASSWORD);
  private static final Login WRONG = new Password(USER, "of last year");

  private final RecordedPatience waits = new RecordedPatience();
  private final FakeRegistryServer fake =
      new FakeRegistryServer("team/nocobase")
          .image("2.2.0", "amd64", 100, 20, 3)
          .index("2.2.15", Map.of("amd64", 900L, "arm64", 800L))
          .image("latest", "amd64", 1);
  private final ImageReference image =
      ImageReference.parse(fake.server().host() + "/team/nocobase:2.2.0");

  @AfterEach
  void close() {
    fake.close();
  }

  @Test
  void tellsHowManyDownloadsAreLeftWithoutUsingOneUp() throws EngineException {
    fake.downloadsLeft(76).door(Door.TOKEN_FOR_ANYBODY);

    assertThat(anybody().allowance(image, Cancellation.none()))
        .hasValue(new PullAllowance(76, Duration.ofHours(6)));
    assertThat(fake.server().requests())
        .filteredOn(request -> request.uri().getPath().contains("/manifests/"))
        .extracting(Request::method)
        .containsOnly("HEAD");
  }

  @Test
  void knowsThatNoDownloadsAreLeftWhereNotEvenTheQuestionIsAnswered() throws EngineException {
    Answer busy = Answer.of(429, "{\"errors\":[{\"code\":\"TOOMANYREQUESTS\"}]}");
    fake.server().answerNext(busy, busy, busy, busy);

    assertThat(anybody().allowance(image, Cancellation.none()))
        .hasValueSatisfying(left -> assertThat(left.remaining()).isZero());
  }

  @Test
  void tellsNothingOfDownloadsWhereTheRegistryDoesNot() throws EngineException {
    assertThat(anybody().allowance(image, Cancellation.none())).isEmpty();
  }

  @Test
  void listsNames() throws EngineException {
    assertThat(pages(anybody()))
        .containsExactly(List.of(name("2.2.0"), name("2.2.15"), name("latest")));
  }

  @Test
  void followsTheLinksToFurtherPages() throws EngineException {
    fake.pagesOf(1);

    assertThat(pages(anybody()))
        .containsExactly(List.of(name("2.2.0")), List.of(name("2.2.15")), List.of(name("latest")));
  }

  @Test
  void asksForSmallerPagesWhereLargeOnesAreRefused() throws EngineException {
    fake.server()
        .answerNext(Answer.of(400, "{\"errors\":[{\"code\":\"PAGINATION_NUMBER_INVALID\"}]}"));

    assertThat(pages(anybody())).hasSize(1);
  }

  @Test
  void doesNotFollowALinkToAnotherServer() {
    fake.server()
        .answerNext(
            Answer.json("{\"tags\":[\"1.0.0\"]}")
                .with("Link", "<https://evil.example/v2/team/nocobase/tags/list>; rel=\"next\""));

    assertThat(failure(anybody()).reason()).isEqualTo(Reason.REGISTRY_ERROR);
  }

  @Test
  void listsNothingWhereThereIsNothing() throws EngineException {
    try (FakeRegistryServer empty = new FakeRegistryServer("team/empty")) {
      List<RemoteTag> all = new ArrayList<>();
      anybody()
          .tags(
              ImageReference.parse(empty.server().host() + "/team/empty"),
              all::addAll,
              Cancellation.none());
      assertThat(all).isEmpty();
    }
  }

  @Test
  void tellsTheDigestSizeAndArchitecturesOfAnIndex() throws EngineException {
    assertThat(tag(anybody(), "2.2.15"))
        .contains(
            new RemoteTag(
                "2.2.15",
                Optional.of(fake.digestOf("2.2.15")),
                OptionalLong.of(900),
                Optional.empty(),
                Set.of("amd64", "arm64")));
    assertThat(tag(registry(Optional.empty(), "arm64"), "2.2.15").orElseThrow().size())
        .hasValue(800);
  }

  @Test
  void tellsTheDigestSizeAndArchitectureOfAnImageThatStandsAlone() throws EngineException {
    assertThat(tag(anybody(), "2.2.0"))
        .contains(
            new RemoteTag(
                "2.2.0",
                Optional.of(fake.digestOf("2.2.0")),
                OptionalLong.of(123),
                Optional.empty(),
                Set.of("amd64")));
  }

  @Test
  void worksOutADigestThatTheRegistryKeepsBack() throws EngineException {
    fake.keepsDigestsBack();

    assertThat(tag(anybody(), "2.2.15").orElseThrow().digest()).contains(fake.digestOf("2.2.15"));
  }

  @Test
  void doesNotFindWhatIsNotThere() throws EngineException {
    assertThat(tag(anybody(), "9.9.9")).isEmpty();
    ImageReference elsewhere = ImageReference.parse(fake.server().host() + "/team/other");
    assertThat(
            catchThrowableOfType(
                    EngineException.class,
                    () -> anybody().tags(elsewhere, _ -> {}, Cancellation.none()))
                .reason())
        .isEqualTo(Reason.IMAGE_NOT_FOUND);
  }

  @Test
  void getsATokenForAnybody() throws EngineException {
    fake.door(Door.TOKEN_FOR_ANYBODY).pagesOf(1);

    assertThat(pages(anybody())).hasSize(3);
    Request token = requests("/token").getFirst();
    assertThat(token.parameter("service")).contains("fake registry");
    assertThat(token.parameter("scope")).contains("repository:team/nocobase:pull");
    assertThat(token.header("Authorization")).isEmpty();
    assertThat(requests("/token")).as("one token for all pages").hasSize(1);
  }

  @Test
  void getsATokenByPassword() throws EngineException {
    fake.door(Door.TOKEN_FOR_USERS);

    assertThat(pages(as(GOOD))).hasSize(1);
    assertThat(tag(as(GOOD), "2.2.15")).isPresent();
  }

  @Test
  void getsATokenByIdentityToken() throws EngineException {
    fake.door(Door.TOKEN_FOR_USERS);

    assertThat(pages(as(new IdentityToken(IDENTITY_TOKEN)))).hasSize(1);
  }

  @Test
  void signsInByPassword() throws EngineException {
    fake.door(Door.BASIC).pagesOf(1);

    assertThat(pages(as(GOOD))).hasSize(3);
  }

  @Test
  void showsARegistryTokenAsItIs() throws EngineException {
    fake.door(Door.TOKEN_FOR_USERS);

    assertThat(pages(as(new RegistryToken("token-of-a-user")))).hasSize(1);
  }

  @Test
  void anOldPasswordDoesNotKeepAnybodyFromAPublicImage() throws EngineException {
    fake.door(Door.TOKEN_FOR_ANYBODY);

    assertThat(pages(as(WRONG))).hasSize(1);
    assertThat(pages(as(new IdentityToken("expired")))).hasSize(1);
  }

  @Test
  void isDeniedWithoutTheRightPassword() {
    fake.door(Door.TOKEN_FOR_USERS);
    assertThat(failure(anybody()).reason()).isEqualTo(Reason.REGISTRY_DENIED);
    assertThat(failure(as(WRONG)).reason()).isEqualTo(Reason.REGISTRY_DENIED);

    fake.door(Door.BASIC);
    assertThat(failure(anybody()).reason()).isEqualTo(Reason.REGISTRY_DENIED);
    assertThat(failure(as(WRONG)).reason()).isEqualTo(Reason.REGISTRY_DENIED);
  }

  @Test
  void neverTellsSecrets() {
    fake.door(Door.TOKEN_FOR_USERS);
    EngineException failure = failure(as(WRONG));

    assertThat(failure + failure.details()).doesNotContain("of last year");
    assertThat(WRONG + "" + new IdentityToken("hush") + new RegistryToken("hush"))
        .doesNotContain("of last year", "hush");
  }

  @Test
  void neverTellsATokenThatItCannotRead() {
    fake.door(Door.TOKEN_FOR_USERS);
    fake.server()
        .answerNext(
            Answer.status(401)
                .with("WWW-Authenticate", "Bearer realm=\"" + fake.server().address() + "/token\""),
            Answer.of(200, "hush, not JSON"));

    EngineException failure = failure(as(GOOD));

    assertThat(failure.reason()).isEqualTo(Reason.REGISTRY_ERROR);
    assertThat(failure.details()).doesNotContain("hush");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bearer realm=\"http://evil.example/token\"",
        "Bearer service=\"no realm\"",
        "Bearer realm=\"file:///etc/passwd\"",
        "Negotiate",
        ""
      })
  void showsItsPasswordToNobodyElse(String challenge) {
    fake.server().answerNext(Answer.status(401).with("WWW-Authenticate", challenge));

    assertThat(failure(as(GOOD)).reason()).isEqualTo(Reason.REGISTRY_DENIED);
    assertThat(fake.server().requests()).hasSize(1);
  }

  @Test
  void doesNotTakeItsPasswordAlongToAnotherServer() throws EngineException {
    fake.door(Door.BASIC);
    try (LocalServer store =
        LocalServer.start(_ -> Answer.of(200, "{\"os\":\"linux\",\"architecture\":\"arm64\"}"))) {
      V2Registry registry = as(GOOD);
      assertThat(pages(registry)).hasSize(1);
      fake.server()
          .answerNext(
              Answer.json("{\"config\":{\"digest\":\"sha256:c\"},\"layers\":[{\"size\":5}]}"),
              Answer.status(307).with("Location", store.address() + "/blob"));

      assertThat(tag(registry, "2.2.0").orElseThrow().architectures()).containsExactly("arm64");
      assertThat(store.requests()).hasSize(1);
      assertThat(store.requests().getFirst().header("Authorization")).isEmpty();
    }
  }

  @Test
  void getsANewTokenWhenTheOldOneHasExpired() throws EngineException {
    fake.door(Door.TOKEN_FOR_ANYBODY);
    V2Registry registry = anybody();
    pages(registry);
    fake.server()
        .answerNext(
            Answer.status(401)
                .with(
                    "WWW-Authenticate", "Bearer realm=\"" + fake.server().address() + "/token\""));

    assertThat(pages(registry)).hasSize(1);
    assertThat(requests("/token")).hasSize(2);
    assertThat(requests("/token").getLast().parameter("scope"))
        .contains("repository:team/nocobase:pull");
  }

  @Test
  void isDeniedWhereListsAreDeniedButStillFindsATypedTag() throws EngineException {
    fake.deniesLists();

    assertThat(failure(anybody()).reason()).isEqualTo(Reason.REGISTRY_DENIED);
    assertThat(tag(anybody(), "2.2.15")).isPresent();
  }

  @Test
  void isDeniedWhereThereAreNoLists() {
    fake.server().answerNext(Answer.of(405, "{\"errors\":[{\"code\":\"UNSUPPORTED\"}]}"));

    assertThat(failure(anybody()).reason()).isEqualTo(Reason.REGISTRY_DENIED);
  }

  @Test
  void isPatientWithABusyRegistry() throws EngineException {
    fake.server().answerNext(Answer.tooMany(2), Answer.status(502));

    assertThat(pages(anybody())).hasSize(1);
    assertThat(waits.pauses).hasSize(2);
  }

  @Test
  void saysWhatItGotInsteadOfAList() {
    fake.server().answerNext(Answer.garbage());
    EngineException failure = failure(anybody());

    assertThat(failure.reason()).isEqualTo(Reason.REGISTRY_ERROR);
    assertThat(failure.details()).contains("guest network");
    assertThat(failure.thing()).isEqualTo(image.name());
  }

  private static RemoteTag name(String name) {
    return new RemoteTag(name, Optional.empty(), OptionalLong.empty(), Optional.empty(), Set.of());
  }

  private List<Request> requests(String path) {
    return fake.server().requests().stream()
        .filter(request -> request.uri().getPath().equals(path))
        .toList();
  }

  private V2Registry anybody() {
    return registry(Optional.empty(), "amd64");
  }

  private V2Registry as(Login login) {
    return registry(Optional.of(login), "amd64");
  }

  private V2Registry registry(Optional<Login> login, String architecture) {
    RegistryLogins logins =
        (registry, _) -> registry.equals(image.registry()) ? login : Optional.empty();
    RegistryHttp http = new RegistryHttp(ProxySelector.getDefault(), waits.patience());
    return new V2Registry(V2Registry.DOCKER_HUB, http, logins, architecture);
  }

  private List<List<RemoteTag>> pages(V2Registry registry) throws EngineException {
    List<List<RemoteTag>> pages = new ArrayList<>();
    registry.tags(image, pages::add, Cancellation.none());
    return pages;
  }

  private Optional<RemoteTag> tag(V2Registry registry, String tag) throws EngineException {
    return registry.tag(image.withTag(tag), Cancellation.none());
  }

  private EngineException failure(V2Registry registry) {
    return catchThrowableOfType(
        EngineException.class, () -> registry.tags(image, _ -> {}, Cancellation.none()));
  }
}
