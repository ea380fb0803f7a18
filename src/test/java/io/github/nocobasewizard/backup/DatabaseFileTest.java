package io.github.nocobasewizard.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nocobasewizard.backup.DatabaseFile.Form;
import io.github.nocobasewizard.backup.ImportException.Reason;
import io.github.nocobasewizard.installation.Database.Kind;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What an admin's file is, told by its content whatever its name is.
class DatabaseFileTest {
  @TempDir Path folder;

  private Path file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content, StandardCharsets.UTF_8);
  }

  private Path packed(String name, String content) throws IOException {
    Path file = folder.resolve(name);
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(content.getBytes(StandardCharsets.UTF_8));
    }
    return file;
  }

  private static void is(Path path, Kind kind, Form form, boolean packed) throws ImportException {
    assertThat(DatabaseFile.recognise(path)).isEqualTo(new DatabaseFile(path, kind, form, packed));
  }

  private static void refused(Path path, Reason reason) {
    assertThatThrownBy(() -> DatabaseFile.recognise(path))
        .isInstanceOfSatisfying(
            ImportException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }

  @Test
  void everyKindIsKnownByItsContent() throws Exception {
    is(file("a.bin", "PGDMP\u0001\u000e"), Kind.POSTGRES, Form.ARCHIVE, false);
    is(packed("a.gz", "PGDMP\u0001\u000e"), Kind.POSTGRES, Form.ARCHIVE, true);
    is(file("x", "--\n-- PostgreSQL database dump\n--\n"), Kind.POSTGRES, Form.SQL, false);
    is(packed("x.txt", "--\n-- PostgreSQL database dump\n"), Kind.POSTGRES, Form.SQL, true);
    is(file("m.sql", "-- MySQL dump 10.13  Distrib 8.4\n"), Kind.MYSQL, Form.SQL, false);
    is(
        packed("m.sql.gz", "/*M!999999\\- enable the sandbox mode */ \n-- MariaDB dump 10.19\n"),
        Kind.MARIADB,
        Form.SQL,
        true);
    Path directory = Files.createDirectory(folder.resolve("directory"));
    refused(directory, Reason.UNKNOWN_KIND);
    Files.writeString(directory.resolve("toc.dat"), "PGDMP");
    is(directory, Kind.POSTGRES, Form.FOLDER, false);
  }

  @Test
  void theTarOfPgDumpIsKnown() throws Exception {
    Path file = folder.resolve("dump.tar");
    try (var tar = new TarArchiveOutputStream(Files.newOutputStream(file))) {
      var entry = new TarArchiveEntry("toc.dat");
      entry.setSize(5);
      tar.putArchiveEntry(entry);
      tar.write("PGDMP".getBytes(StandardCharsets.US_ASCII));
      tar.closeArchiveEntry();
    }
    is(file, Kind.POSTGRES, Form.ARCHIVE, false);
  }

  @Test
  void whatIsNoneIsRefused() throws Exception {
    refused(file("empty.sql", ""), Reason.EMPTY);
    refused(packed("empty.gz", ""), Reason.EMPTY);
    refused(file("holiday.jpg", "\u00ff\u00d8\u00ff"), Reason.UNKNOWN_KIND);
    refused(file("backup.nbdata", "PK\u0003\u0004"), Reason.NOCOBASE_BACKUP);
    refused(folder.resolve("missing.sql"), Reason.UNKNOWN_KIND);
  }

  @Test
  void mariaDbAndMySqlTakeEachOthersDumps() throws Exception {
    DatabaseFile file = DatabaseFile.recognise(file("m.sql", "-- MySQL dump 10.13\n"));
    assertThat(file.fits(Kind.MARIADB)).isTrue();
    assertThat(file.fits(Kind.MYSQL)).isTrue();
    assertThat(file.fits(Kind.POSTGRES)).isFalse();
  }
}
