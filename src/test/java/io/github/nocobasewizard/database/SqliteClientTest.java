package io.github.nocobasewizard.database;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nocobasewizard.engine.Cancellation;
import io.github.nocobasewizard.engine.EngineException;
import io.github.nocobasewizard.installation.Database;
import io.github.nocobasewizard.installation.Database.Kind;
import io.github.nocobasewizard.installation.Secret;
import io.github.nocobasewizard.testing.FakeContainers;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whether a copy of an SQLite database is whole is seen without SQLite.
class SqliteClientTest {
  private static final int PAGE = 4096;
  private static final int PAGES = 3;

  @TempDir Path folder;

  private DatabaseClient client;
  private Path dump;

  @BeforeEach
  void open() {
    Database database =
        new Database(
            Kind.SQLITE,
            "storage/db/nocobase.sqlite",
            0,
            "nocobase",
            "",
            new Secret(""),
            null,
            "",
            false,
            null,
            "app",
            "storage/db/nocobase.sqlite");
    client =
        DatabaseClient.of(FakeContainers.engine(List.of()), "container", database).orElseThrow();
    dump = folder.resolve(client.dumpFileName());
  }

  private static byte[] database() {
    byte[] bytes = new byte[PAGES * PAGE];
    ByteBuffer.wrap(bytes)
        .put("SQLite format 3\0".getBytes(StandardCharsets.US_ASCII))
        .putShort((short) PAGE)
        .putInt(28, PAGES);
    return bytes;
  }

  private static byte[] packed(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }

  private void check(byte[] content) throws Exception {
    Files.write(dump, content);
    client.checkDump(dump, Cancellation.none());
  }

  @Test
  void aWholeCopyIsOne() {
    assertThatCode(() -> check(packed(database()))).doesNotThrowAnyException();
  }

  @Test
  void aCopyWithAPageMissingIsNone() {
    byte[] cut = Arrays.copyOf(database(), (PAGES - 1) * PAGE);

    assertThatThrownBy(() -> check(packed(cut)))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("not a whole SQLite database");
  }

  @Test
  void somethingElseIsNone() {
    byte[] other = database();
    other[0] = 'x';

    assertThatThrownBy(() -> check(packed(other))).isInstanceOf(EngineException.class);
  }

  @Test
  void aFileCutShortIsNone() throws Exception {
    byte[] whole = packed(database());

    assertThatThrownBy(() -> check(Arrays.copyOf(whole, whole.length - 4)))
        .isInstanceOf(EOFException.class);
  }

  @Test
  void aFileWithAFlippedByteIsNone() throws Exception {
    byte[] spoilt = packed(database());
    spoilt[spoilt.length - 6] ^= 1;

    assertThatThrownBy(() -> check(spoilt)).isInstanceOf(ZipException.class);
  }
}
