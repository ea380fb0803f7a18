package io.github.nocobasewizard.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// One window for each user: a second start brings the first one's window to the front.
///
/// The first start listens on this computer's loopback address and leaves a file that says where. A
/// second one that is not answered at once (the first has ended, hangs, or has its window on another
/// screen) starts as usual: nothing here is a lock, so nothing that was left behind can stop a start.
/// Runs are kept apart by the lock of each installation.
final class SingleInstance implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(SingleInstance.class.getName());
  private static final String FILE = "window.properties";
  private static final String SHOWN = "shown";
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /// Variables that say on which screen a window would open.
  private static final List<String> SCREEN = List.of("DISPLAY", "WAYLAND_DISPLAY", "SESSIONNAME");

  private final Path file;
  private final Address address;
  private final Runnable show;
  private final ServerSocketChannel server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /// Where a program listens.
  ///
  /// @param secret what has to be said, so that nobody else moves windows
  /// @param screen where its window is
  private record Address(int port, String secret, String screen) {
    static Optional<Address> read(Path file) {
      try (InputStream in = Files.newInputStream(file)) {
        Properties values = new Properties();
        values.load(in);
        return Optional.of(
            new Address(
                Integer.parseInt(values.getProperty("port", "")),
                values.getProperty("secret", ""),
                values.getProperty("screen", "")));
      } catch (IOException | IllegalArgumentException e) {
        return Optional.empty();
      }
    }

    void write(Path file) throws IOException {
      Properties values = new Properties();
      values.setProperty("port", Integer.toString(port));
      values.setProperty("secret", secret);
      values.setProperty("screen", screen);
      Files.createDirectories(file.toAbsolutePath().getParent());
      try (OutputStream out = Files.newOutputStream(file)) {
        values.store(out, null);
      }
    }
  }

  private SingleInstance(Path file, Address address, Runnable show, ServerSocketChannel server) {
    this.file = file;
    this.address = address;
    this.show = show;
    this.server = server;
    threads.execute(this::listen);
  }

  private static String screen(Map<String, String> environment) {
    return SCREEN.stream().map(name -> environment.getOrDefault(name, "")).toList().toString();
  }

  // ---- the first start

  /// Listens for later starts.
  ///
  /// @param data the program's folder
  /// @param show brings the window to the front; called on a thread of its own
  /// @return empty if that is not possible; then each start opens a window
  static Optional<SingleInstance> first(Path data, Map<String, String> environment, Runnable show) {
    try {
      ServerSocketChannel server = ServerSocketChannel.open();
      server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      byte[] secret = new byte[16];
      new SecureRandom().nextBytes(secret);
      int port = ((InetSocketAddress) server.getLocalAddress()).getPort();
      Address address = new Address(port, HexFormat.of().formatHex(secret), screen(environment));
      Path file = data.resolve(FILE);
      address.write(file);
      return Optional.of(new SingleInstance(file, address, show, server));
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, "a second start will open a second window", e);
      return Optional.empty();
    }
  }

  private void listen() {
    try {
      while (true) {
        SocketChannel other = server.accept();
        threads.execute(() -> answer(other));
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  private void answer(SocketChannel other) {
    try (other) {
      if (read(other, address.secret().length()).equals(address.secret())) {
        show.run();
        write(other, SHOWN);
      }
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "another start has gone away", e);
    }
  }

  // ---- a second start

  /// Brings the window of a program that runs already to the front.
  ///
  /// @param data the program's folder
  /// @return false if there is none, or none that answers
  static boolean showOther(Path data, Map<String, String> environment) {
    return Address.read(data.resolve(FILE))
        .filter(other -> other.screen().equals(screen(environment)))
        .filter(SingleInstance::ask)
        .isPresent();
  }

  private static boolean ask(Address other) {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        SocketChannel channel = SocketChannel.open()) {
      Future<String> answer =
          threads.submit(() -> {
            channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), other.port()));
            write(channel, other.secret());
            return read(channel, SHOWN.length());
          });
      return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS).equals(SHOWN);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (IOException | ExecutionException | TimeoutException | IllegalArgumentException e) {
      LOG.log(System.Logger.Level.INFO, "no window to show at port " + other.port(), e);
      return false;
    }
  }

  private static String read(SocketChannel channel, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
      // Until all is there, or no more comes.
    }
    return new String(bytes.array(), 0, bytes.position(), StandardCharsets.US_ASCII);
  }

  private static void write(SocketChannel channel, String text) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  /// Listens no more. The file stays if it is of a later start by now.
  @Override
  public void close() {
    try (server) {
      if (Address.read(file).filter(address::equals).isPresent()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, "left behind: " + file, e);
    }
    threads.shutdownNow();
  }
}
