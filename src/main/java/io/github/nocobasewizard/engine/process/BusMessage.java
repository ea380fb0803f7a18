package io.github.nocobasewizard.engine.process;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/// A message for a [SessionBus], as the bytes that go over the wire: first the header's fields, then the
/// values of the body, each at a multiple of its own size.
///
/// Source: D-Bus Specification 0.43, "Message Format" and "Marshaling".
final class BusMessage {
  private static final byte VERSION = 1;
  private static final int BODY_LENGTH_AT = 4;
  private static final int FIELDS_LENGTH_AT = 12;

  /// Bytes; what this program says takes a few hundred.
  private static final int LONGEST = 2_000;

  private final ByteBuffer bytes = ByteBuffer.allocate(LONGEST).order(ByteOrder.LITTLE_ENDIAN);

  BusMessage(byte type, int serial) {
    bytes.put((byte) 'l').put(type).put((byte) 0).put(VERSION);
    bytes.putInt(0).putInt(serial).putInt(0);
  }

  BusMessage header(String path, String iface, String member) {
    return field(1, "o").string(path).field(2, "s").string(iface).field(3, "s").string(member);
  }

  BusMessage destination(String name) {
    return field(6, "s").string(name);
  }

  BusMessage signature(String types) {
    return field(8, "g").shortString(types);
  }

  private BusMessage field(int code, String type) {
    align(Long.BYTES);
    bytes.put((byte) code);
    return shortString(type);
  }

  /// The whole message, to be sent.
  ///
  /// @param body writes its values
  ByteBuffer finish(Consumer<BusMessage> body) {
    bytes.putInt(FIELDS_LENGTH_AT, bytes.position() - FIELDS_LENGTH_AT - Integer.BYTES);
    align(Long.BYTES);
    int begin = bytes.position();
    body.accept(this);
    bytes.putInt(BODY_LENGTH_AT, bytes.position() - begin);
    return bytes.flip();
  }

  BusMessage string(String value) {
    byte[] text = value.getBytes(StandardCharsets.UTF_8);
    align(Integer.BYTES);
    bytes.putInt(text.length).put(text).put((byte) 0);
    return this;
  }

  private BusMessage shortString(String value) {
    byte[] text = value.getBytes(StandardCharsets.US_ASCII);
    bytes.put((byte) text.length).put(text).put((byte) 0);
    return this;
  }

  /// Names with values of any type.
  BusMessage dictionary(Consumer<BusMessage> entries) {
    align(Integer.BYTES);
    int lengthAt = bytes.position();
    bytes.putInt(0);
    align(Long.BYTES);
    int begin = bytes.position();
    entries.accept(this);
    bytes.putInt(lengthAt, bytes.position() - begin);
    return this;
  }

  BusMessage entry(String name, double value) {
    entry(name, "d");
    align(Double.BYTES);
    bytes.putDouble(value);
    return this;
  }

  BusMessage entry(String name, boolean value) {
    entry(name, "b");
    align(Integer.BYTES);
    bytes.putInt(value ? 1 : 0);
    return this;
  }

  private void entry(String name, String type) {
    align(Long.BYTES);
    string(name).shortString(type);
  }

  private void align(int size) {
    while (bytes.position() % size != 0) {
      bytes.put((byte) 0);
    }
  }
}
