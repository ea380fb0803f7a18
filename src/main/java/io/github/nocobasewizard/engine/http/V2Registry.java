package io.github.nocobasewizard.engine.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.nocobasewizard.engine.Cancellation;
import io.github.nocobasewizard.engine.EngineException;
import io.github.nocobasewizard.engine.EngineException.Reason;
import io.github.nocobasewizard.engine.ImageReference;
import io.github.nocobasewizard.engine.PullAllowance;
import io.github.nocobasewizard.engine.Registry;
import io.github.nocobasewizard.engine.http.RegistryHttp.Reply;
import io.github.nocobasewizard.engine.http.RegistryHttp.Request;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Any registry by the protocol that Docker itself pulls with. Its list has names only: no dates,
/// no digests, no sizes; these come from [#tag] for one tag at a time.
///
/// Source: the [OCI distribution
/// specification](https://github.com/opencontainers/distribution-spec).
public final class V2Registry implements Registry {
  /// Docker Hub's own: https://docs.docker.com/reference/api/registry/latest/
  public static final URI DOCKER_HUB = URI.create("https://registry-1.docker.io");

  /// Docker Hub's, for those who pay nothing.
  private static final Duration USUAL_PERIOD = Duration.ofHours(6);

  private static final int PAGE = 1000;
  private static final int MOST_PAGES = 500;
  private static final String OCI_INDEX = "application/vnd.oci.image.index.v1+json";
  private static final String DOCKER_INDEX =
      "application/vnd.docker.distribution.manifest.list.v2+json";
  private static final String MANIFESTS =
      String.join(
          ", ",
          OCI_INDEX,
          DOCKER_INDEX,
          "application/vnd.oci.image.manifest.v1+json",
          "application/vnd.docker.distribution.manifest.v2+json");
  private static final Pattern NEXT =
      Pattern.compile("<(?<address>[^>]*)>\\s*;[^,]*\\brel=\"?next\"?", Pattern.CASE_INSENSITIVE);

  private static final Pattern ALLOWED =
      Pattern.compile("\\s*(?<count>\\d{1,9})\\s*;\\s*w=(?<seconds>\\d{1,9})\\s*");

  private final RegistryDoor door;
  private final URI dockerHub;
  private final String architecture;

  /// @param dockerHub where images without a registry in their name come from
  /// @param architecture the one whose size is told, e.g. `amd64`
  public V2Registry(URI dockerHub, RegistryHttp http, RegistryLogins logins, String architecture) {
    this.door = new RegistryDoor(http, logins);
    this.dockerHub = dockerHub;
    this.architecture = architecture;
  }

  @Override
  public void tags(
      ImageReference repository, Consumer<List<RemoteTag>> page, Cancellation cancellation)
      throws EngineException {
    Set<URI> asked = new LinkedHashSet<>();
    Optional<URI> next = Optional.of(address(repository, "/tags/list?n=" + PAGE));
    while (next.isPresent()) {
      if (!asked.add(next.get()) || asked.size() > MOST_PAGES) {
        throw new EngineException(
            Reason.REGISTRY_ERROR, repository.name(), "endless list: " + next.get());
      }
      Reply reply = listPage(next.get(), repository, cancellation);
      List<RemoteTag> tags = names(reply, repository);
      next = next(reply, repository);
      cancellation.check();
      page.accept(tags);
    }
  }

  private Reply listPage(URI address, ImageReference repository, Cancellation cancellation)
      throws EngineException {
    Reply reply = door.send(Request.get(address), repository, cancellation);
    if (reply.status() == 400 && address.getQuery() != null) {
      // A page that large is refused here; the registry's own size will do.
      URI plain = address(repository, "/tags/list");
      reply = door.send(Request.get(plain), repository, cancellation);
    }
    if (reply.status() == 405) {
      throw new EngineException(Reason.REGISTRY_DENIED, repository.name(), reply.describe());
    }
    if (!reply.isOk()) {
      throw RegistryHttp.failure(reply, repository.name());
    }
    return reply;
  }

  private static List<RemoteTag> names(Reply reply, ImageReference repository)
      throws EngineException {
    JsonNode tags = RegistryJson.object(reply, repository.name()).path("tags");
    if (!tags.isArray() && !tags.isNull()) {
      throw RegistryJson.unexpected(reply, repository.name(), "a list of tags");
    }
    List<RemoteTag> names = new ArrayList<>();
    tags.forEach(tag ->
        names.add(
            new RemoteTag(
                tag.asText(), Optional.empty(), OptionalLong.empty(), Optional.empty(), Set.of())));
    return names;
  }

  private static Optional<URI> next(Reply reply, ImageReference repository) throws EngineException {
    for (String link : reply.headers().allValues("Link")) {
      Matcher next = NEXT.matcher(link);
      if (next.find()) {
        Optional<URI> address =
            reply
                .resolve(next.group("address"))
                .filter(uri -> RegistryHttp.isSameServer(uri, reply.request().uri()));
        if (address.isEmpty()) {
          throw RegistryJson.unexpected(reply, repository.name(), "a next page on the same server");
        }
        return address;
      }
    }
    return Optional.empty();
  }

