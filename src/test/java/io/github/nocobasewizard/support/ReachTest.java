package io.github.nocobasewizard.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nocobasewizard.engine.Mirror;
import io.github.nocobasewizard.engine.http.JdkWebClient;
import io.github.nocobasewizard.engine.http.Registries;
import io.github.nocobasewizard.engine.http.RegistryLogins;
import io.github.nocobasewizard.engine.http.RegistrySettings;
import io.github.nocobasewizard.support.Reach.MirrorResult;
import io.github.nocobasewizard.support.Reach.Result;
import io.github.nocobasewizard.testing.FakeRegistryServer;
import io.github.nocobasewizard.testing.FakeRegistryServer.Door;
import io.github.nocobasewizard.testing.LocalServer;
import io.github.nocobasewizard.testing.LocalServer.Answer;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReachTest {
  private static Result test(URI list) {
    return reach(list).test();
  }

  private static Reach reach(URI list) {
    return new Reach(
        new JdkWebClient(),
        list,
        Registries.create(
            RegistrySettings.standard("amd64", Path.of("none"), List.of())
                .withLogins(RegistryLogins.none())));
  }

  private static MirrorResult test(FakeRegistryServer mirror) {
    return test(mirror.server().host());
  }

  private static MirrorResult test(String mirror) {
    return reach(URI.create("http://versions.invalid/")).test(Mirror.parse(mirror).orElseThrow());
  }

  private static Result answered(int status) {
    try (LocalServer server = LocalServer.start(_ -> Answer.of(status, "{}"))) {
      return test(server.address());
    }
  }

  /// A server that has been asked too often is there all the same.
  @ParameterizedTest
  @ValueSource(ints = {200, 429})
  void aServerThatAnswersIsReached(int status) {
    assertThat(answered(status)).isInstanceOf(Result.Reached.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {302, 403, 404, 503})
  void anotherAnswerIsNotTheList(int status) {
    assertThat(answered(status)).isEqualTo(new Result.OtherAnswer(status));
  }

  @Test
  void aSignInThatIsWantedIsTold() {
    assertThat(answered(407)).isEqualTo(new Result.SignInWanted());
  }

  @Test
  void nobodyThereAndNobodyKnownAreToldApart() {
    LocalServer gone = LocalServer.start(_ -> Answer.of(200, "{}"));
    gone.close();

    assertThat(test(gone.address())).isEqualTo(new Result.NoAnswerCame());
    assertThat(test(URI.create("http://versions.invalid/"))).isEqualTo(new Result.UnknownName());
  }

  @Test
  void aMirrorThatHasNocoBaseIsToldFromOnesThatHaveItNotOrKeepIt() {
    try (FakeRegistryServer good =
            new FakeRegistryServer("nocobase/nocobase").index("latest", Map.of("amd64", 1L));
        FakeRegistryServer open =
            new FakeRegistryServer("nocobase/nocobase")
                .index("latest", Map.of("amd64", 1L))
                .door(Door.TOKEN_FOR_ANYBODY);
        FakeRegistryServer other = new FakeRegistryServer("library/postgres");
        FakeRegistryServer closed =
            new FakeRegistryServer("nocobase/nocobase")
                .image("latest", "amd64", 1)
                .door(Door.TOKEN_FOR_USERS)) {
      assertThat(test(good)).isEqualTo(MirrorResult.HAS_NOCOBASE);
      assertThat(test(open)).isEqualTo(MirrorResult.HAS_NOCOBASE);
      assertThat(test(other)).isEqualTo(MirrorResult.LACKS_IT);
      assertThat(test(closed)).isEqualTo(MirrorResult.LACKS_IT);
    }
  }

  @Test
  void somethingElseThanAMirrorAndNobodyAreToldApart() {
    LocalServer page = LocalServer.start(_ -> Answer.of(200, "<html>Welcome</html>"));
    try (page) {
      assertThat(test(page.host())).isEqualTo(MirrorResult.ERROR);
    }
    assertThat(test(page.host())).isEqualTo(MirrorResult.NO_ANSWER);
    assertThat(test("mirror.invalid")).isEqualTo(MirrorResult.NO_ANSWER);
  }
}
