package io.github.nocobasewizard.engine.docker;

import static io.github.nocobasewizard.engine.EngineException.Reason.COMMAND_FAILED;
import static io.github.nocobasewizard.engine.EngineException.Reason.CONTAINER_NOT_FOUND;
import static io.github.nocobasewizard.engine.EngineException.Reason.DOWNLOAD_BROKEN;
import static io.github.nocobasewizard.engine.EngineException.Reason.ENGINE_FORBIDDEN;
import static io.github.nocobasewizard.engine.EngineException.Reason.ENGINE_LOST;
import static io.github.nocobasewizard.engine.EngineException.Reason.ENGINE_UNREACHABLE;
import static io.github.nocobasewizard.engine.EngineException.Reason.IMAGE_NOT_FOUND;
import static io.github.nocobasewizard.engine.EngineException.Reason.NO_SPACE;
import static io.github.nocobasewizard.engine.EngineException.Reason.OTHER;
import static io.github.nocobasewizard.engine.EngineException.Reason.REGISTRY_DENIED;
import static io.github.nocobasewizard.engine.EngineException.Reason.REGISTRY_ERROR;
import static io.github.nocobasewizard.engine.EngineException.Reason.REGISTRY_LIMIT;
import static io.github.nocobasewizard.engine.EngineException.Reason.REGISTRY_UNREACHABLE;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.nocobasewizard.engine.EngineException;
import io.github.nocobasewizard.engine.EngineException.Reason;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What the engine's words mean. Docker has hardly any error codes: the text is all there is, made by
/// the engine, by containerd, by the registry or by the operating system.
final class DockerErrors {
  private record Rule(Reason reason, Pattern words) {}

  /// Texts of a download. The first rule that fits counts: those above are more exact.
  private static final List<Rule> PULL =
      List.of(
          rule(
              NO_SPACE, "no space left on device|disk quota exceeded|not enough space on the disk"),
          rule(REGISTRY_LIMIT, "toomanyrequests|too many requests|pull rate limit"),
          rule(
              IMAGE_NOT_FOUND,
              "manifest unknown|name unknown|manifest for .* not found|no matching manifest"
                  + "|no match for platform|failed to resolve reference .*: not found"
                  + "|repository .* not found"),
          rule(
              REGISTRY_DENIED,
              "access denied|no basic auth credentials|unauthorized|authentication required"
                  + "|authorization failed|incorrect username or password|\\bdenied\\b|401 |403 "),
          // With a status the registry has answered, also when the download was under way.
          rule(
              REGISTRY_ERROR,
              "unexpected (http )?status( code)?.*: 5\\d\\d"
                  + "|status code 5\\d\\d|50\\d (internal server error|bad gateway|service"
                  + " unavailable|gateway time-?out)|unknown: "),
          rule(
              DOWNLOAD_BROKEN,
              "unexpected eof|filesystem layer verification failed|short read"
                  + "|failed commit on ref|unexpected commit (digest|size)|download failed"
                  + "|error pulling image configuration"),
          rule(
              REGISTRY_UNREACHABLE,
              "no such host|server misbehaving|name resolution|i/o timeout|tls handshake timeout"
                  + "|timeout exceeded|deadline exceeded|network is unreachable|no route to host"
                  + "|host is down|connection refused|connectex|connection timed out|proxyconnect"
                  + "|request canceled|x509: |tls: |server gave http response|: eof$"),
          rule(DOWNLOAD_BROKEN, "connection reset by peer|broken pipe|forcibly closed|\\beof\\b"));

  /// Texts of all other calls.
  private static final List<Rule> CALL =
      List.of(
          rule(
              NO_SPACE, "no space left on device|disk quota exceeded|not enough space on the disk"),
          rule(CONTAINER_NOT_FOUND, "no such container"),
          rule(IMAGE_NOT_FOUND, "no such image"),
          rule(COMMAND_FAILED, "container \\S+ is (not running|paused|restarting|dead)"),
          rule(COMMAND_FAILED, "oci runtime exec failed|unable to start container process"));

  /// Texts of a connection that did not come about: unix sockets have no exception of their own.
  private static final Pattern NOT_CONNECTED =
      Pattern.compile(
          "permission denied|no such file|connect timed out|connection refused",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern FORBIDDEN =
      Pattern.compile("permission denied|access is denied", Pattern.CASE_INSENSITIVE);

  private DockerErrors() {}

  private static Rule rule(Reason reason, String words) {
    return new Rule(reason, Pattern.compile(words, Pattern.CASE_INSENSITIVE | Pattern.DOTALL));
  }

  /// A download failed, with the engine's words.
  static EngineException pull(String image, String words) {
    return new EngineException(reason(PULL, words), image, words);
  }

  /// The engine answered a call with an error.
  static EngineException call(String thing, int status, String words) {
    return new EngineException(
        reason(CALL, words), thing, words.isBlank() ? "HTTP status " + status : words);
  }

  /// No connection came about.
  static EngineException unreachable(String address, Throwable cause) {
    boolean forbidden =
        has(cause, AccessDeniedException.class) || FORBIDDEN.matcher(words(cause)).find();
    return new EngineException(
        forbidden ? ENGINE_FORBIDDEN : ENGINE_UNREACHABLE, address, words(cause), cause);
  }

  /// A request failed before its answer was there.
  static EngineException connection(String address, Throwable cause) {
    String words = words(cause);
    boolean neverConnected =
        has(cause, ConnectException.class)
            || has(cause, UnknownHostException.class)
            || has(cause, FileSystemException.class)
            || NOT_CONNECTED.matcher(words).find();
    return neverConnected ? unreachable(address, cause) : lost(address, cause);
  }

  /// The connection broke after the engine had taken the request.
  static EngineException lost(String address, Throwable cause) {
    return new EngineException(ENGINE_LOST, address, words(cause), cause);
  }

  /// The words in an error answer: `{"message": "…"}`, or plain text from something in between.
  static String message(byte[] body) {
    String text = new String(body, StandardCharsets.UTF_8).strip();
    try {
      JsonNode message = Json.read(body).path("message");
      return message.isTextual() ? message.textValue() : text;
    } catch (IOException e) {
      return text;
    }
  }

  /// The message of the innermost cause that has one: the outer ones only repeat its class name.
  static String words(Throwable failure) {
    String words = failure.toString();
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      String message = cause.getMessage();
      if (message != null && !message.isBlank()) {
        words = cause instanceof AccessDeniedException ? "Access denied: " + message : message;
      }
    }
    return words;
  }

  private static boolean has(Throwable failure, Class<? extends Throwable> type) {
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return true;
      }
    }
    return false;
  }

  private static Reason reason(List<Rule> rules, String words) {
    return rules.stream()
        .filter(rule -> rule.words().matcher(words).find())
        .map(Rule::reason)
        .findFirst()
        .orElse(OTHER);
  }
}
