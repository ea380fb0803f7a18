package io.github.nocobasewizard.run;

import io.github.nocobasewizard.engine.HelperContainers;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;

/// Who is at work on something: written down beside it, so that others can be told whom they wait for,
/// and can tell whether it is still going on.
///
/// @param user name of the account
/// @param computer its name
/// @param process number and begin, see [HelperContainers#owner()]
/// @param since when the work was begun
public record Holder(String user, String computer, String process, Instant since) {
  private static final String HERE = nameOfThisComputer();

  /// This program, from now on.
  public static Holder me(Instant now) {
    return new Holder(System.getProperty("user.name", ""), HERE, HelperContainers.owner(), now);
  }

  private static String nameOfThisComputer() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      // "name: name: Name or service not known"
      return String.valueOf(e.getMessage()).replaceFirst(":.*", "");
    }
  }

  /// Reads what [#toText()] has written; empty if it is not whole.
  public static Optional<Holder> parse(String text) {
    Properties values = new Properties();
    try {
      values.load(new StringReader(text));
      return Optional.of(
          new Holder(
              values.getProperty("user", ""),
              values.getProperty("computer", ""),
              values.getProperty("process", ""),
              Instant.parse(values.getProperty("since", ""))));
    } catch (DateTimeException | IllegalArgumentException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("a text that cannot be read", e);
    }
  }

  public String toText() {
    return "user=%s\ncomputer=%s\nprocess=%s\nsince=%s\n"
        .formatted(escaped(user), escaped(computer), process, since);
  }

  private static String escaped(String value) {
    return value.replace("\\", "\\\\");
  }

  /// Whether it is on this computer, where it can be seen whether its program still runs.
  public boolean isHere() {
    return computer.equals(HERE);
  }

  public boolean isThisProgram() {
    return isHere() && process.equals(HelperContainers.owner());
  }

  /// Whether its program has ended for certain.
  public boolean hasEnded() {
    return isHere() && !HelperContainers.ownerRuns(process);
  }

  /// For people.
  public String name() {
    return user + " (" + computer + ")";
  }
}
