package io.github.nocobasewizard.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nocobasewizard.engine.ComposeTool;
import io.github.nocobasewizard.testing.Before;
import io.github.nocobasewizard.testing.NastyContent;
import io.github.nocobasewizard.testing.RealInstallation;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/// What an installation is made of whenever its app is about to be started: then nobody writes, and two
/// looks can be compared to the letter.
final class BeforeStarts {
  private final RealInstallation real;
  private final List<State> states = new CopyOnWriteArrayList<>();

  private record State(String database, String storage) {}

  /// Adds what is hard to copy.
  BeforeStarts(RealInstallation real) throws Exception {
    this.real = real;
    String script = NastyContent.sql(real.server().kind());
    real.server().sql(real.isElsewhere() ? withoutAdministrator(script) : script);
    real.addNastyFiles();
  }

  /// The login of the app itself may make no roles, so somebody has.
  private String withoutAdministrator(String script) throws Exception {
    real.makeRole("reader");
    return script.replace("CREATE ROLE reader NOLOGIN;", "");
  }

  /// The same world, with a look before each start.
  Composition.Outside around(Composition.Outside outside) {
    return new Composition.Outside(
        outside.engine(),
        Before.each(
            ComposeTool.class,
            outside.compose(),
            "up",
            () -> states.add(new State(real.server().everything(), real.storage()))),
        outside.web(),
        outside.registry(),
        outside.data(),
        outside.backupFolder(),
        outside.limits(),
        outside.clock(),
        outside.practice(),
        outside.keep(),
        outside.sleep());
  }

  /// Before the new version was started for the first time, and before the old one was again: database,
  /// its structure, and storage are the same to the letter.
  void areTheSame() {
    assertThat(states).hasSize(2);
    isSame("storage", states.getFirst().storage(), states.getLast().storage());
    isSame("database", states.getFirst().database(), states.getLast().database());
  }

  private static void isSame(String what, String before, String after) {
    assertThat(before).as(what).isNotEmpty();
    assertThat(before.equals(after) ? "" : differences(before, after)).as(what).isEmpty();
  }

  private static String differences(String before, String after) {
    return "gone:" + missing(before, after) + "\nnew:" + missing(after, before) + "\nor the order";
  }

  private static String missing(String from, String in) {
    Set<String> there = new HashSet<>(Arrays.asList(in.split("\n")));
    StringBuilder text = new StringBuilder();
    from.lines()
        .filter(line -> !there.contains(line))
        .limit(10)
        .forEach(line -> text.append("\n  ").append(line, 0, Math.min(300, line.length())));
    return text.toString();
  }
}
