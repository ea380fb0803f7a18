package io.github.nocobasewizard.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.nocobasewizard.engine.ProgramEnding;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/// The record of one run that survives a crash: one JSON object per line, each with a checksum,
/// each on disk before the effect that it announces begins.
///
/// A line is `{"seq":…,"time":…,"type":…,"data":{…}}` followed by a tab and its CRC-32. A last line
/// that was cut off by a crash is ignored when reading.
public final class Journal implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String FILE = "journal.jsonl";

  private final FileChannel channel;
  private final Clock clock;
  private final Path folder;
  private int sequence;

  Journal(Path folder, FileChannel channel, int sequence, Clock clock) {
    this.folder = folder;
    this.channel = channel;
    this.sequence = sequence;
    this.clock = clock;
  }

  /// One line of a journal.
  ///
  /// @param data flat texts; never a secret
  public record Entry(int sequence, Instant time, String type, Map<String, String> data) {
    public String get(String key) {
      return data.getOrDefault(key, "");
    }
  }

  /// Opens the journal of a run, new or to be continued.
  public static Journal open(Path runFolder, Clock clock) throws IOException {
    Files.createDirectories(runFolder);
    Path file = runFolder.resolve(FILE);
    List<Entry> known = Files.exists(file) ? read(runFolder) : List.of();
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    channel.position(lengthOfWholeLines(file));
    return new Journal(runFolder, channel, known.size(), clock);
  }

  /// Removes one in which nothing stands, with its folder.
  static void remove(Path runFolder) throws IOException {
    Files.deleteIfExists(runFolder.resolve(FILE));
    Files.deleteIfExists(runFolder);
  }

  /// Where a line that a crash cut off begins: the next line goes there.
  private static long lengthOfWholeLines(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    int end = bytes.length;
    while (end > 0 && bytes[end - 1] != '\n') {
      end--;
    }
    return end;
  }

  public Path folder() {
    return folder;
  }

  /// Writes a line and waits until it is on disk.
  ///
  /// @throws ProgramEnding if the thread was interrupted: a run that ends with the program says no last
  ///     word
  public synchronized void write(String type, Map<String, String> data) throws IOException {
    if (Thread.currentThread().isInterrupted()) {
      throw new ProgramEnding();
    }
    ObjectNode node = JSON.createObjectNode();
    node.put("seq", sequence);
    node.put("time", clock.instant().toString());
    node.put("type", type);
    ObjectNode values = node.putObject("data");
    data.forEach(values::put);
    String text = JSON.writeValueAsString(node);
    ByteBuffer line =
        ByteBuffer.wrap((text + "\t" + checksum(text) + "\n").getBytes(StandardCharsets.UTF_8));
    try {
      append(line);
      sequence++;
    } catch (ClosedByInterruptException e) {
      throw new ProgramEnding();
    }
  }

  /// Half a line, for which the disk had no room, makes way for the next one.
  private void append(ByteBuffer line) throws IOException {
    long begin = channel.position();
    boolean whole = false;
    try {
      while (line.hasRemaining()) {
        channel.write(line);
      }
      channel.truncate(channel.position());
      channel.force(true);
      whole = true;
    } finally {
      if (!whole && channel.isOpen()) {
        channel.position(begin);
      }
    }
  }

  public void write(String type) throws IOException {
    write(type, Map.of());
  }

  /// The whole lines of a run's journal, in order; reading ends before the first damaged one.
  public static List<Entry> read(Path runFolder) throws IOException {
    List<Entry> entries = new ArrayList<>();
    Path file = runFolder.resolve(FILE);
    if (!Files.exists(file)) {
      return entries;
    }
    for (String line : Files.readString(file).split("\n")) {
      int tab = line.lastIndexOf('\t');
      if (tab < 0 || !checksum(line.substring(0, tab)).equals(line.substring(tab + 1))) {
        break;
      }
      entries.add(entry(line.substring(0, tab)));
    }
    return entries;
  }

  private static Entry entry(String json) throws JsonProcessingException {
    JsonNode node = JSON.readTree(json);
    Map<String, String> data = new java.util.LinkedHashMap<>();
    node.path("data")
        .properties()
        .forEach(value -> data.put(value.getKey(), value.getValue().asText()));
    return new Entry(
        node.path("seq").asInt(),
        Instant.parse(node.path("time").asText()),
        node.path("type").asText(),
        data);
  }

  private static String checksum(String text) {
    CRC32 crc = new CRC32();
    crc.update(text.getBytes(StandardCharsets.UTF_8));
    return Long.toHexString(crc.getValue());
  }

  /// Every line is on disk already: nothing is lost if this fails.
  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      System.getLogger(Journal.class.getName())
          .log(System.Logger.Level.WARNING, "the journal could not be closed: " + folder, e);
    }
  }
}
