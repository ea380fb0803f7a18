package io.github.nocobasewizard.engine.docker;

import io.github.nocobasewizard.engine.docker.FrameReader.Frame;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;

/// The two outputs of a command that runs under [ExecScript]: separates what the script says to us
/// from what the command prints, to the byte.
final class ExecOutput {
  private static final int STDERR_KEPT = 64 * 1024;

  /// Until the script has said its first word nothing is passed on: it may be the engine's own words
  /// that come instead of a command's.
  private static final int HELD_BEFORE_THE_START = 64 * 1024;

  private final OutputStream stdout;
  private final String nonce;
  private final int trailerLength;
  private final ByteArrayOutputStream head = new ByteArrayOutputStream();
  private final ByteArrayOutputStream stderr = new ByteArrayOutputStream();
  private byte[] held = {};
  private Optional<String> pid = Optional.empty();
  private boolean commandFound = true;

  ExecOutput(String nonce, OutputStream stdout) {
    this.nonce = nonce;
    this.stdout = stdout;
    this.trailerLength = ExecScript.trailer(nonce, 0).length();
  }

  /// @throws IOException if `stdout` cannot be written
  void add(Frame frame) throws IOException {
    if (frame.error()) {
      addError(frame.content());
      addOutput(new byte[0]); // What was held back for the script's first word.
    } else {
      addOutput(frame.content());
    }
  }

  /// The process in the container, once it has started.
  Optional<String> pid() {
    return pid;
  }

  /// False if the script has said that there is no such command.
  boolean commandFound() {
    return commandFound;
  }

  /// The command's exit code, once all that it has printed is here.
  OptionalInt exitCode() {
    if (held.length < trailerLength) {
      return OptionalInt.empty();
    }
    String end =
        new String(held, held.length - trailerLength, trailerLength, StandardCharsets.ISO_8859_1);
    return ExecScript.exitCode(nonce, end);
  }

  /// Passes on what was held back, but for the script's last line.
  void finish() throws IOException {
    int kept = exitCode().isPresent() ? trailerLength : 0;
    stdout.write(held, 0, held.length - kept);
    held = new byte[0];
  }

  /// What was printed and not passed on yet; the engine's words if nothing was started.
  String heldText() {
    return new String(held, StandardCharsets.UTF_8).strip();
  }

  /// The end of standard error.
  String stderr() {
    trim();
    return stderr.toString(StandardCharsets.UTF_8);
  }

  private void addOutput(byte[] content) throws IOException {
    byte[] all = Arrays.copyOf(held, held.length + content.length);
    System.arraycopy(content, 0, all, held.length, content.length);
    int ready =
        pid.isPresent() ? startOfTrailer(all) : Math.max(0, all.length - HELD_BEFORE_THE_START);
    stdout.write(all, 0, ready);
    held = Arrays.copyOfRange(all, ready, all.length);
  }

  /// Where the script's last line may begin, whole or in part; the length if nowhere.
  private int startOfTrailer(byte[] all) {
    for (int start = Math.max(0, all.length - trailerLength); start < all.length; start++) {
      String end = new String(all, start, all.length - start, StandardCharsets.ISO_8859_1);
      if (ExecScript.mayBeTrailer(nonce, end)) {
        return start;
      }
    }
    return all.length;
  }

  private void addError(byte[] content) {
    if (pid.isPresent()) {
      keepEnd(content);
      return;
    }
    head.writeBytes(content);
    byte[] bytes = head.toByteArray();
    int lineEnd = indexOf(bytes, (byte) '\n');
    if (lineEnd >= 0) {
      readFirstLine(new String(bytes, 0, lineEnd, StandardCharsets.UTF_8));
      keepEnd(Arrays.copyOfRange(bytes, pid.isPresent() ? lineEnd + 1 : 0, bytes.length));
      head.reset();
    }
  }

  private void readFirstLine(String line) {
    String[] words = line.strip().split(" ");
    if (words.length == 3 && words[0].equals(nonce)) {
      pid = Optional.of(words[1]);
      commandFound = words[2].equals("found");
    }
  }

  private void keepEnd(byte[] content) {
    stderr.writeBytes(content);
    if (stderr.size() > 2 * STDERR_KEPT) {
      trim();
    }
  }

  private void trim() {
    byte[] all = stderr.toByteArray();
    int kept = Math.min(all.length, STDERR_KEPT);
    stderr.reset();
    stderr.write(all, all.length - kept, kept);
  }

  private static int indexOf(byte[] bytes, byte value) {
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == value) {
        return i;
      }
    }
    return -1;
  }
}
