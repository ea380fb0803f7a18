package io.github.nocobasewizard.engine;

import java.net.URI;
import java.util.Optional;
import java.util.Set;

/// A registry that keeps copies of images of Docker Hub, nearer to the user or reachable where Docker
/// Hub is not.
///
/// @param registry host, with port if there is one
/// @param folder what stands before the name of each copy, with a slash at its end; may be empty
public record Mirror(String registry, String folder) {
  /// NocoBase's own. It has NocoBase, pushed by the same build as to Docker Hub, and the databases
  /// that NocoBase's templates name.
  ///
  /// Source: `release.yml` of nocobase/nocobase, and its documentation of the installation with
  /// Docker.
  public static final Mirror NOCOBASE = new Mirror("registry.cn-shanghai.aliyuncs.com", "");

  /// The name of an image that shows what is an address in front of one.
  private static final String PROBE = "probe";

  private static final String OFFICIAL = "library/";
  private static final String OWN = "nocobase/";
  private static final Set<String> DATABASES = Set.of("postgres", "mysql", "mariadb");
  private static final int HIGHEST_PORT = 65_535;

  /// Reads `host`, `host:port`, `host/folder`, also in the form of a web address, `https://host/`.
  ///
  /// @return empty if it is anything else, Docker Hub itself, or has a user's name in it
  public static Optional<Mirror> parse(String text) {
    String address = text.strip().replaceFirst("^https://", "").replaceFirst("/$", "");
    return ImageReference.find(address + "/" + PROBE)
        .filter(there -> !there.isOnDockerHub() && isReachable(there.registry()))
        .map(there ->
            new Mirror(there.registry(), there.repository().replaceFirst(PROBE + "$", "")));
  }

  /// The grammar of image names takes more for a host than the web does.
  private static boolean isReachable(String registry) {
    try {
      URI address = URI.create("https://" + registry);
      return address.getHost() != null && address.getPort() <= HIGHEST_PORT;
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  /// Reads what [#toString] wrote to the settings; anything else is none.
  public static Optional<Mirror> of(Optional<String> saved) {
    return saved.flatMap(Mirror::parse);
  }

  /// What it calls its copy of an image of Docker Hub; a digest is left out. Empty if the image is of
  /// another registry, or if this mirror is known not to have it.
  ///
  /// General mirrors have the official images under `library/`, as Docker Hub itself; NocoBase's has
  /// a few of them beside its own.
  public Optional<ImageReference> copyOf(ImageReference image) {
    if (!image.isOnDockerHub()) {
      return Optional.empty();
    }
    return pathOf(image.repository())
        .map(path -> new ImageReference(registry, path, image.tagOrLatest(), null));
  }

  private Optional<String> pathOf(String repository) {
    if (!equals(NOCOBASE)) {
      return Optional.of(folder + repository);
    }
    if (repository.startsWith(OWN)) {
      return Optional.of(repository);
    }
    return Optional.of(repository)
        .filter(name -> name.startsWith(OFFICIAL))
        .map(name -> name.substring(OFFICIAL.length()))
        .filter(DATABASES::contains)
        .map(OWN::concat);
  }

  /// As people write it, `docker.m.daocloud.io` or `mirror.example.com:5000/hub`.
  @Override
  public String toString() {
    return (registry + "/" + folder).replaceFirst("/$", "");
  }
}
