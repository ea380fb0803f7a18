package io.github.nocobasewizard.ui.history;

import io.github.nocobasewizard.run.RunStore;
import io.github.nocobasewizard.run.RunStore.Beginning;
import io.github.nocobasewizard.run.RunStore.Kind;
import io.github.nocobasewizard.ui.history.HistoryModel.Fact;
import io.github.nocobasewizard.ui.history.HistoryModel.Row;
import io.github.nocobasewizard.ui.kit.Mark;
import io.github.nocobasewizard.ui.text.Texts;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Tells in words what the journals of the runs say.
public final class HistoryRows {
  private static final String LINE_END = "\r\n";

  private static final Pattern NAME_TIME =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\d \\d\\d\\.\\d\\d\\.\\d\\d");
  private static final DateTimeFormatter NAME_FORMAT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH.mm.ss", Locale.ROOT);

  /// Spreadsheets know it for a date in every language.
  private static final DateTimeFormatter SHEET_FORMAT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

  /// Excel takes a file for UTF-8 only if it begins with this.
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private final Texts texts;
  private final Set<String> ambiguous;

  private HistoryRows(Texts texts, Set<String> ambiguous) {
    this.texts = texts;
    this.ambiguous = ambiguous;
  }

  /// @param records newest first, as [RunStore#list] gives them
  public static List<Row> of(List<RunStore.Record> records, Texts texts) {
    var rows = new HistoryRows(texts, ambiguousNames(records));
    var result = new ArrayList<Row>();
    // What was done to an installation after the run being told.
    Map<String, RunStore.Record> later = new HashMap<>();
    for (RunStore.Record record : records) {
      String installation = record.beginning().installation();
      result.add(rows.row(record, wentBack(later.get(installation), record)));
      if (record.beginning().kind() != Kind.BACKUP) {
        later.put(installation, record);
      }
    }
    return result;
  }

  /// The rows as a table that spreadsheets open.
  public static String csv(List<Row> rows, Texts texts) {
    var out = new StringBuilder(BYTE_ORDER_MARK);
    line(
        out,
        List.of(
            texts.get("history.when"),
            texts.get("history.installation"),
            texts.get("history.what"),
            texts.get("history.who"),
            texts.get("history.took"),
            texts.get("history.details")));
    for (Row row : rows) {
      var took = row.took();
      line(
          out,
          List.of(
              SHEET_FORMAT.format(row.when().atZone(ZoneId.systemDefault())),
              row.installation(),
              row.what(),
              row.who(),
              took == null ? "" : texts.clock(took),
              row.facts().stream()
                  .map(fact -> fact.name() + ": " + fact.value())
                  .collect(Collectors.joining("; "))));
    }
    return out.toString();
  }

  private static void line(StringBuilder out, List<String> cells) {
    out.append(cells.stream().map(HistoryRows::cell).collect(Collectors.joining(",")));
    out.append(LINE_END);
  }

  /// A name that begins like a formula must not become one.
  private static String cell(String text) {
    String harmless =
        !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    return '"' + harmless.replace("\"", "\"\"") + '"';
  }

  private static Set<String> ambiguousNames(List<RunStore.Record> records) {
    Map<String, String> seen = new HashMap<>();
    Set<String> result = new HashSet<>();
    for (RunStore.Record record : records) {
      Beginning beginning = record.beginning();
      String other = seen.putIfAbsent(beginning.project(), beginning.installation());
      if (other != null && !other.equals(beginning.installation())) {
        result.add(beginning.project());
      }
    }
    return result;
  }

  private static boolean wentBack(RunStore.@Nullable Record later, RunStore.Record run) {
    return later != null
        && later.beginning().kind() == Kind.GO_BACK
        && later.outcome().equals("WENT_BACK")
        && later.beginning().restorePoint().equals(run.beginning().restorePoint());
  }

  private Row row(RunStore.Record record, boolean wentBack) {
    Instant ended = record.ended();
    Told told = told(record, wentBack);
    Beginning beginning = record.beginning();
    String name =
        ambiguous.contains(beginning.project())
            ? texts.get("history.nameAndFolder", beginning.project(), beginning.projectFolder())
            : beginning.project();
    return new Row(
        record.folder().toString(),
        name,
        told.mark(),
        record.started(),
        told.what(),
        record.user(),
        ended == null ? null : Duration.between(record.started(), ended),
        facts(record));
  }

  private record Told(Mark mark, String what) {}

  private Told told(RunStore.Record record, boolean wentBack) {
    return switch (record.beginning().kind()) {
      case UPGRADE -> upgrade(record, wentBack);
      case GO_BACK -> goingBack(record);
      case BACKUP -> backup(record);
    };
  }

