package io.github.nocobasewizard.engine.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.nocobasewizard.engine.TaskbarProgress;
import io.github.nocobasewizard.engine.process.Machine.Os;
import io.github.nocobasewizard.testing.Eventually;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// With a session bus that notes what it is told.
@DisabledOnOs(OS.WINDOWS)
class SystemTaskbarTest {
  private static final String ICON =
      "application://nocobase-upgrade-wizard-NocoBase_Upgrade_Wizard.desktop";

  @TempDir Path home;
  private Path socket;
  private ServerSocketChannel bus;
  private final List<String> told = new CopyOnWriteArrayList<>();
  private volatile String letsIn = "OK 0123456789abcdef";

  @BeforeEach
  void openBus() throws IOException {
    socket = home.resolve("bus");
    bus = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    bus.bind(UnixDomainSocketAddress.of(socket));
    Thread.ofVirtual().start(this::serve);
  }

  @AfterEach
  void closeBus() throws IOException {
    bus.close();
  }

  private void serve() {
    while (true) {
      try (SocketChannel program = bus.accept()) {
        greet(program);
        DataInputStream in = new DataInputStream(Channels.newInputStream(program));
        while (true) {
          told.add(message(in));
        }
      } catch (IOException e) {
        if (!bus.isOpen()) {
          return;
        }
        told.add("left");
      }
    }
  }

  private void greet(SocketChannel program) throws IOException {
    assertThat(line(program)).isEqualTo("\0AUTH EXTERNAL");
    say(program, "DATA");
    assertThat(line(program)).isEqualTo("DATA");
    say(program, letsIn);
    assertThat(line(program)).isEqualTo("BEGIN");
  }

  private static void say(SocketChannel program, String line) throws IOException {
    program.write(ByteBuffer.wrap((line + "\r\n").getBytes(StandardCharsets.US_ASCII)));
  }

  private static String line(SocketChannel program) throws IOException {
    StringBuilder line = new StringBuilder();
    ByteBuffer next = ByteBuffer.allocate(1);
    while (!line.toString().endsWith("\r\n")) {
      if (program.read(next.clear()) < 0) {
        throw new IOException("left");
      }
      line.append((char) next.get(0));
    }
    return line.toString().strip();
  }

  /// The member's name of a message and its values, read as the D-Bus Specification has it.
  private static String message(DataInputStream in) throws IOException {
    ByteBuffer fixed = little(in.readNBytes(16));
    if (fixed.limit() < 16) {
      throw new IOException("left");
    }
    assertThat(fixed.get(0)).isEqualTo((byte) 'l');
    int fields = fixed.getInt(12);
    ByteBuffer header = little(in.readNBytes((fields + 7) / 8 * 8));
    ByteBuffer body = little(in.readNBytes(fixed.getInt(4)));
    String member = "";
    while (header.position() < fields) {
      header.position((header.position() + 7) / 8 * 8);
      int code = header.get();
      String value = signature(header).equals("g") ? signature(header) : string(header);
      member = code == 3 ? value : member;
    }
    return member + (body.hasRemaining() ? values(body) : "");
  }

  private static String values(ByteBuffer body) {
    List<String> values = new ArrayList<>(List.of(string(body)));
    align(body, 4);
    assertThat(body.getInt()).isEqualTo(body.limit() - (body.position() + 7) / 8 * 8);
    while (body.hasRemaining()) {
      align(body, 8);
      String name = string(body);
      boolean number = signature(body).equals("d");
      align(body, number ? 8 : 4);
      values.add(name + "=" + (number ? "" + body.getDouble() : "" + body.getInt()));
    }
    return values.toString();
  }

  private static ByteBuffer little(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static void align(ByteBuffer bytes, int size) {
    bytes.position((bytes.position() + size - 1) / size * size);
  }

  private static String string(ByteBuffer bytes) {
    align(bytes, 4);
    return text(bytes, bytes.getInt());
  }

  private static String signature(ByteBuffer bytes) {
    return text(bytes, bytes.get());
  }

  private static String text(ByteBuffer bytes, int length) {
    byte[] text = new byte[length];
    bytes.get(text).get();
    return new String(text, StandardCharsets.UTF_8);
  }

  private static String update(double progress, int visible, int urgent) {
    return "Update[%s, progress=%s, progress-visible=%d, urgent=%d]"
        .formatted(ICON, progress, visible, urgent);
  }

  private TaskbarProgress taskbar() {
    return SystemTaskbar.of(
        new Machine(
            Os.LINUX, Map.of("DBUS_SESSION_BUS_ADDRESS", "unix:path=" + socket + ",guid=1f"), home),
        "Wizard");
  }

  @Test
  void theDockIsToldEachPercentOnceAndOfTheEnd() {
    TaskbarProgress taskbar = taskbar();
    taskbar.show(0.421);
    taskbar.show(0.429);
    taskbar.show(0.43);
    taskbar.remove();
    Eventually.await("the end", () -> told.contains("left"));
    assertThat(told)
        .containsExactly("Hello", update(0.42, 1, 0), update(0.43, 1, 0), update(0, 0, 0), "left");
  }

  /// Docks forget what they were told by whoever has left the bus.
  @Test
  void whoIsWantedIsCalledUntilTheyLook() {
    TaskbarProgress taskbar = taskbar();
    taskbar.show(0.9);
    taskbar.attention();
    Eventually.await("the call", () -> told.contains(update(0, 0, 1)));
    assertThat(told).doesNotContain("left");
    taskbar.remove();
    Eventually.await("the end", () -> told.contains("left"));
  }

  @Test
  void theNextWorkIsShownAgain() {
    TaskbarProgress taskbar = taskbar();
    taskbar.show(0.5);
    taskbar.remove();
    taskbar.show(0.5);
    Eventually.await(
        "the second bar", () -> told.stream().filter(update(0.5, 1, 0)::equals).count() == 2);
  }

  @Test
  void aBusThatLetsNobodyInIsNoObstacle() {
    letsIn = "REJECTED EXTERNAL";
    TaskbarProgress taskbar = taskbar();
    taskbar.show(0.1);
    Eventually.await("the attempt", () -> told.contains("left"));
    letsIn = "OK 0123456789abcdef";
    taskbar.show(0.2);
    Eventually.await("the bar", () -> told.contains(update(0.2, 1, 0)));
  }

  @Test
  void whereThereIsNoBusNothingHappens() {
    for (Os os : Os.values()) {
      TaskbarProgress taskbar = SystemTaskbar.of(new Machine(os, Map.of(), home), "Wizard");
      assertThatCode(
              () -> {
                taskbar.show(0.5);
                taskbar.attention();
                taskbar.remove();
              })
          .doesNotThrowAnyException();
    }
    assertThat(told).isEmpty();
  }
}
