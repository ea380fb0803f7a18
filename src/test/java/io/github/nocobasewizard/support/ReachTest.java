package io.github.nocobasewizard.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nocobasewizard.engine.http.JdkWebClient;
import io.github.nocobasewizard.support.Reach.Result;
import io.github.nocobasewizard.testing.LocalServer;
import io.github.nocobasewizard.testing.LocalServer.Answer;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReachTest {
  private static Result test(URI list) {
    return new Reach(new JdkWebClient(), list).test();
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
}
