package io.github.nocobasewizard.support;

import io.github.nocobasewizard.engine.WebClient;
import io.github.nocobasewizard.engine.WebClient.NoAnswer;
import io.github.nocobasewizard.engine.WebClient.Response;
import java.net.URI;
import java.time.Duration;

/// Tries whether the list of versions can be reached, through the proxy that is chosen.
public final class Reach {
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private static final int SIGN_IN = 407;

  /// The server counts what it is asked; it is there all the same.
  private static final int BUSY = 429;

  private final WebClient web;
  private final URI list;

  /// @param list one page of it, best a small one
  public Reach(WebClient web, URI list) {
    this.web = web;
    this.list = list;
  }

  public sealed interface Result {
    record Reached(Duration took) implements Result {}

    /// The proxy wants to know who asks.
    record SignInWanted() implements Result {}

    /// Somebody answered, but not with the list.
    ///
    /// @param status of HTTP
    record OtherAnswer(int status) implements Result {}

    /// Nobody knows the name: of the proxy if there is one, else of the server.
    record UnknownName() implements Result {}

    record NoAnswerCame() implements Result {}
  }

  /// The server's name.
  public String host() {
    return list.getHost();
  }

  /// Waits for the answer; not on the window's thread.
  public Result test() {
    return switch (web.get(list, PATIENCE)) {
      case Response(int status, var _, Duration took) ->
          switch (status) {
            case 200, BUSY -> new Result.Reached(took);
            case SIGN_IN -> new Result.SignInWanted();
            default -> new Result.OtherAnswer(status);
          };
      case NoAnswer(WebClient.Why why, var _) ->
          why == WebClient.Why.UNKNOWN_HOST ? new Result.UnknownName() : new Result.NoAnswerCame();
    };
  }
}
