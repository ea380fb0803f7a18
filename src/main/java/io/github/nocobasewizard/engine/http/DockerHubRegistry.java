package io.github.nocobasewizard.engine.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.nocobasewizard.engine.Cancellation;
import io.github.nocobasewizard.engine.EngineException;
import io.github.nocobasewizard.engine.EngineException.Reason;
import io.github.nocobasewizard.engine.ImageReference;
import io.github.nocobasewizard.engine.Registry;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Docker Hub by its own API, which tells dates, sizes and architectures with the list; the
/// Registry v2 protocol tells names only.
///
/// Source: `content/reference/api/hub/latest.yaml` of docker/docs. Public repositories answer
/// without credentials. The schema calls `images` an object and the timestamps strings; in practice
/// `images` is an array and any timestamp may be null.
public final class DockerHubRegistry implements Registry {
  public static final URI ADDRESS = URI.create("https://hub.docker.com");

  /// The shortest question to it that this program needs an answer to.
  public static final URI NOCOBASE =
      ADDRESS.resolve("/v2/namespaces/nocobase/repositories/nocobase/tags?page_size=1");

  private static final int LARGEST_PAGE = 100;
  private static final int MOST_PAGES = 500;

  private final URI address;
  private final RegistryHttp http;
  private final String architecture;

  /// @param address of the API, without path
  /// @param architecture the one whose size is told, e.g. `amd64`
  public DockerHubRegistry(URI address, RegistryHttp http, String architecture) {
    this.address = address;
    this.http = http;
    this.architecture = architecture;
  }

  @Override
  public void tags(
      ImageReference repository, Consumer<List<RemoteTag>> page, Cancellation cancellation)
      throws EngineException {
    Set<URI> asked = new LinkedHashSet<>();
    Optional<URI> next = Optional.of(address(repository, "?page_size=" + LARGEST_PAGE));
    while (next.isPresent()) {
      if (!asked.add(next.get()) || asked.size() > MOST_PAGES) {
        throw new EngineException(
            Reason.REGISTRY_ERROR, repository.name(), "endless list: " + next.get());
      }
      RegistryHttp.Reply reply = ask(next.get(), repository, cancellation);
      if (!reply.isOk()) {
        throw RegistryHttp.failure(reply, repository.name());
      }
      JsonNode json = RegistryJson.object(reply, repository.name());
      List<RemoteTag> tags = tags(json, reply, repository);
      next = next(json, reply, repository);
      cancellation.check();
      page.accept(tags);
    }
  }

  @Override
  public Optional<RemoteTag> tag(ImageReference image, Cancellation cancellation)
      throws EngineException {
    String tag = URLEncoder.encode(image.tagOrLatest(), StandardCharsets.UTF_8);
    RegistryHttp.Reply reply = ask(address(image, "/" + tag), image, cancellation);
    if (reply.status() == 404) {
      return Optional.empty();
    }
    if (!reply.isOk()) {
      throw RegistryHttp.failure(reply, image.toString());
    }
    JsonNode json = RegistryJson.object(reply, image.toString());
    return Optional.of(
        read(json).orElseThrow(() -> RegistryJson.unexpected(reply, image.toString(), "a tag")));
  }

  private RegistryHttp.Reply ask(URI uri, ImageReference image, Cancellation cancellation)
      throws EngineException {
    return http.send(RegistryHttp.Request.get(uri), image.name(), cancellation);
  }

  private URI address(ImageReference image, String rest) {
    String repository = image.repository();
    int slash = repository.indexOf('/');
    return address.resolve(
        "/v2/namespaces/"
            + repository.substring(0, slash)
            + "/repositories/"
            + repository.substring(slash + 1)
            + "/tags"
            + rest);
  }

  private List<RemoteTag> tags(JsonNode json, RegistryHttp.Reply reply, ImageReference repository)
      throws EngineException {
    JsonNode results = json.path("results");
    if (!results.isArray()) {
      throw RegistryJson.unexpected(reply, repository.name(), "a list of tags");
    }
    List<RemoteTag> tags = new ArrayList<>();
    results.forEach(result -> read(result).ifPresent(tags::add));
    return tags;
  }

  // Any other server than the one asked is not trusted to go on with the list.
  private Optional<URI> next(JsonNode json, RegistryHttp.Reply reply, ImageReference repository)
      throws EngineException {
    Optional<String> address = RegistryJson.text(json, "next");
    if (address.isEmpty()) {
      return Optional.empty();
    }
    Optional<URI> next =
        reply
            .resolve(address.get())
            .filter(uri -> RegistryHttp.isSameServer(uri, reply.request().uri()));
    if (next.isEmpty()) {
      throw RegistryJson.unexpected(reply, repository.name(), "a next page on the same server");
    }
    return next;
  }

  private Optional<RemoteTag> read(JsonNode result) {
    List<JsonNode> images = images(result);
    return RegistryJson.text(result, "name")
        .map(name ->
            new RemoteTag(
                name,
                digest(result, images),
                size(result, images),
                moment(result, "tag_last_pushed").or(() -> moment(result, "last_updated")),
                RegistryJson.architectures(images)));
  }

  private static List<JsonNode> images(JsonNode result) {
    JsonNode images = result.path("images");
    Stream<JsonNode> all = images.isArray() ? images.valueStream() : Stream.of(images);
    return all.filter(JsonNode::isObject).filter(RegistryJson::isForLinux).toList();
  }

  // A tag without an index is its only image.
  private static Optional<String> digest(JsonNode result, List<JsonNode> images) {
    Optional<String> own = RegistryJson.text(result, "digest");
    return own.isEmpty() && images.size() == 1
        ? RegistryJson.text(images.getFirst(), "digest")
        : own;
  }

  private OptionalLong size(JsonNode result, List<JsonNode> images) {
    return images.stream()
        .filter(image -> image.path("size").asLong() > 0)
        .max(
            Comparator.comparing(this::isForThisComputer)
                .thenComparingLong(image -> image.path("size").asLong()))
        .map(image -> OptionalLong.of(image.path("size").asLong()))
        .orElseGet(() -> fullSize(result));
  }

  private boolean isForThisComputer(JsonNode image) {
    return image.path("architecture").asText().equals(architecture);
  }

  private static OptionalLong fullSize(JsonNode result) {
    long size = result.path("full_size").asLong();
    return size > 0 ? OptionalLong.of(size) : OptionalLong.empty();
  }

  private static Optional<Instant> moment(JsonNode result, String field) {
    try {
      return RegistryJson.text(result, field).map(Instant::parse);
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }
}
