package io.github.nocobasewizard.engine;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where a proxy listens.
///
/// @param host a name or an address; one of IPv6 in brackets
/// @param port 1 to 65535
public record ProxyAddress(String host, int port) {
  private static final Pattern WRITTEN =
      Pattern.compile("(?:http://)?([\\p{L}\\p{N}._-]+|\\[[0-9A-Fa-f:.]+]):([0-9]{1,5})/?");

  private static final int HIGHEST_PORT = 65_535;

  /// Reads `name:port`, also in the form of a web address, `http://name:port/`.
  ///
  /// @return empty if it is anything else
  public static Optional<ProxyAddress> parse(String text) {
    Matcher written = WRITTEN.matcher(text.strip());
    if (!written.matches()) {
      return Optional.empty();
    }
    int port = Integer.parseInt(written.group(2));
    return port < 1 || port > HIGHEST_PORT
        ? Optional.empty()
        : Optional.of(new ProxyAddress(written.group(1), port));
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