  @Override
  public Optional<RemoteTag> tag(ImageReference image, Cancellation cancellation)
      throws EngineException {
    Optional<Reply> reply = manifest(image, image.tagOrLatest(), cancellation);
    if (reply.isEmpty()) {
      return Optional.empty();
    }
    JsonNode json = RegistryJson.object(reply.get(), image.toString());
    Platforms platforms =
        isIndex(json, reply.get())
            ? ofIndex(json, image, cancellation)
            : ofImage(json, image, cancellation);
    return Optional.of(
        new RemoteTag(
            image.tagOrLatest(),
            Optional.of(digest(reply.get())),
            platforms.size(),
            Optional.empty(),
            platforms.architectures()));
  }

  private Optional<Reply> manifest(
      ImageReference image, String reference, Cancellation cancellation) throws EngineException {
    Request request = Request.get(address(image, "/manifests/" + reference));
    Reply reply = door.send(request.with("Accept", MANIFESTS), image, cancellation);
    if (reply.status() == 404) {
      return Optional.empty();
    }
    if (!reply.isOk()) {
      throw RegistryHttp.failure(reply, image.toString());
    }
    return Optional.of(reply);
  }

  /// Docker Hub tells it with every manifest, `ratelimit-remaining: 76;w=21600` (seconds); a HEAD
  /// does not count as a pull.
  ///
  /// Source: `content/manuals/docker-hub/usage/pulls.md` of docker/docs.
  @Override
  public Optional<PullAllowance> allowance(ImageReference image, Cancellation cancellation)
      throws EngineException {
    Request request = Request.head(address(image, "/manifests/" + image.tagOrLatest()));
    try {
      return door.send(request.with("Accept", MANIFESTS), image, cancellation)
          .header("ratelimit-remaining")
          .map(ALLOWED::matcher)
          .filter(Matcher::matches)
          .map(told ->
              new PullAllowance(
                  Integer.parseInt(told.group("count")),
                  Duration.ofSeconds(Long.parseLong(told.group("seconds")))));
    } catch (EngineException e) {
      if (e.reason() == Reason.REGISTRY_LIMIT) {
        return Optional.of(new PullAllowance(0, USUAL_PERIOD));
      }
      throw e;
    }
  }

  private record Platforms(Set<String> architectures, OptionalLong size) {}

  private static boolean isIndex(JsonNode json, Reply reply) {
    String type =
        RegistryJson.text(json, "mediaType").or(() -> reply.header("Content-Type")).orElse("");
    return type.startsWith(OCI_INDEX) || type.startsWith(DOCKER_INDEX) || json.has("manifests");
  }

  private Platforms ofIndex(JsonNode index, ImageReference image, Cancellation cancellation)
      throws EngineException {
    List<JsonNode> images =
        index
            .path("manifests")
            .valueStream()
            .filter(entry -> RegistryJson.isForLinux(entry.path("platform")))
            .toList();
    Set<String> architectures =
        RegistryJson.architectures(images.stream().map(entry -> entry.path("platform")).toList());
    Optional<String> own =
        images.stream()
            .filter(
                entry -> entry.path("platform").path("architecture").asText().equals(architecture))
            .findFirst()
            .or(() -> images.stream().findFirst())
            .flatMap(entry -> RegistryJson.text(entry, "digest"));
    if (own.isEmpty()) {
      return new Platforms(architectures, OptionalLong.empty());
    }
    Optional<Reply> manifest = manifest(image, own.get(), cancellation);
    return new Platforms(
        architectures,
        manifest.isEmpty()
            ? OptionalLong.empty()
            : layers(RegistryJson.object(manifest.get(), image.toString())));
  }

  // An image that stands alone names its architecture only in its configuration.
  private Platforms ofImage(JsonNode manifest, ImageReference image, Cancellation cancellation)
      throws EngineException {
    Optional<String> config = RegistryJson.text(manifest.path("config"), "digest");
    if (config.isEmpty()) {
      return new Platforms(Set.of(), layers(manifest));
    }
    Request request = Request.get(address(image, "/blobs/" + config.get()));
    Reply reply = door.send(request, image, cancellation);
    List<JsonNode> platform =
        reply.isOk() ? List.of(RegistryJson.object(reply, image.toString())) : List.of();
    return new Platforms(
        RegistryJson.architectures(platform.stream().filter(RegistryJson::isForLinux).toList()),
        layers(manifest));
  }

  private static OptionalLong layers(JsonNode manifest) {
    JsonNode layers = manifest.path("layers");
    return layers.isArray()
        ? OptionalLong.of(layers.valueStream().mapToLong(l -> l.path("size").asLong()).sum())
        : OptionalLong.empty();
  }

  // The digest is the hash of the very bytes, so it is known even if the registry keeps it back.
  private static String digest(Reply reply) {
    return reply
        .header("Docker-Content-Digest")
        .orElseGet(() -> "sha256:" + HexFormat.of().formatHex(sha256().digest(reply.body())));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private URI address(ImageReference image, String rest) {
    return server(image).resolve("/v2/" + image.repository() + rest);
  }

  private URI server(ImageReference image) {
    if (image.isOnDockerHub()) {
      return dockerHub;
    }
    String name = image.registry().replaceFirst(":[0-9]+$", "");
    String scheme = RegistryHttp.isLoopback(name) ? "http" : "https";
    return URI.create(scheme + "://" + image.registry());
  }
}
