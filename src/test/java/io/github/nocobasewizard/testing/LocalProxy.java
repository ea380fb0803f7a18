package io.github.nocobasewizard.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A proxy on this computer that leads nowhere: it answers every request itself.
public final class LocalProxy implements AutoCloseable {
  private final ServerSocket socket;
  private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final String answer;

  private LocalProxy(ServerSocket socket, String answer) {
    this.socket = socket;
    this.answer = answer;
  }

  /// @param status of every answer, such as `200 OK`
  public static LocalProxy answering(String status) {
    try {
      var proxy = new LocalProxy(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), status);
      proxy.workers.execute(proxy::serve);
      return proxy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// `name:port`.
  public String address() {
    return "127.0.0.1:" + socket.getLocalPort();
  }

  /// The first lines of all requests so far, such as `CONNECT example.org:443 HTTP/1.1`.
  public List<String> asked() {
    return List.copyOf(asked);
  }

  private void serve() {
    try {
      while (true) {
        Socket client = socket.accept();
        workers.execute(() -> answer(client));
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  private void answer(Socket client) {
    try (client;
        var in =
            new BufferedReader(
                new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII))) {
      asked.add(in.readLine());
      for (String line = in.readLine(); line != null && !line.isEmpty(); ) {
        line = in.readLine();
      }
      client
          .getOutputStream()
          .write(
              """
              HTTP/1.1 %s\r
              Content-Length: 2\r
              Connection: close\r
              Proxy-Authenticate: Basic realm="office"\r
              \r
              {}\
              """
                  .formatted(answer)
                  .getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      // The other side has gone.
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    workers.close();
  }
}
