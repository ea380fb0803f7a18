package io.github.nocobasewizard.installation.edit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The change of one file, byte for byte.
///
/// The arrays are copied on the way in and out.
///
/// @param file the file, as the project names it
/// @param before the bytes it was planned on
/// @param after the bytes it is to have
/// @param changes what is different, from top to bottom; they never overlap
public record FileEdit(Path file, byte[] before, byte[] after, List<Change> changes) {
  public FileEdit {
    before = before.clone();
    after = after.clone();
    changes = List.copyOf(changes);
  }

  /// A stretch of characters that becomes another one.
  ///
  /// @param before where the old characters stand in the old bytes (empty where only new ones come)
  /// @param after where the new characters stand in the new bytes (empty where only old ones go)
  public record Change(Place before, Place after) {}

  /// A replacement of bytes `start` to `end`.
  record Splice(int start, int end, byte[] replacement) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Splice splice
          && start == splice.start
          && end == splice.end
          && Arrays.equals(replacement, splice.replacement);
    }

    @Override
    public int hashCode() {
      return 31 * (31 * start + end) + Arrays.hashCode(replacement);
    }
  }

  /// @param splices in order, not overlapping
  static FileEdit of(Path file, byte[] before, List<Splice> splices) {
    byte[] after = apply(before, splices);
    Lines linesBefore = Lines.of(before);
    Lines linesAfter = Lines.of(after);
    List<Change> changes = new ArrayList<>();
    int shift = 0;
    for (Splice splice : splices) {
      int start = splice.start() + shift;
      int end = start + splice.replacement().length;
      changes.add(
          new Change(
              linesBefore.place(file, splice.start(), splice.end()),
              linesAfter.place(file, start, end)));
      shift += splice.replacement().length - (splice.end() - splice.start());
    }
    return new FileEdit(file, before, after, changes);
  }

  private static byte[] apply(byte[] before, List<Splice> splices) {
    ByteArrayOutputStream after = new ByteArrayOutputStream();
    int done = 0;
    for (Splice splice : splices) {
      after.write(before, done, splice.start() - done);
      after.writeBytes(splice.replacement());
      done = splice.end();
    }
    after.write(before, done, before.length - done);
    return after.toByteArray();
  }

  /// Writes the new bytes if the file still has the old ones; see [AtomicFile] for how.
  public WriteResult write() {
    return AtomicFile.replace(file, before, after);
  }

  /// What the file is now, seen from this edit. After a crash it tells whether the edit was made.
  public enum State {
    /// Not made yet.
    BEFORE,
    /// Made.
    AFTER,
    /// Somebody else changed the file.
    OTHER,
    UNREADABLE
  }

  /// Compares the bytes on disk.
  public State state() {
    try {
      byte[] now = Files.readAllBytes(file);
      return Arrays.equals(now, before)
          ? State.BEFORE
          : Arrays.equals(now, after) ? State.AFTER : State.OTHER;
    } catch (IOException unreadable) {
      return State.UNREADABLE;
    }
  }

  /// Whether the file still has the bytes that this edit was planned on.
  public boolean verifyUnchanged() {
    return state() == State.BEFORE;
  }

  /// The edit that undoes this one.
  public FileEdit reversed() {
    return new FileEdit(
        file,
        after,
        before,
        changes.stream().map(change -> new Change(change.after(), change.before())).toList());
  }

  @Override
  public byte[] before() {
    return before.clone();
  }

  @Override
  public byte[] after() {
    return after.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FileEdit edit
        && file.equals(edit.file)
        && Arrays.equals(before, edit.before)
        && Arrays.equals(after, edit.after)
        && changes.equals(edit.changes);
  }

  @Override
  public int hashCode() {
    return 31 * file.hashCode() + Arrays.hashCode(after);
  }

  /// Without the contents: environment files hold passwords.
  @Override
  public String toString() {
    return "FileEdit[" + file + ", " + changes.size() + " changes]";
  }
}
