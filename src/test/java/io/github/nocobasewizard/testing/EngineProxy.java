package io.github.nocobasewizard.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;

/// Stands between this program and the real engine, so that the engine can be "lost" at any moment
/// while it goes on running for everybody else.
public final class EngineProxy implements AutoCloseable {
  private final SocketAddress engine;
  private final InetSocketAddress here;
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final Set<SocketChannel> connections = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean holding = new AtomicBoolean();
  private ServerSocketChannel server;

  /// @param engine address of the real engine, `unix://…` or `tcp://…`
  public EngineProxy(String engine) throws IOException {
    URI uri = URI.create(engine);
    this.engine =
        uri.getScheme().equals("unix")
            ? UnixDomainSocketAddress.of(uri.getPath())
            : new InetSocketAddress(uri.getHost(), uri.getPort());
    server = listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    here = (InetSocketAddress) server.getLocalAddress();
  }

  /// For `DOCKER_HOST`.
  public String address() {
    return "tcp://127.0.0.1:" + here.getPort();
  }

  /// The engine is gone: all connections break, new ones are refused.
  public void cut() throws IOException {
    server.close();
    for (SocketChannel connection : connections) {
      connection.close();
    }
    connections.clear();
  }

  /// The engine is back.
  public void restore() throws IOException {
    server = listen(here);
  }

  /// The engine takes connections and says nothing, as a Docker Desktop that is waking up.
  public void hold() {
    holding.set(true);
  }

  @Override
  public void close() throws IOException {
    cut();
    executor.shutdownNow();
  }

  private ServerSocketChannel listen(InetSocketAddress address) throws IOException {
    ServerSocketChannel listening = ServerSocketChannel.open();
    listening.bind(address);
    executor.execute(() -> accept(listening));
    return listening;
  }

  private void accept(ServerSocketChannel listening) {
    try {
      while (true) {
        SocketChannel client = listening.accept();
        connections.add(client);
        if (!holding.get()) {
          SocketChannel real = SocketChannel.open(engine);
          connections.add(real);
          executor.execute(() -> pump(client, real));
          executor.execute(() -> pump(real, client));
        }
      }
    } catch (IOException e) {
      // Closed by cut().
    }
  }

  private static void pump(SocketChannel from, SocketChannel to) {
    ByteBuffer buffer = ByteBuffer.allocate(64 * 1024);
    try (from;
        to) {
      while (from.read(buffer) >= 0) {
        buffer.flip();
        while (buffer.hasRemaining()) {
          to.write(buffer);
        }
        buffer.clear();
      }
    } catch (IOException e) {
      // One side is gone: closing both is all that is to be done.
    }
  }
}
