package io.github.nocobasewizard.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.FileHandler;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/// The program's own log: a few files in the platform's place for logs. Runs have logs of their own.
final class ProgramLog {
  private static final int BYTES = 1_000_000;
  private static final int FILES = 3;

  // Kept, for a logger that nobody keeps forgets its level.
  private static final Logger JAVAFX = Logger.getLogger("javafx");
  private static final Logger DOCKER_HTTP =
      Logger.getLogger("com.github.dockerjava.zerodep.shaded");

  private ProgramLog() {}

  static void begin(Path folder) {
    Logger root = Logger.getLogger("");
    // A newcomer starting the program from a terminal needs no inner life on it.
    for (var handler : root.getHandlers()) {
      handler.setLevel(Level.SEVERE);
    }
    // JavaFX on the class path works, and says at every start that it is unsupported.
    JAVAFX.setLevel(Level.SEVERE);
    // Of its repeated requests the engine's answers tell enough.
    DOCKER_HTTP.setLevel(Level.WARNING);
    try {
      Files.createDirectories(folder);
      FileHandler file =
          new FileHandler(folder.resolve("wizard-%g.log").toString(), BYTES, FILES, true);
      file.setFormatter(new SimpleFormatter());
      root.addHandler(file);
    } catch (IOException e) {
      root.log(Level.WARNING, "no log in " + folder, e);
    }
  }
}
