package io.github.nocobasewizard.testing;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.nocobasewizard.testing.LocalServer.Answer;
import io.github.nocobasewizard.testing.LocalServer.Request;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Docker Hub's API for tags on this computer, as far as the wizard asks it. Point the program at
/// [#address].
///
/// Answers as the real one does, oddities too: pages of 10, at most 100, `next` and `previous`,
/// attestations among the images, null timestamps where a tag has none.
public final class FakeDockerHub implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern PATH =
      Pattern.compile(
          "/v2/namespaces/(?<ns>[^/]+)/repositories/(?<repo>[^/]+)/tags(?:/(?<tag>[^/]+))?");
  private static final Pattern IMAGE = Pattern.compile("/v2/[^/]+/[^/]+/manifests/[^/]+");
  private static final int LARGEST_PAGE = 100;

  private final Map<String, List<HubTag>> repositories = new HashMap<>();
  private final LocalServer server = LocalServer.start(this::answer);
  private final CountDownLatch released = new CountDownLatch(1);
  private volatile int firstHeldBack = Integer.MAX_VALUE;
  private volatile OptionalInt downloadsLeft = OptionalInt.empty();

  /// Knows no repository yet.
  public static FakeDockerHub start() {
    return new FakeDockerHub();
  }

  /// With these tags of `nocobase/nocobase`, the newest first, each a week older than the one
  /// before.
  public static FakeDockerHub withNocoBase(String... tags) {
    Instant newest = Instant.parse("2026-11-18T08:00:00Z");
    List<HubTag> all = new ArrayList<>();
    for (String tag : tags) {
      all.add(HubTag.of(tag).pushed(newest.minus(Duration.ofDays(7L * all.size()))));
    }
    return start().repository("nocobase/nocobase", all);
  }

  /// Adds or replaces a repository.
  public FakeDockerHub repository(String name, List<HubTag> tags) {
    synchronized (repositories) {
      repositories.put(name, List.copyOf(tags));
    }
    return this;
  }

  public FakeDockerHub repository(String name, HubTag... tags) {
    return repository(name, Arrays.asList(tags));
  }

  /// Pages from this one on are not answered before [#release].
  public FakeDockerHub holdsBackFromPage(int page) {
    firstHeldBack = page;
    return this;
  }

  public void release() {
    released.countDown();
  }

  /// Its registry tells so.
  public FakeDockerHub downloadsLeft(int count) {
    downloadsLeft = OptionalInt.of(count);
    return this;
  }

  /// Base address of the API, and of the registry.
  public URI address() {
    return server.address();
  }

  /// The next requests are answered with these, one each; then all is as before.
  public void answerNext(Answer... answers) {
    server.answerNext(answers);
  }

  public List<Request> requests() {
    return server.requests();
  }

  /// Waits until a request got [Answer#hang].
  public void awaitHanging() throws InterruptedException {
    server.awaitHanging();
  }

  @Override
  public void close() {
    release();
    server.close();
  }

  private Answer answer(Request request) {
    if (IMAGE.matcher(request.uri().getPath()).matches()) {
      return image();
    }
    Matcher path = PATH.matcher(request.uri().getPath());
    if (!path.matches()) {
      return notFound();
    }
    List<HubTag> tags;
    synchronized (repositories) {
      tags = repositories.get(path.group("ns") + "/" + path.group("repo"));
    }
    if (tags == null) {
      return notFound();
    }
    String tag = path.group("tag");
    return tag == null
        ? page(request, tags)
        : tags.stream()
            .filter(known -> known.name().equals(tag))
            .findFirst()
            .map(known -> limits(Answer.json(known.toJson().toString())))
            .orElseGet(FakeDockerHub::notFound);
  }

  private Answer image() {
    Answer known = Answer.of(200, "");
    return downloadsLeft.isEmpty()
        ? known
        : known.with("ratelimit-remaining", downloadsLeft.getAsInt() + ";w=21600");
  }

  private Answer page(Request request, List<HubTag> tags) {
    int size = Math.min(number(request, "page_size", 10), LARGEST_PAGE);
    int page = number(request, "page", 1);
    if (page >= firstHeldBack) {
      awaitRelease();
    }
    int from = (page - 1) * size;
    if (page < 1 || size < 1 || (from >= tags.size() && page > 1)) {
      return notFound();
    }
    int until = Math.min(from + size, tags.size());
    ObjectNode body = JSON.createObjectNode();
    body.put("count", tags.size());
    body.put("next", until < tags.size() ? pageAddress(request, page + 1, size) : null);
    body.put("previous", page > 1 ? pageAddress(request, page - 1, size) : null);
    ArrayNode results = body.putArray("results");
    tags.subList(from, until).forEach(tag -> results.add(tag.toJson()));
    return limits(Answer.json(body.toString()));
  }

  private void awaitRelease() {
    try {
      released.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private String pageAddress(Request request, int page, int size) {
    return address() + request.uri().getPath() + "?page=" + page + "&page_size=" + size;
  }

  private static int number(Request request, String parameter, int otherwise) {
    return request.parameter(parameter).map(Integer::parseInt).orElse(otherwise);
  }

  private static Answer limits(Answer answer) {
    return answer
        .with("X-RateLimit-Limit", "180")
        .with("X-RateLimit-Remaining", "179")
        .with("X-RateLimit-Reset", "1795428000");
  }

  private static Answer notFound() {
    return Answer.of(404, "{\"message\":\"object not found\",\"errinfo\":{}}");
  }

  /// A tag as the Hub stores it.
  ///
  /// @param digest empty where the Hub tells none (old tags)
  /// @param images each architecture with its compressed size
  /// @param pushed empty where the Hub says null
  /// @param imagesAreAnObject as the schema has it, and the Hub does not
  public record HubTag(
      String name,
      Optional<String> digest,
      Map<String, Long> images,
      Optional<Instant> pushed,
      boolean imagesAreAnObject) {
    /// For amd64 and arm64, 1.3 GB, with a digest of its own, without a date.
    public static HubTag of(String name) {
      return new HubTag(
          name,
          Optional.of(digestOf(name)),
          Map.of("amd64", 1_300_000_000L, "arm64", 1_250_000_000L),
          Optional.empty(),
          false);
    }

    /// The digest that [#of] gives a tag.
    public static String digestOf(String name) {
      String seed = HexFormat.of().toHexDigits(name.hashCode());
      return "sha256:" + seed.repeat(8);
    }

    public HubTag pushed(Instant moment) {
      return new HubTag(name, digest, images, Optional.of(moment), imagesAreAnObject);
    }

    /// The same image as another tag, as `latest` is.
    public HubTag sameAs(String other) {
      return new HubTag(name, Optional.of(digestOf(other)), images, pushed, imagesAreAnObject);
    }

    public HubTag withDigest(String other) {
      return new HubTag(name, Optional.of(other), images, pushed, imagesAreAnObject);
    }

    public HubTag withoutDigest() {
      return new HubTag(name, Optional.empty(), images, pushed, imagesAreAnObject);
    }

    public HubTag onlyFor(String... architectures) {
      Map<String, Long> kept =
          Stream.of(architectures)
              .collect(Collectors.toMap(a -> a, a -> images.getOrDefault(a, 1_200_000_000L)));
      return new HubTag(name, digest, kept, pushed, imagesAreAnObject);
    }

    public HubTag withImagesAsObject() {
      return new HubTag(name, digest, images, pushed, true);
    }

    private ObjectNode toJson() {
      ObjectNode json = JSON.createObjectNode();
      json.put("creator", 1).put("id", Math.abs(name.hashCode())).put("name", name);
      json.put("full_size", images.values().stream().mapToLong(Long::longValue).sum());
      json.put("last_updated", pushed.map(Instant::toString).orElse(null));
      json.put("tag_last_pushed", pushed.map(Instant::toString).orElse(null));
      json.putNull("tag_last_pulled");
      json.put("tag_status", "active").put("v2", true).put("media_type", "");
      digest.ifPresent(value -> json.put("digest", value));
      List<ObjectNode> all = images.keySet().stream().sorted().map(this::image).toList();
      if (imagesAreAnObject) {
        json.set("images", all.getFirst());
      } else {
        ArrayNode array = json.putArray("images");
        all.forEach(array::add);
        array.add(image("unknown"));
      }
      return json;
    }

    private ObjectNode image(String architecture) {
      ObjectNode image = JSON.createObjectNode();
      image.put("architecture", architecture).put("features", "");
      image.put("os", architecture.equals("unknown") ? "unknown" : "linux");
      image.putNull("variant").putNull("os_version");
      image.put("digest", digestOf(name + "/" + architecture));
      image.put("size", images.getOrDefault(architecture, 30_000L));
      image.put("status", "inactive");
      image.put("last_pushed", pushed.map(Instant::toString).orElse(null));
      return image;
    }
  }
}
