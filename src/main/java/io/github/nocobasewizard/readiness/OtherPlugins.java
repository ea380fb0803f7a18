package io.github.nocobasewizard.readiness;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/// Plugins that somebody unpacked into `storage/plugins`, one to a folder: `@scope/name` or `name`.
/// Those of `@nocobase` are NocoBase's own, free or commercial, and come with their version.
final class OtherPlugins {
  private static final String OWN = "@nocobase";

  private OtherPlugins() {}

  /// Their names; none where this user may not look.
  ///
  /// @param plugins the folder
  static SortedSet<String> in(Path plugins) {
    SortedSet<String> names = new TreeSet<>();
    try {
      for (Path folder : folders(plugins)) {
        String name = folder.getFileName().toString();
        if (!name.startsWith("@")) {
          names.add(name);
        } else if (!name.equals(OWN)) {
          folders(folder).forEach(plugin -> names.add(name + "/" + plugin.getFileName()));
        }
      }
      return names;
    } catch (IOException | DirectoryIteratorException notToBeSeen) {
      return Collections.emptySortedSet();
    }
  }

  private static List<Path> folders(Path parent) throws IOException {
    List<Path> folders = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(parent, Files::isDirectory)) {
      all.forEach(folders::add);
    }
    folders.removeIf(folder -> folder.getFileName().toString().startsWith("."));
    return folders;
  }
}
