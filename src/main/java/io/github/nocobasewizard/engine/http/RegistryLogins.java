package io.github.nocobasewizard.engine.http;

import io.github.nocobasewizard.engine.Cancellation;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/// Knows how this user signs in to a registry.
@FunctionalInterface
public interface RegistryLogins {
  /// @param registry host, with port if there is one; `docker.io` for Docker Hub
  Optional<Login> find(String registry, Cancellation cancellation);

  /// Nobody signs in anywhere.
  static RegistryLogins none() {
    return (registry, cancellation) -> Optional.empty();
  }

  /// Never shown: `toString` keeps the secret.
  sealed interface Login {}

  record Password(String user, String secret) implements Login {
    String basic() {
      byte[] pair = (user + ":" + secret).getBytes(StandardCharsets.UTF_8);
      return "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    @Override
    public String toString() {
      return "Password[user=" + user + "]";
    }
  }

  /// What `docker login` got instead of a password; exchanged for an access token by OAuth 2.
  record IdentityToken(String secret) implements Login {
    @Override
    public String toString() {
      return "IdentityToken";
    }
  }

  /// Shown to the registry as it is.
  record RegistryToken(String secret) implements Login {
    @Override
    public String toString() {
      return "RegistryToken";
    }
  }
}
