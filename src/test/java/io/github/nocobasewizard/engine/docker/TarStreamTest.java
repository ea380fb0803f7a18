package io.github.nocobasewizard.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nocobasewizard.engine.http.RegistryLogins;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;

class TarStreamTest {
  @Test
  void passesACompleteArchiveOn() throws Exception {
    byte[] tar = tar();
    try (FakeEngine engine = sending(tar);
        InputStream stream = copyOut(engine)) {
      assertThat(stream.read()).isEqualTo(tar[0] & 0xff);
      assertThat(stream.readAllBytes()).hasSize(tar.length - 1);
    }
  }

  @Test
  void saysThatAnArchiveEndsTooEarly() throws Exception {
    byte[] tar = tar();
    // Between two files: what reads archives would take it for the end.
    try (FakeEngine engine = sending(Arrays.copyOf(tar, 1024));
        InputStream stream = copyOut(engine)) {
      assertThatThrownBy(() -> readEntries(stream)).isInstanceOf(EOFException.class);
    }
  }

  @Test
  void saysThatAnEmptyAnswerIsNoArchive() throws Exception {
    try (FakeEngine engine = sending(new byte[0]);
        InputStream stream = copyOut(engine)) {
      assertThatThrownBy(stream::readAllBytes).isInstanceOf(EOFException.class);
    }
  }

  private static void readEntries(InputStream stream) throws IOException {
    try (TarArchiveInputStream tar = new TarArchiveInputStream(stream)) {
      while (tar.getNextEntry() != null) {
        tar.readAllBytes();
      }
      // A reader stops at the first block of zeros; the proof of the end comes with the rest.
      stream.readAllBytes();
    }
  }

  private static FakeEngine sending(byte[] bytes) throws IOException {
    return new FakeEngine()
        .on(
            "/containers/x/archive",
            exchange -> {
              exchange.sendResponseHeaders(200, 0);
              exchange.getResponseBody().write(bytes);
            });
  }

  private static InputStream copyOut(FakeEngine engine) throws Exception {
    return new DockerEngine(engine.http(), RegistryLogins.none(), Duration.ofMinutes(1))
        .copyOut("x", "/app/storage");
  }

  private static byte[] tar() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
      for (String name : new String[] {"one", "two"}) {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(3);
        tar.putArchiveEntry(entry);
        tar.write(new byte[] {1, 2, 3});
        tar.closeArchiveEntry();
      }
    }
    return bytes.toByteArray();
  }
}
