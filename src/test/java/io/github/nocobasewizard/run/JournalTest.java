package io.github.nocobasewizard.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
  @TempDir Path folder;

  @Test
  void halfALineThatADiskHadNoRoomForHidesNoLaterLine() throws Exception {
    FileChannel file =
        FileChannel.open(
            folder.resolve("journal.jsonl"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    SmallDisk disk = new SmallDisk(file, 200);
    try (Journal journal = new Journal(folder, disk, 0, Clock.systemUTC())) {
      journal.write("begin", Map.of("kind", "UPGRADE"));
      assertThatThrownBy(() -> journal.write("step", Map.of("name", "x".repeat(300))))
          .isInstanceOf(IOException.class);
      disk.makeRoom();
      journal.write("end", Map.of("outcome", "UNTOUCHED"));
    }

    assertThat(Journal.read(folder))
        .extracting(Journal.Entry::sequence, Journal.Entry::type)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(0, "begin"),
            org.assertj.core.groups.Tuple.tuple(1, "end"));
  }
}
