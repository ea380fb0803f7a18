package io.github.nocobasewizard.support;

import io.github.nocobasewizard.engine.Cancellation;
import io.github.nocobasewizard.engine.EngineException;
import io.github.nocobasewizard.engine.ImageReference;
import io.github.nocobasewizard.engine.Mirror;
import io.github.nocobasewizard.engine.Registry;
import io.github.nocobasewizard.engine.WebClient;
import io.github.nocobasewizard.engine.WebClient.NoAnswer;
import io.github.nocobasewizard.engine.WebClient.Response;
import java.net.URI;
import java.time.Duration;

/// Tries whether the list of versions, or a mirror, can be reached, through the proxy that is chosen.
public final class Reach {
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  /// Where any version is, this one is.
  private static final ImageReference NOCOBASE = ImageReference.parse("nocobase/nocobase:latest");

  private static final int SIGN_IN = 407;

  /// The server counts what it is asked; it is there all the same.
  private static final int BUSY = 429;

  private final WebClient web;
  private final URI list;
  private final Registry registry;

  /// @param list one page of it, best a small one
  /// @param registry asks mirrors
  public Reach(WebClient web, URI list, Registry registry) {
    this.web = web;
    this.list = list;
    this.registry = registry;
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

  /// What a mirror is good for.
  public enum MirrorResult {
    HAS_NOCOBASE,
    /// Or gives it to nobody.
    LACKS_IT,
    NO_ANSWER,
    /// Something answered, but not as a mirror does, or not now.
    ERROR
  }

  /// Waits for the answer; not on the window's thread.
  public MirrorResult test(Mirror mirror) {
    try {
      ImageReference there = mirror.copyOf(NOCOBASE).orElseThrow();
      return registry.tag(there, Cancellation.none()).isPresent()
          ? MirrorResult.HAS_NOCOBASE
          : MirrorResult.LACKS_IT;
    } catch (EngineException e) {
      return switch (e.reason()) {
        case IMAGE_NOT_FOUND, REGISTRY_DENIED -> MirrorResult.LACKS_IT;
        case REGISTRY_UNREACHABLE -> MirrorResult.NO_ANSWER;
        default -> MirrorResult.ERROR;
      };
    }
  }
}
