package io.github.nocobasewizard.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The folder of all runs ever made on this computer: one sub-folder each, with its journal and its
/// log.
public final class RunStore {
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

  /// Journal line types.
  public static final String BEGIN = "begin";

  public static final String END = "end";
  public static final String STEP = "step";
  public static final String DONE = "done";

  private static final String NUMBER = "number";

  /// The one step of an upgrade that changes nothing of the installation.
  private static final String DOWNLOAD = RunEvent.Phase.DOWNLOAD.name();

  /// Outcomes after which all is as it was before the run.
  private static final Set<String> TAKEN_BACK = Set.of("UNTOUCHED", "CANCELLED");

  /// Outcomes after which the installation is neither the old nor the new one.
  private static final Set<String> HALF_WAY = Set.of("FAILED", "CUT_OFF");

  private final Path folder;
  private final Clock clock;

  public RunStore(Path folder, Clock clock) {
    this.folder = folder;
    this.clock = clock;
  }

  public Path folder() {
    return folder;
  }

  public enum Kind {
    UPGRADE,
    GO_BACK,
    BACKUP
  }

  /// What the first line of a journal says.
  ///
  /// @param installation key of the installation
  /// @param from version before, as a tag
  /// @param to version after, as a tag; empty for a backup
  /// @param restorePoint folder of the restore point, empty if there is none
  public record Beginning(
      Kind kind,
      String installation,
      String project,
      String projectFolder,
      String from,
      String to,
      String restorePoint) {

    Map<String, String> data() {
      Map<String, String> data = new HashMap<>();
      data.put("kind", kind.name());
      data.put("installation", installation);
      data.put("project", project);
      data.put("folder", projectFolder);
      data.put("from", from);
      data.put("to", to);
      data.put("restorePoint", restorePoint);
      data.put("user", System.getProperty("user.name", ""));
      return data;
    }
  }

  /// One run, as its journal tells it.
  ///
  /// @param outcome the code of the last line, e.g. `UPGRADED`; empty while unfinished
  /// @param lastStep the step that was begun last; empty if none was
  /// @param lastSign time of the last line
  /// @param end values of the last line
  /// @param number counts the runs in the order in which they were begun; 0 for those of old times
  public record Record(
      Path folder,
      Beginning beginning,
      String user,
      Instant started,
      @Nullable Instant ended,
      String outcome,
      String lastStep,
      Instant lastSign,
      Map<String, String> end,
      long number) {

    /// Whether it was cut off (or is still going on).
    public boolean unfinished() {
      return ended == null;
    }

    /// Whether it may have changed anything of the installation.
    boolean hasChanged() {
      boolean begun = !lastStep.isEmpty() && !lastStep.equals(DOWNLOAD);
      return begun && !TAKEN_BACK.contains(outcome);
    }

    boolean leftHalfWay() {
      return unfinished() || HALF_WAY.contains(outcome);
    }
  }

  /// @throws IOException if no journal could be written
  public void requireWritable() throws IOException {
    Files.createDirectories(folder);
    Files.delete(Files.createTempFile(folder, "writable", ""));
  }

  /// Opens the journal of a new run; its first line is on disk.
  ///
  /// It says how many runs there were before: the order of runs must not depend on the clock, which
  /// somebody may set.
  public Journal begin(Beginning beginning) throws IOException {
    long number = 1 + list().stream().mapToLong(Record::number).max().orElse(0);
    Path run = folder.resolve(NAME.format(clock.instant()));
    for (int n = 2; Files.exists(run); n++) {
      run = folder.resolve(NAME.format(clock.instant()) + "-" + n);
    }
    Map<String, String> data = beginning.data();
    data.put(NUMBER, Long.toString(number));
    return begin(run, data);
  }

  /// Where there is no room for a first line, no run was begun, and no folder of one stays.
  private Journal begin(Path run, Map<String, String> data) throws IOException {
    Journal journal = Journal.open(run, clock);
    try {
      journal.write(BEGIN, data);
      return journal;
    } catch (IOException e) {
      journal.close();
      Journal.remove(run);
      throw e;
    }
  }

  /// Opens the journal of an earlier run, to go on with it.
  public Journal reopen(Path run) throws IOException {
    return Journal.open(run, clock);
  }

  /// All runs, newest first; folders whose journal does not even have a first line are left out.
  public List<Record> list() {
    List<Record> records = new ArrayList<>();
    if (!Files.isDirectory(folder)) {
      return records;
    }
    try (Stream<Path> runs = Files.list(folder)) {
      for (Path run : runs.filter(Files::isDirectory).toList()) {
        read(run).ifPresent(records::add);
      }
    } catch (IOException e) {
      System.getLogger(RunStore.class.getName())
          .log(System.Logger.Level.WARNING, "unreadable run folder " + folder, e);
    }
    records.sort(
        Comparator.comparingLong(Record::number).thenComparing(Record::started).reversed());
    return records;
  }

  /// The newest run of an installation that has changed something, if it left the installation
  /// half-way: it was cut off, or it failed and nobody has gone back since.
  public Optional<Record> unfinished(String installationKey) {
    return list().stream()
        .filter(record -> record.beginning().installation().equals(installationKey))
        .filter(record -> record.beginning().kind() != Kind.BACKUP)
        .filter(Record::hasChanged)
        .findFirst()
        .filter(Record::leftHalfWay);
  }

  public static Optional<Record> read(Path run) {
    try {
      List<Journal.Entry> entries = Journal.read(run);
      return entries.isEmpty() || !entries.getFirst().type().equals(BEGIN)
          ? Optional.empty()
          : Optional.of(record(run, entries));
    } catch (IOException e) {
      System.getLogger(RunStore.class.getName())
          .log(System.Logger.Level.WARNING, "unreadable journal in " + run, e);
      return Optional.empty();
    }
  }

  private static Record record(Path run, List<Journal.Entry> entries) {
    Journal.Entry first = entries.getFirst();
    Journal.Entry last = entries.getLast();
    boolean ended = last.type().equals(END);
    String step = "";
    for (Journal.Entry entry : entries) {
      if (entry.type().equals(STEP)) {
        step = entry.get("name");
      }
    }
    Beginning beginning =
        new Beginning(
            Kind.valueOf(first.get("kind")),
            first.get("installation"),
            first.get("project"),
            first.get("folder"),
            first.get("from"),
            first.get("to"),
            first.get("restorePoint"));
    return new Record(
        run,
        beginning,
        first.get("user"),
        first.time(),
        ended ? last.time() : null,
        ended ? last.get("outcome") : "",
        step,
        last.time(),
        ended ? last.data() : Map.of(),
        number(first));
  }

  private static long number(Journal.Entry begin) {
    String number = begin.get(NUMBER);
    return number.matches("\\d{1,18}") ? Long.parseLong(number) : 0;
  }
}
