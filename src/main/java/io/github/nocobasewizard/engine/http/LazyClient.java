package io.github.nocobasewizard.engine.http;

import java.net.http.HttpClient;
import org.jspecify.annotations.Nullable;

/// An HTTP client that is made when it is first used: making one reads all the certificates that Java
/// trusts, which would be a good part of the program's start.
final class LazyClient {
  private final HttpClient.Builder builder;
  private @Nullable HttpClient made;

  LazyClient(HttpClient.Builder builder) {
    this.builder = builder;
  }

  synchronized HttpClient get() {
    HttpClient client = made;
    if (client == null) {
      client = builder.build();
      made = client;
    }
    return client;
  }
}
