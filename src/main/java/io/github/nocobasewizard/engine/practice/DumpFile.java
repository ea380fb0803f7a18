package io.github.nocobasewizard.engine.practice;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// How `pg_dump` of the sample writes a database: the first letters of the real thing, then JSON, so
/// that a dump that was cut off or damaged cannot be read.
final class DumpFile {
  private static final byte[] MAGIC = "PGDMP practice\n".getBytes(StandardCharsets.US_ASCII);
  private static final ObjectMapper JSON = new ObjectMapper();

  private DumpFile() {}

  static byte[] write(Tables tables) throws IOException {
    ObjectNode root = JSON.createObjectNode();
    tables
        .byName()
        .forEach((name, table) -> {
          ObjectNode node = root.putObject(name);
          ArrayNode columns = node.putArray("columns");
          table.columns().forEach(columns::add);
          ArrayNode rows = node.putArray("rows");
          table
              .rows()
              .forEach(row -> {
                ArrayNode values = rows.addArray();
                row.forEach(values::add);
              });
        });
    byte[] json = JSON.writeValueAsBytes(root);
    byte[] all = Arrays.copyOf(MAGIC, MAGIC.length + json.length);
    System.arraycopy(json, 0, all, MAGIC.length, json.length);
    return all;
  }

  /// @throws IOException if this is no whole dump
  static Tables read(byte[] dump) throws IOException {
    if (dump.length < MAGIC.length
        || !Arrays.equals(dump, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
      throw new IOException("input file does not appear to be a valid archive");
    }
    JsonNode root = JSON.readTree(dump, MAGIC.length, dump.length - MAGIC.length);
    SortedMap<String, Table> tables = new TreeMap<>();
    for (Map.Entry<String, JsonNode> entry : root.properties()) {
      List<List<String>> rows = new ArrayList<>();
      entry.getValue().path("rows").forEach(row -> rows.add(texts(row)));
      tables.put(entry.getKey(), new Table(texts(entry.getValue().path("columns")), rows));
    }
    return new Tables(tables);
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(value -> texts.add(value.asText()));
    return texts;
  }
}
