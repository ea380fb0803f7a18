package io.github.nocobasewizard.engine.http;

import io.github.nocobasewizard.engine.ProxyChoice;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Leads every request through the proxy that is chosen at that moment. What is on this computer, or
/// has a name without a dot, as only the own network knows them, is reached directly.
public final class ChosenProxies extends ProxySelector {
  private static final List<Proxy> DIRECT = List.of(Proxy.NO_PROXY);

  private final Supplier<ProxyChoice> choice;

  /// @param choice asked anew for each request
  public ChosenProxies(Supplier<ProxyChoice> choice) {
    this.choice = choice;
  }

  @Override
  public List<Proxy> select(URI uri) {
    return switch (choice.get()) {
      case ProxyChoice.AsSystem _ -> {
        ProxySelector system = ProxySelector.getDefault();
        yield system == null ? DIRECT : system.select(uri);
      }
      case ProxyChoice.None _ -> DIRECT;
      case ProxyChoice.This(var address) ->
          isNear(uri.getHost())
              ? DIRECT
              : List.of(
                  new Proxy(
                      Proxy.Type.HTTP,
                      InetSocketAddress.createUnresolved(address.host(), address.port())));
    };
  }

  private static boolean isNear(@Nullable String host) {
    return host == null || host.indexOf('.') < 0 || RegistryHttp.isLoopback(host);
  }

  @Override
  public void connectFailed(URI uri, SocketAddress address, IOException failure) {
    // Whoever asked tells it.
  }
}
