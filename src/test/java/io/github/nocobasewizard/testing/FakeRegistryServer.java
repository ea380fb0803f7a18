package io.github.nocobasewizard.testing;

import io.github.nocobasewizard.testing.LocalServer.Answer;
import io.github.nocobasewizard.testing.LocalServer.Request;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A registry on this computer that speaks the Registry v2 protocol, as far as it is read.
public final class FakeRegistryServer implements AutoCloseable {
  public static final String USER = "tester";
  public static final String PASSWORD = "secret";
  public static final String IDENTITY_TOKEN = "an identity token";

  private static final Pattern PATH =
      Pattern.compile(
          "/v2/(?<name>.+?)/(?:(?<list>tags/list)|manifests/(?<manifest>[^/]+)|blobs/(?<blob>.+))");
  private static final String GOOD_TOKEN = "token-of-a-user";
  private static final String PUBLIC_TOKEN = "token-of-anybody";

  private final Map<String, String> manifests = new LinkedHashMap<>();
  private final Map<String, String> blobs = new LinkedHashMap<>();
  private final List<String> tags = new ArrayList<>();
  private final String repository;
  private final LocalServer server = LocalServer.start(this::answer);
  private Door door = Door.OPEN;
  private int pageSize = Integer.MAX_VALUE;
  private boolean listsDenied;
  private boolean digestTold = true;
  private OptionalInt downloadsLeft = OptionalInt.empty();

  /// How it lets people in.
  public enum Door {
    OPEN,
    BASIC,
    /// Anybody may have a token.
    TOKEN_FOR_ANYBODY,
    TOKEN_FOR_USERS
  }

  public FakeRegistryServer(String repository) {
    this.repository = repository;
  }

  public FakeRegistryServer door(Door kind) {
    door = kind;
    return this;
  }

  /// Lists come in pages of that size, whatever is asked for.
  public FakeRegistryServer pagesOf(int size) {
    pageSize = size;
    return this;
  }

  /// As some do: pull yes, list no.
  public FakeRegistryServer deniesLists() {
    listsDenied = true;
    return this;
  }

  /// Tells with every manifest how many downloads are left, as Docker Hub does.
  public FakeRegistryServer downloadsLeft(int count) {
    downloadsLeft = OptionalInt.of(count);
    return this;
  }

  public FakeRegistryServer keepsDigestsBack() {
    digestTold = false;
    return this;
  }

  /// Adds an image for one architecture that stands alone.
  public FakeRegistryServer image(String tag, String architecture, long... layers) {
    tags.add(tag);
    manifests.put(tag, manifest(architecture, layers));
    return this;
  }

  /// Adds an image for several architectures, each with one layer, and an attestation.
  public FakeRegistryServer index(String tag, Map<String, Long> layers) {
    StringBuilder entries = new StringBuilder();
    layers.forEach((architecture, layer) -> {
      String manifest = manifest(architecture, layer);
      manifests.put(digest(manifest), manifest);
      entries.append(entry(digest(manifest), "linux", architecture)).append(',');
    });
    entries.append(entry(digest("attestation"), "unknown", "unknown"));
    tags.add(tag);
    manifests.put(
        tag,
        "{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.index.v1+json\","
            + "\"manifests\":["
            + entries
            + "]}");
    return this;
  }

  private static String entry(String digest, String os, String architecture) {
    return "{\"digest\":\""
        + digest
        + "\",\"size\":500,\"platform\":{\"os\":\""
        + os
        + "\",\"architecture\":\""
        + architecture
        + "\"}}";
  }

  private String manifest(String architecture, long... layers) {
    String config = "{\"os\":\"linux\",\"architecture\":\"" + architecture + "\"}";
    blobs.put(digest(config), config);
    StringBuilder list = new StringBuilder();
    for (long size : layers) {
      list.append(list.isEmpty() ? "" : ",").append("{\"size\":").append(size).append('}');
    }
    return "{\"schemaVersion\":2,"
        + "\"mediaType\":\"application/vnd.docker.distribution.manifest.v2+json\","
        + "\"config\":{\"digest\":\""
        + digest(config)
        + "\",\"size\":60},"
        + "\"layers\":["
        + list
        + "]}";
  }

  /// The digest of a tag's manifest or index.
  public String digestOf(String tag) {
    String manifest = manifests.get(tag);
    if (manifest == null) {
      throw new IllegalArgumentException(tag);
    }
    return digest(manifest);
  }