  private Told upgrade(RunStore.Record record, boolean wentBack) {
    String from = record.beginning().from();
    String to = record.beginning().to();
    if (record.unfinished()) {
      return wentBack
          ? new Told(Mark.WENT_BACK, texts.get("history.upgrade.interruptedWentBack", to))
          : new Told(Mark.REMARK, texts.get("history.upgrade.interrupted", to));
    }
    return switch (record.outcome()) {
      case "UPGRADED" -> new Told(Mark.DONE, texts.get("history.upgrade.done", from, to));
      case "CANCELLED" -> new Told(Mark.PAUSED, texts.get("history.upgrade.cancelled", to));
      case "UNTOUCHED" -> new Told(Mark.REMARK, texts.get("history.upgrade.untouched", to));
      case "FAILED" ->
          wentBack
              ? new Told(Mark.WENT_BACK, texts.get("history.upgrade.failedWentBack", to))
              : new Told(Mark.STOP, texts.get("history.upgrade.failed", to));
      case "CUT_OFF" -> new Told(Mark.REMARK, texts.get("history.upgrade.interrupted", to));
      case "STOPPED_ON_THE_WAY" ->
          new Told(
              Mark.REMARK,
              texts.get("history.upgrade.onTheWay", to, record.end().getOrDefault("version", "")));
      default -> new Told(Mark.INFO, texts.get("history.upgrade.other", from, to));
    };
  }

  private Told goingBack(RunStore.Record record) {
    String to = record.beginning().to();
    if (record.unfinished()) {
      return new Told(Mark.REMARK, texts.get("history.back.interrupted", to));
    }
    return switch (record.outcome()) {
      case "WENT_BACK" -> new Told(Mark.WENT_BACK, texts.get("history.back.done", to));
      case "UNTOUCHED", "CANCELLED" ->
          new Told(Mark.REMARK, texts.get("history.back.untouched", to));
      case "FAILED" -> new Told(Mark.STOP, texts.get("history.back.failed", to));
      case "PUT_BACK" -> new Told(Mark.REMARK, texts.get("history.back.putBack", to));
      default -> new Told(Mark.INFO, texts.get("history.back.other", to));
    };
  }

  private Told backup(RunStore.Record record) {
    if (record.unfinished()) {
      return new Told(Mark.REMARK, texts.get("history.backup.interrupted"));
    }
    return switch (record.outcome()) {
      case "FAILED" -> new Told(Mark.STOP, texts.get("history.backup.failed"));
      case "CANCELLED", "UNTOUCHED" -> new Told(Mark.PAUSED, texts.get("history.backup.cancelled"));
      default -> new Told(Mark.DONE, texts.get("history.backup.done"));
    };
  }

  private List<Fact> facts(RunStore.Record record) {
    var facts = new ArrayList<Fact>();
    String result = result(record);
    if (!result.isEmpty()) {
      facts.add(new Fact(texts.get("history.result"), result));
    }
    String pause = record.end().getOrDefault("pause", "");
    try {
      if (!pause.isEmpty()) {
        facts.add(new Fact(texts.get("history.pause"), texts.duration(Duration.parse(pause))));
      }
    } catch (DateTimeException _) {
      // A journal of another release; the rest of it is worth telling.
    }
    Beginning beginning = record.beginning();
    facts.add(new Fact(texts.get("history.installation"), beginning.projectFolder(), true));
    // A backup has its restore point only at its end.
    String point = record.end().getOrDefault("restorePoint", beginning.restorePoint());
    if (!point.isEmpty()) {
      facts.add(new Fact(texts.get("history.restorePoint"), made(point)));
    }
    return facts;
  }

  private String result(RunStore.Record record) {
    Map<String, String> end = record.end();
    String version = end.getOrDefault("version", record.beginning().to());
    return switch (record.outcome()) {
      case "UPGRADED" -> {
        long before = number(end, "recordsBefore");
        long after = number(end, "recordsAfter");
        yield before >= 0 && after >= before
            ? texts.get("history.result.allRecords", version, before)
            : texts.get("history.result.runs", version);
      }
      case "WENT_BACK" -> {
        long records = number(end, "recordsAfter");
        yield records >= 0
            ? texts.get("history.result.records", version, records)
            : texts.get("history.result.runs", version);
      }
      case "CANCELLED", "UNTOUCHED" -> texts.get("history.result.untouched");
      case "FAILED" ->
          switch (end.getOrDefault("failure", "")) {
            case "DidNotStart" -> texts.get("history.result.didNotStart");
            case "RecordsMissing" -> texts.get("history.result.recordsMissing");
            case "OtherImage" -> texts.get("history.result.otherVersion");
            default -> texts.get("history.result.failed");
          };
      default -> record.unfinished() ? texts.get("history.result.interrupted") : "";
    };
  }

  private static long number(Map<String, String> data, String key) {
    try {
      return Long.parseLong(data.getOrDefault(key, "-1"));
    } catch (NumberFormatException _) {
      return -1;
    }
  }

  /// When a restore point was made, which its folder's name tells; else that name.
  private String made(String folder) {
    String name = folder.substring(Math.max(folder.lastIndexOf('/'), folder.lastIndexOf('\\')) + 1);
    var time = NAME_TIME.matcher(name);
    if (!time.find()) {
      return name;
    }
    try {
      var local = LocalDateTime.parse(time.group(), NAME_FORMAT);
      return texts.get(
          "history.restorePoint.made",
          texts.moment(local.atZone(ZoneId.systemDefault()).toInstant()));
    } catch (DateTimeException _) {
      return name;
    }
  }
}
