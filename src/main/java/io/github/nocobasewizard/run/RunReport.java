package io.github.nocobasewizard.run;

import io.github.nocobasewizard.installation.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A run as one text to save or to send to somebody who helps: what was planned, what was done, what
/// was said. Holds no secrets: journals have none, and logs are written without them.
public final class RunReport {
  private RunReport() {}

  /// @param secrets blotted out once more; may be empty if the installation cannot be read any more
  public static String of(RunStore.Record record, List<String> secrets) throws IOException {
    RunStore.Beginning beginning = record.beginning();
    StringBuilder text = new StringBuilder();
    text.append("NocoBase Upgrade Wizard: report of a run\n\n");
    line(text, "What", beginning.kind().toString());
    line(text, "Installation", beginning.project());
    line(text, "From", beginning.from());
    line(text, "To", beginning.to());
    line(text, "Begun", record.started().toString());
    line(text, "Ended", record.ended() == null ? "not ended" : record.ended().toString());
    line(text, "Result", record.outcome().isEmpty() ? "interrupted" : record.outcome());
    line(text, "System", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    text.append("\nSteps\n");
    for (Journal.Entry entry : Journal.read(record.folder())) {
      text.append(entry.time()).append("  ").append(entry.type());
      entry.data().forEach((key, value) -> text.append("  ").append(key).append('=').append(value));
      text.append('\n');
    }
    Path log = record.folder().resolve("log.txt");
    if (Files.isRegularFile(log)) {
      text.append("\nLog\n").append(Files.readString(log));
    }
    String home = System.getProperty("user.home", "");
    String named = home.length() > 3 ? text.toString().replace(home, "~") : text.toString();
    return Secrets.blot(named, secrets);
  }

  private static void line(StringBuilder text, String name, String value) {
    text.append("%-14s%s%n".formatted(name, value));
  }
}
