package io.github.nocobasewizard.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nocobasewizard.engine.Cancellation;
import io.github.nocobasewizard.engine.WebClient;
import io.github.nocobasewizard.engine.WebClient.NoAnswer;
import io.github.nocobasewizard.engine.WebClient.Response;
import io.github.nocobasewizard.engine.WebClient.Why;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Waiting for an app that somebody has just started.
class AppProbeTest {
  private static final WebClient.Answer SILENT = new NoAnswer(Why.REFUSED, "");
  private static final WebClient.Answer STARTING =
      new Response(503, "{\"error\":{\"code\":\"APP_STARTING\"}}", Duration.ZERO);
  private static final WebClient.Answer BROKEN =
      new Response(503, "{\"error\":{\"code\":\"APP_ERROR\"}}", Duration.ZERO);
  private static final WebClient.Answer HEALTHY = new Response(200, "ok", Duration.ZERO);

  private final Cancellation cancellation = new Cancellation();

  private boolean awaited(WebClient.Answer... answers) {
    Deque<WebClient.Answer> next = new ArrayDeque<>(List.of(answers));
    WebClient web =
        (address, _) -> {
          if (!address.getPath().endsWith("__health_check")) {
            return new Response(200, "{\"data\":{\"version\":\"2.2.0\"}}", Duration.ZERO);
          }
          return next.size() == 1 ? next.getFirst() : next.removeFirst();
        };
    return new AppProbe(web, URI.create("http://127.0.0.1:13000"), "/", "/api/")
        .awaitStarted(Duration.ZERO, 5, cancellation);
  }

  @Test
  void theWaitEndsWhenTheAppAnswers() {
    assertThat(awaited(SILENT, STARTING, STARTING, HEALTHY)).isTrue();
  }

  @Test
  void theWaitEndsWhenTheAppSaysThatItFailed() {
    assertThat(awaited(STARTING, BROKEN)).isTrue();
  }

  @Test
  void whatNeverAnswersIsNotWaitedForForEver() {
    assertThat(awaited(SILENT)).isFalse();
  }

  @Test
  void nobodyWaitsAnyMoreAfterLeaving() {
    cancellation.cancel();
    assertThat(awaited(HEALTHY)).isFalse();
  }
}