  public LocalServer server() {
    return server;
  }

  @Override
  public void close() {
    server.close();
  }

  private Answer answer(Request request) {
    if (request.uri().getPath().equals("/token")) {
      return token(request);
    }
    if (!isAllowed(request)) {
      return Answer.of(401, "{\"errors\":[{\"code\":\"UNAUTHORIZED\"}]}")
          .with("WWW-Authenticate", challenge());
    }
    Matcher path = PATH.matcher(request.uri().getPath());
    if (!path.matches() || !path.group("name").equals(repository)) {
      return Answer.of(404, "{\"errors\":[{\"code\":\"NAME_UNKNOWN\"}]}");
    }
    if (path.group("list") != null) {
      return listsDenied ? Answer.of(403, "{\"errors\":[{\"code\":\"DENIED\"}]}") : list(request);
    }
    return path.group("manifest") != null
        ? manifest(request, path.group("manifest"))
        : found(blobs, path.group("blob"));
  }

  private Answer manifest(Request request, String reference) {
    if (!request.header("Accept").orElse("").contains("image.index.v1+json")) {
      return Answer.of(
          404, "{\"errors\":[{\"code\":\"MANIFEST_UNKNOWN\",\"message\":\"OCI index\"}]}");
    }
    Answer found = found(manifests, reference);
    Answer counted =
        downloadsLeft.isEmpty()
            ? found
            : found
                .with("ratelimit-limit", "100;w=21600")
                .with("ratelimit-remaining", downloadsLeft.getAsInt() + ";w=21600");
    return digestTold && found.status() == 200
        ? counted.with("Docker-Content-Digest", digest(found.body()))
        : counted;
  }

  private static Answer found(Map<String, String> things, String key) {
    String thing = things.get(key);
    return thing == null
        ? Answer.of(404, "{\"errors\":[{\"code\":\"MANIFEST_UNKNOWN\"}]}")
        : Answer.of(200, thing).with("Content-Type", "application/octet-stream");
  }

  private Answer list(Request request) {
    int from = request.parameter("last").map(last -> tags.indexOf(last) + 1).orElse(0);
    int until = Math.min(tags.size(), from + pageSize);
    String names = String.join("\",\"", tags.subList(from, until));
    Answer page =
        Answer.json(
            "{\"name\":\""
                + repository
                + "\",\"tags\":"
                + (names.isEmpty() ? "null" : "[\"" + names + "\"]")
                + "}");
    return until == tags.size()
        ? page
        : page.with(
            "Link",
            "</v2/"
                + repository
                + "/tags/list?last="
                + tags.get(until - 1)
                + "&n="
                + pageSize
                + ">; rel=\"next\"");
  }

  private String challenge() {
    return door == Door.BASIC
        ? "Basic realm=\"test\""
        : "Bearer realm=\""
            + server.address()
            + "/token\",service=\"fake registry\","
            + "scope=\"repository:"
            + repository
            + ":pull\"";
  }

  private boolean isAllowed(Request request) {
    String key = request.header("Authorization").orElse("");
    return switch (door) {
      case OPEN -> true;
      case BASIC -> key.equals(basic());
      case TOKEN_FOR_ANYBODY ->
          key.equals("Bearer " + PUBLIC_TOKEN) || key.equals("Bearer " + GOOD_TOKEN);
      case TOKEN_FOR_USERS -> key.equals("Bearer " + GOOD_TOKEN);
    };
  }

  private Answer token(Request request) {
    boolean known = request.header("Authorization").filter(basic()::equals).isPresent();
    if (request.method().equals("POST")) {
      String expected = "refresh_token=" + IDENTITY_TOKEN.replace(" ", "%20");
      known =
          request.body().contains("grant_type=refresh_token") && request.body().contains(expected);
    }
    if (known) {
      return Answer.json("{\"access_token\":\"" + GOOD_TOKEN + "\"}");
    }
    boolean wrong = request.header("Authorization").isPresent() || request.method().equals("POST");
    return wrong
        ? Answer.of(401, "{\"details\":\"incorrect username or password\"}")
        : Answer.json("{\"token\":\"" + PUBLIC_TOKEN + "\",\"expires_in\":300}");
  }

  private static String basic() {
    byte[] pair = (USER + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(pair);
  }

  private static String digest(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "sha256:" + HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
