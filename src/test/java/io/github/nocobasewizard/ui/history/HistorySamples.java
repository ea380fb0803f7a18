package io.github.nocobasewizard.ui.history;

import io.github.nocobasewizard.run.RunStore.Beginning;
import io.github.nocobasewizard.run.RunStore.Kind;
import io.github.nocobasewizard.run.RunStore.Record;
import io.github.nocobasewizard.ui.text.Texts;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Histories, for pictures and tests.
public final class HistorySamples {
  private static final String POINT = "/home/anna/NocoBase backups/";

  private HistorySamples() {}

  /// As in the design, newest first.
  public static List<Record> usual() {
    return List.of(
        record(
            Kind.UPGRADE,
            "Anna",
            "2026-11-23T14:05:00Z",
            Duration.ofSeconds(432),
            "2.2.0-full",
            "2.2.15-full",
            "my-project 2026-11-23 14.08.00",
            "UPGRADED",
            Map.of(
                "version",
                "2.2.15",
                "pause",
                "PT1M38S",
                "recordsBefore",
                "48211",
                "recordsAfter",
                "48211")),
        record(
            Kind.BACKUP,
            "Anna",
            "2026-11-23T14:00:00Z",
            Duration.ofSeconds(118),
            "2.2.0-full",
            "",
            "my-project 2026-11-23 14.00.00",
            "DONE",
            Map.of()),
        record(
            Kind.GO_BACK,
            "Anna",
            "2026-06-12T10:04:00Z",
            Duration.ofSeconds(95),
            "2.2.4-full",
            "2.2.0-full",
            "my-project 2026-06-12 09.31.00",
            "WENT_BACK",
            Map.of("version", "2.2.0", "recordsAfter", "46802")),
        record(
            Kind.UPGRADE,
            "Anna",
            "2026-06-12T09:52:00Z",
            Duration.ofSeconds(700),
            "2.2.0-full",
            "2.2.4-full",
            "my-project 2026-06-12 09.31.00",
            "FAILED",
            Map.of("failure", "DidNotStart")),
        record(
            Kind.UPGRADE,
            "Tobias",
            "2026-03-03T17:58:00Z",
            Duration.ofSeconds(545),
            "2.1.18-full",
            "2.2.0-full",
            "my-project 2026-03-03 17.45.00",
            "UPGRADED",
            Map.of("version", "2.2.0", "recordsBefore", "-1", "recordsAfter", "-1")));
  }

  /// Every kind of ending.
  public static List<Record> endings() {
    return List.of(
        ending(Kind.UPGRADE, "2026-11-23T13:00:00Z", ""),
        ending(Kind.UPGRADE, "2026-11-22T13:00:00Z", "CANCELLED"),
        ending(Kind.UPGRADE, "2026-11-21T13:00:00Z", "UNTOUCHED"),
        ending(Kind.UPGRADE, "2026-11-20T13:00:00Z", "FAILED"),
        ending(Kind.GO_BACK, "2025-12-23T13:00:00Z", "WENT_BACK"),
        ending(Kind.GO_BACK, "2025-12-22T13:00:00Z", "FAILED"),
        ending(Kind.GO_BACK, "2025-12-21T13:00:00Z", "UNTOUCHED"),
        ending(Kind.GO_BACK, "2025-12-20T13:00:00Z", ""),
        ending(Kind.BACKUP, "2025-12-19T13:00:00Z", "FAILED"),
        ending(Kind.BACKUP, "2025-12-18T13:00:00Z", ""));
  }

  static HistoryModel some(List<Record> records, Texts texts) {
    var model = new HistoryModel();
    model.rows.setAll(HistoryRows.of(records, texts));
    return model;
  }

  public static HistoryModel some(Texts texts) {
    var model = some(usual(), texts);
    model.unfolded.set(model.rows.getFirst().id());
    return model;
  }

  public static HistoryModel every(Texts texts) {
    var model = some(endings(), texts);
    model.unfolded.set(model.rows.getLast().id());
    return model;
  }

  public static HistoryModel none() {
    return new HistoryModel();
  }

  public static HistoryModel loading() {
    var model = new HistoryModel();
    model.loading.set(true);
    return model;
  }

  public static HistoryModel noMatch(Texts texts) {
    var model = some(usual(), texts);
    model.search.set("2.3");
    model.installation.set("my-project");
    return model;
  }

  private static Record ending(Kind kind, String started, String outcome) {
    return record(
        kind,
        "Anna Katharina Müller",
        started,
        outcome.isEmpty() ? null : Duration.ofMinutes(71),
        "2.2.0-full",
        "2.3.0-beta.12-full",
        "customer-administration-production",
        outcome,
        Map.of());
  }

  private static Record record(
      Kind kind,
      String user,
      String started,
      @Nullable Duration took,
      String from,
      String to,
      String point,
      String outcome,
      Map<String, String> end) {
    var begun = Instant.parse(started);
    return new Record(
        Path.of("/runs/" + started.replace(':', '-')),
        new Beginning(
            kind,
            "key",
            "my-project",
            "C:\\Users\\Anna\\Documents\\Company\\Applications\\nocobase",
            from,
            to,
            POINT + point),
        user,
        begun,
        took == null ? null : begun.plus(took),
        outcome,
        "",
        took == null ? begun : begun.plus(took),
        end,
        0);
  }
}
