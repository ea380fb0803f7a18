package io.github.nocobasewizard.support;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.nocobasewizard.engine.WebClient;
import java.lang.module.ModuleDescriptor.Version;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/// Asks quietly whether a newer wizard was published. Nothing is downloaded or installed, and where no
/// answer can be had nothing is said: nobody came here for that.
public final class NewerWizard {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final WebClient web;
  private final Optional<URI> releases;
  private final String version;

  /// @param version such as 1.1.0
  /// @param page where people get it
  public record Release(String version, URI page) {}

  /// @param releases answers with the newest release as GitHub's "Get the latest release" does; empty for
  ///     a program that was not built for publishing
  /// @param version of this program
  public NewerWizard(WebClient web, Optional<URI> releases, String version) {
    this.web = web;
    this.releases = releases;
    this.version = version;
  }

  /// Whether there is anybody to ask.
  public boolean canAsk() {
    return releases.isPresent();
  }

  /// Waits for the answer; not on the window's thread.
  ///
  /// @return empty if this one is the newest, or if it cannot be told
  public Optional<Release> ask() {
    return releases
        .map(address -> web.get(address, PATIENCE))
        .filter(WebClient.Response.class::isInstance)
        .map(WebClient.Response.class::cast)
        .filter(response -> response.status() == 200)
        .flatMap(response -> read(response.body()))
        .filter(release -> isNewer(release.version()));
  }

  private static Optional<Release> read(String body) {
    try {
      JsonNode release = JSON.readTree(body);
      String tag = release.path("tag_name").asText();
      URI page = URI.create(release.path("html_url").asText());
      // A browser is opened with it: nothing but a web page.
      return "https".equals(page.getScheme())
          ? Optional.of(new Release(tag.startsWith("v") ? tag.substring(1) : tag, page))
          : Optional.empty();
    } catch (JsonProcessingException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private boolean isNewer(String other) {
    try {
      return Version.parse(other).compareTo(Version.parse(version)) > 0;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
