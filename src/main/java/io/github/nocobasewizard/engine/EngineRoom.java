package io.github.nocobasewizard.engine;

import io.github.nocobasewizard.engine.ContainerEngine.Command;
import io.github.nocobasewizard.engine.ContainerEngine.Container;
import io.github.nocobasewizard.engine.ContainerEngine.EngineInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Room where the engine keeps its images.
public final class EngineRoom {
  /// The fourth column, in 1024 bytes, of what POSIX says `df -P` prints.
  private static final Pattern AVAILABLE =
      Pattern.compile(
          "(?m)^\\S{1,200}[ \\t]{1,80}\\d{1,18}[ \\t]{1,80}\\d{1,18}[ \\t]{1,80}(\\d{1,18})[ \\t]");

  private EngineRoom() {}

  /// Free bytes; empty if that cannot be known from here.
  ///
  /// A plain engine on this computer keeps images in a folder that can be looked at. Docker Desktop
  /// keeps them on the disk of a virtual machine: the root of every container is on it.
  public static OptionalLong free(ContainerEngine engine) throws EngineException {
    EngineInfo info = engine.info();
    if (info.local() && !info.dataFolder().isBlank()) {
      Path folder = Path.of(info.dataFolder());
      if (Files.isDirectory(folder)) {
        return free(folder);
      }
    }
    List<Container> running =
        engine.containers().stream().filter(Container::running).limit(3).toList();
    for (Container container : running) {
      OptionalLong free = free(engine, container.id());
      if (free.isPresent()) {
        return free;
      }
    }
    return OptionalLong.empty();
  }

  private static OptionalLong free(Path folder) {
    try {
      return OptionalLong.of(Files.getFileStore(folder).getUsableSpace());
    } catch (IOException e) {
      return OptionalLong.empty();
    }
  }

  private static OptionalLong free(ContainerEngine engine, String container) {
    try {
      String printed = engine.output(container, Command.of("df", "-Pk", "/"), Cancellation.none());
      return parse(printed);
    } catch (EngineException e) {
      // No such program in there.
      return OptionalLong.empty();
    }
  }

  static OptionalLong parse(String printed) {
    Matcher line = AVAILABLE.matcher(printed);
    return line.find()
        ? OptionalLong.of(Long.parseLong(line.group(1)) * 1024)
        : OptionalLong.empty();
  }
}
