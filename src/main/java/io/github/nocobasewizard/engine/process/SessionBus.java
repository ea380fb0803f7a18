package io.github.nocobasewizard.engine.process;

import java.io.Closeable;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// A connection to the bus of the user's session (D-Bus), as far as sending signals needs one.
///
/// Source: D-Bus Specification 0.43, "Authentication Protocol" and "Message Protocol".
final class SessionBus implements Closeable {
  private static final byte METHOD_CALL = 1;
  private static final byte SIGNAL = 4;
  private static final int LONGEST_ANSWER = 1_000;

  private final SocketChannel channel;
  private int serial;

  private SessionBus(SocketChannel channel) {
    this.channel = channel;
  }

  /// Where the bus of this session is, if there is one that has a file.
  static Optional<Path> socket(Machine machine) {
    Stream<Path> told =
        machine.variable("DBUS_SESSION_BUS_ADDRESS").stream()
            .flatMap(addresses -> Stream.of(addresses.split(";")))
            .filter(address -> address.startsWith("unix:"))
            .flatMap(address -> Stream.of(address.substring("unix:".length()).split(",")))
            .filter(part -> part.startsWith("path="))
            .map(part -> Path.of(part.substring("path=".length())));
    Stream<Path> usual =
        machine.variable("XDG_RUNTIME_DIR").map(folder -> Path.of(folder, "bus")).stream();
    return Stream.concat(told, usual).findFirst();
  }

  static SessionBus connect(Path socket) throws IOException {
    SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
    try {
      SessionBus bus = new SessionBus(channel);
      bus.introduce();
      return bus;
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /// As whom the system knows the other end of the socket. Of the answers to messages none is needed.
  private void introduce() throws IOException {
    ask("\0AUTH EXTERNAL\r\n", "DATA");
    ask("DATA\r\n", "OK");
    write(ByteBuffer.wrap("BEGIN\r\n".getBytes(StandardCharsets.US_ASCII)));
    String bus = "org.freedesktop.DBus";
    BusMessage hello = new BusMessage(METHOD_CALL, ++serial);
    hello.header("/org/freedesktop/DBus", bus, "Hello").destination(bus);
    write(hello.finish(_ -> {}));
  }

  private void ask(String line, String expected) throws IOException {
    write(ByteBuffer.wrap(line.getBytes(StandardCharsets.US_ASCII)));
    StringBuilder answer = new StringBuilder();
    ByteBuffer next = ByteBuffer.allocate(1);
    while (answer.indexOf("\n") < 0) {
      if (channel.read(next.clear()) < 0 || answer.length() == LONGEST_ANSWER) {
        throw new IOException("the session bus broke off after: " + answer);
      }
      answer.append((char) next.get(0));
    }
    if (!answer.toString().startsWith(expected)) {
      throw new IOException("the session bus does not let this program in: " + answer);
    }
  }

  /// @param signature of the values that `body` writes
  void signal(String path, String iface, String member, String signature, Consumer<BusMessage> body)
      throws IOException {
    BusMessage message = new BusMessage(SIGNAL, ++serial);
    message.header(path, iface, member).signature(signature);
    write(message.finish(body));
  }

  private void write(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
