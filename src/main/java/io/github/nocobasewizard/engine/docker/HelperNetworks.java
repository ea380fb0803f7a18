package io.github.nocobasewizard.engine.docker;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What makes a helper container see the same hosts under the same names as another container.
///
/// @param mode the network it begins with, or `none` or `host`
/// @param more further networks, to be joined before it starts
/// @param extraHosts names and addresses given by hand (`extra_hosts`)
/// @param dns name servers given by hand
record HelperNetworks(String mode, List<String> more, List<String> extraHosts, List<String> dns) {

  static HelperNetworks none() {
    return new HelperNetworks("none", List.of(), List.of(), List.of());
  }

  /// @param container what the engine says of the other one
  static HelperNetworks of(JsonNode container) {
    JsonNode host = container.path("HostConfig");
    String mode = host.path("NetworkMode").asText("none");
    // Docker's default network has two names.
    Set<String> known = new HashSet<>(List.of(mode, "host", "none"));
    if (mode.equals("default")) {
      known.add("bridge");
    }
    List<String> more =
        Json.fields(container.path("NetworkSettings").path("Networks")).stream()
            .map(Map.Entry::getKey)
            .filter(network -> !known.contains(network))
            .toList();
    return new HelperNetworks(
        mode, more, Json.texts(host.path("ExtraHosts")), Json.texts(host.path("Dns")));
  }
}
