package io.github.nocobasewizard.engine.practice;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/// What is in the sample's database: a small wholesaler's customers, orders and tickets, among the
/// tables that NocoBase makes for itself. The same every time.
final class SampleRecords {
  /// The tables that the sample's owner made, with their columns.
  private static final List<Made> MADE =
      List.of(
          new Made("customers", 640, "name", "city", "phone", "notes"),
          new Made("products", 186, "name", "price", "unit"),
          new Made("orders", 2_418, "number", "customerId", "status", "total", "orderedAt"),
          new Made("orderItems", 5_230, "orderId", "productId", "quantity", "price"),
          new Made("tickets", 327, "title", "state", "description", "assigneeId"),
          new Made("suppliers", 58, "name", "city", "contact"));

  private static final List<String> CITIES =
      List.of("Lyon", "Porto", "Kraków", "成都", "Utrecht", "Aarhus", "Osaka", "Brno");
  private static final List<String> WORDS =
      List.of(
          "oak", "linen", "copper", "harbour", "north", "amber", "mill", "garden", "stone", "blue",
          "market", "paper");

  private final Random random = new Random(20_260);
  private final SortedMap<String, Table> tables = new TreeMap<>();
  private final String version;

  private record Made(String name, int rows, String... columns) {}

  private SampleRecords(String version) {
    this.version = version;
  }

  static Tables of(String version) {
    return new SampleRecords(version).all();
  }

  /// What NocoBase makes in an empty database: no records, one user.
  static Tables freshInstall(String version) {
    SampleRecords sample = new SampleRecords(version);
    sample.systemTables(0);
    sample.plugins();
    Tables fresh = new Tables(sample.tables).withApplicationVersion(version);
    return fresh.with("users", Table.of("id", "nickname").with("1", "Super Admin"));
  }

  private Tables all() {
    systemTables(1);
    plugins();
    MADE.forEach(this::made);
    collections();
    tables.put("users", rows(18, List.of("id", "nickname", "email")));
    tables.put("attachments", rows(24, List.of("id", "title", "filename", "size", "url")));
    tables.put("t_4kq2vd8h1mz", rows(411, List.of("ordersId", "tagsId")));
    return new Tables(tables).withApplicationVersion(version);
  }

  private void made(Made made) {
    List<String> columns = new ArrayList<>(List.of("id"));
    columns.addAll(List.of(made.columns()));
    columns.add("createdAt");
    columns.add("updatedAt");
    tables.put(made.name(), rows(made.rows(), columns));
  }

  private void collections() {
    Table collections = Table.of("key", "name", "title");
    for (Made made : MADE) {
      collections = collections.with(key(), made.name(), made.name());
    }
    tables.put(
        "collections",
        collections.with(key(), "users", "{{t(\"Users\")}}").with(key(), "roles", "Roles"));
  }

  private void plugins() {
    List<List<String>> rows = new ArrayList<>();
    for (String plugin : Plugins.NAMES) {
      rows.add(
          List.of(
              String.valueOf(rows.size() + 1),
              plugin,
              "@nocobase/plugin-" + plugin,
              version,
              "true"));
    }
    tables.put(
        "dataSources",
        Table.of("key", "type", "displayName").with("main", "main", "{{t(\"Main\")}}"));
    tables.put(
        "applicationPlugins",
        new Table(List.of("id", "name", "packageName", "version", "enabled"), rows));
  }

  /// @param share 0 for empty tables
  private void systemTables(int share) {
    SystemTables.rows()
        .forEach(
            (name, rows) -> tables.put(name, rows(rows * share, List.of("id", "name", "options"))));
  }

  private Table rows(int count, List<String> columns) {
    List<List<String>> rows = new ArrayList<>(count);
    for (int i = 1; i <= count; i++) {
      List<String> row = new ArrayList<>(columns.size());
      for (String column : columns) {
        row.add(value(column, i));
      }
      rows.add(row);
    }
    return new Table(columns, rows);
  }

  private String value(String column, int row) {
    return switch (column) {
      case "id" -> String.valueOf(row);
      case "city" -> CITIES.get(random.nextInt(CITIES.size()));
      case "price", "total" -> String.valueOf(random.nextInt(5, 90_000) / 100.0);
      case "quantity" -> String.valueOf(random.nextInt(1, 40));
      case "number" -> "2026-" + (10_000 + row);
      case "phone" -> "+00 " + random.nextInt(100_000, 999_999);
      case "options" -> "{\"uid\":\"" + key() + "\",\"sort\":" + row + "}";
      // Long ago, whenever somebody practises.
      case "createdAt", "updatedAt", "orderedAt" ->
          "2025-0%d-%02d 0%d:%02d:00"
              .formatted(
                  random.nextInt(1, 9),
                  random.nextInt(1, 28),
                  random.nextInt(1, 9),
                  random.nextInt(60));
      default -> column.endsWith("Id") ? String.valueOf(random.nextInt(1, 400)) : words();
    };
  }

  private String words() {
    return WORDS.get(random.nextInt(WORDS.size())) + " " + WORDS.get(random.nextInt(WORDS.size()));
  }

  private String key() {
    return Long.toString(random.nextLong(1L << 40), 36);
  }
}
