package io.github.nocobasewizard.installation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The line of a Dockerfile that says which NocoBase an image is built on.
///
/// Grammar: the Dockerfile reference, "FROM".
///
/// @param line from 1
/// @param image as written, e.g. `nocobase/nocobase:2.2.0-full` or `nocobase/nocobase:${VERSION}`
public record BaseImage(Path file, int line, String image) {
  private static final Pattern FROM =
      Pattern.compile("(?i)\\s*FROM\\s+(?:--\\S+\\s+)*(?<image>\\S+).*");

  /// The last stage that is built on NocoBase; empty if none is, or if the file cannot be read.
  public static Optional<BaseImage> in(Path dockerfile) {
    List<String> lines;
    try {
      lines = Files.readAllLines(dockerfile);
    } catch (IOException unreadable) {
      return Optional.empty();
    }
    for (int n = lines.size(); n > 0; n--) {
      Matcher from = FROM.matcher(lines.get(n - 1));
      if (from.matches() && from.group("image").contains("nocobase")) {
        return Optional.of(new BaseImage(dockerfile, n, from.group("image")));
      }
    }
    return Optional.empty();
  }
}
