package io.github.nocobasewizard.engine;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A reference to an image in the form `[registry/]repository[:tag][@digest]`, with the parts that
/// Docker leaves out filled in: `postgres:16` is `docker.io`, `library/postgres`, `16`.
///
/// Grammar: the `distribution/reference` package of the distribution project.
///
/// @param registry host, with port if there is one; `docker.io` for Docker Hub
/// @param repository path within the registry, e.g. `nocobase/nocobase`
/// @param tag the tag as written; null if there is none (Docker then means `latest`)
/// @param digest `sha256:…` as written; null if there is none
public record ImageReference(
    String registry, String repository, @Nullable String tag, @Nullable String digest) {
  public static final String DOCKER_HUB = "docker.io";

  private static final String PATH_PART = "[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*";
  private static final Pattern NAME = Pattern.compile(PATH_PART + "(?:/" + PATH_PART + ")*");
  private static final Pattern HOST =
      Pattern.compile(
          "(?:[a-zA-Z0-9](?:[a-zA-Z0-9.-]*[a-zA-Z0-9])?|\\[[a-fA-F0-9:]+])(?::[0-9]+)?");
  private static final Pattern TAG = Pattern.compile("\\w[\\w.-]{0,127}");
  private static final Pattern DIGEST =
      Pattern.compile("[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}");
  private static final Pattern WHOLE =
      Pattern.compile("(?<name>[^@]+?)(?::(?<tag>[^:/@]+))?(?:@(?<digest>[^@]+))?");

  /// @throws IllegalArgumentException if `text` is no image reference
  public static ImageReference parse(String text) {
    return find(text)
        .orElseThrow(() -> new IllegalArgumentException("no image reference: " + text));
  }

  /// The reference that `text` is, if it is one.
  public static Optional<ImageReference> find(String text) {
    Matcher whole = WHOLE.matcher(text);
    if (!whole.matches()) {
      return Optional.empty();
    }
    String name = whole.group("name");
    String tag = whole.group("tag");
    String digest = whole.group("digest");
    int slash = name.indexOf('/');
    String first = slash < 0 ? "" : name.substring(0, slash);
    // Docker's rule: the first part is a host if it looks like one, else it belongs to the name.
    boolean hasHost = first.contains(".") || first.contains(":") || first.equals("localhost");
    String registry = hasHost ? first : DOCKER_HUB;
    String repository = hasHost ? name.substring(slash + 1) : name;
    if (registry.equals("index.docker.io")) {
      registry = DOCKER_HUB;
    }
    if (registry.equals(DOCKER_HUB) && repository.indexOf('/') < 0) {
      repository = "library/" + repository;
    }
    boolean valid =
        HOST.matcher(registry).matches()
            && NAME.matcher(repository).matches()
            && (tag == null || TAG.matcher(tag).matches())
            && (digest == null || DIGEST.matcher(digest).matches());
    return valid
        ? Optional.of(new ImageReference(registry, repository, tag, digest))
        : Optional.empty();
  }

  /// The same repository at another tag, without a digest.
  public ImageReference withTag(String newTag) {
    return new ImageReference(registry, repository, newTag, null);
  }

  /// The tag, `latest` if none is written.
  public String tagOrLatest() {
    return tag == null ? "latest" : tag;
  }

  public boolean isOnDockerHub() {
    return registry.equals(DOCKER_HUB);
  }

  /// Registry and repository as people write them: `nocobase/nocobase`, `postgres`,
  /// `ghcr.io/somebody/nocobase`.
  public String name() {
    if (!isOnDockerHub()) {
      return registry + "/" + repository;
    }
    return repository.startsWith("library/") ? repository.substring(8) : repository;
  }

  /// As people write it, e.g. `nocobase/nocobase:2.2.15-full`.
  @Override
  public String toString() {
    return name() + (tag == null ? "" : ":" + tag) + (digest == null ? "" : "@" + digest);
  }
}
