package io.github.nocobasewizard.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingStream;

/// Notes whatever the window's thread waits for: files, the network, programs, sleep. The program's own
/// classes, texts and fonts are not counted.
///
/// Java's flight recorder does the noting; it does not tell of mere questions, such as whether a file
/// is there.
final class WindowWatch implements AutoCloseable {
  private static final String WINDOW = "JavaFX Application Thread";

  private static final List<String> WAITS =
      List.of(
          "jdk.FileRead",
          "jdk.FileWrite",
          "jdk.FileForce",
          "jdk.SocketRead",
          "jdk.SocketWrite",
          "jdk.ProcessStart",
          "jdk.ThreadSleep");

  private static final List<Path> PROGRAM =
      Stream.concat(
              Stream.of(System.getProperty("java.home")),
              Stream.of(System.getProperty("java.class.path").split(File.pathSeparator)))
          .map(Path::of)
          .toList();

  private final Queue<String> waits = new ConcurrentLinkedQueue<>();
  private final RecordingStream recording = new RecordingStream();

  WindowWatch() {
    for (String wait : WAITS) {
      recording.enable(wait).withThreshold(Duration.ZERO).withStackTrace();
      recording.onEvent(wait, this::note);
    }
    recording.startAsync();
  }

  private void note(RecordedEvent event) {
    boolean window = event.getThread() != null && WINDOW.equals(event.getThread().getJavaName());
    if (window && !isOfTheProgram(event)) {
      waits.add(words(event));
    }
  }

  private static boolean isOfTheProgram(RecordedEvent event) {
    String path = event.hasField("path") ? event.getString("path") : null;
    return path != null
        && (PROGRAM.stream().anyMatch(Path.of(path)::startsWith)
            || path.matches(".*\\.(ttf|ttc|otf)"));
  }

  private static String words(RecordedEvent event) {
    String frames =
        event.getStackTrace() == null
            ? ""
            : event.getStackTrace().getFrames().stream()
                .map(frame ->
                    frame.getMethod().getType().getName() + "." + frame.getMethod().getName())
                .filter(frame -> frame.startsWith("io.github.nocobasewizard"))
                .limit(6)
                .collect(Collectors.joining(" < "));
    String path = event.hasField("path") ? " " + event.getString("path") : "";
    return event.getEventType().getName() + path + " in " + frames;
  }

  /// What the window's thread has waited for; ends the watch.
  Queue<String> end() {
    recording.stop();
    return waits;
  }

  /// Fails if the window's thread has waited for anything.
  @Override
  public void close() {
    Queue<String> found = end();
    recording.close();
    assertThat(found).as("waits of the window's thread").isEmpty();
  }
}
