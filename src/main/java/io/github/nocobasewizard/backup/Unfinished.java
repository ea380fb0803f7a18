package io.github.nocobasewizard.backup;

import io.github.nocobasewizard.run.Holder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A mark in a folder whose content is not complete yet: who is making it, and what it will replace.
/// It tells what a crash has left behind from what is just being made.
///
/// @param supersedes files of the restore point, to be removed once the new ones are named in its
///     manifest
record Unfinished(Holder maker, List<String> supersedes) {
  static final String NAME = "unfinished";

  static void mark(Path folder, List<String> supersedes) throws IOException {
    Files.writeString(
        folder.resolve(NAME),
        Holder.me(Instant.now()).toText() + "\n" + String.join("\n", supersedes));
  }

  static void clear(Path folder) throws IOException {
    Files.deleteIfExists(folder.resolve(NAME));
  }

  /// Of a folder that nobody is working on any more.
  static Optional<Unfinished> abandoned(Path folder) throws IOException {
    Path mark = folder.resolve(NAME);
    if (!Files.isRegularFile(mark)) {
      return Optional.empty();
    }
    String text = Files.readString(mark);
    int end = Math.max(text.indexOf("\n\n"), 0);
    List<String> files = text.substring(end).lines().filter(line -> !line.isBlank()).toList();
    return Holder.parse(text.substring(0, end))
        .filter(Holder::hasEnded)
        .map(maker -> new Unfinished(maker, files));
  }
}
