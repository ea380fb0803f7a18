package io.github.nocobasewizard.backup;

import io.github.nocobasewizard.backup.ImportException.Reason;
import io.github.nocobasewizard.installation.Database;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/// A dump that an admin has made, recognised by what is in it, not by its name.
///
/// @param kind MariaDB's and MySQL's dumps are told apart, but either server may take both
/// @param packed whether it is packed by gzip
public record DatabaseFile(Path path, Database.Kind kind, Form form, boolean packed) {
  /// How PostgreSQL's and MySQL's own programs write dumps.
  public enum Form {
    /// `pg_dump`'s custom and tar formats: for `pg_restore`.
    ARCHIVE,
    /// `pg_dump`'s directory format.
    FOLDER,
    /// Statements, for the server's command line client.
    SQL
  }

  /// Enough to recognise every kind by.
  private static final int BEGINNING = 1 << 16;

  private static final int TAR_MAGIC_AT = 257;
  private static final String TABLE_OF_CONTENTS = "toc.dat";

  /// @throws ImportException `EMPTY`, `NOCOBASE_BACKUP` or `UNKNOWN_KIND`
  public static DatabaseFile recognise(Path path) throws ImportException {
    String name = String.valueOf(path.getFileName());
    if (Files.isDirectory(path)) {
      if (Files.isRegularFile(path.resolve(TABLE_OF_CONTENTS))) {
        return new DatabaseFile(path, Database.Kind.POSTGRES, Form.FOLDER, false);
      }
      throw new ImportException(Reason.UNKNOWN_KIND, name, "", null);
    }
    try {
      byte[] raw = beginning(Files.newInputStream(path));
      if (raw.length == 0) {
        throw new ImportException(Reason.EMPTY, name, "", null);
      }
      boolean packed = raw.length > 1 && raw[0] == 0x1f && raw[1] == (byte) 0x8b;
      byte[] bytes = packed ? beginning(new GZIPInputStream(Files.newInputStream(path))) : raw;
      if (bytes.length == 0) {
        throw new ImportException(Reason.EMPTY, name, "", null);
      }
      return recognise(path, name, new String(bytes, StandardCharsets.ISO_8859_1), packed);
    } catch (IOException e) {
      throw new ImportException(Reason.UNKNOWN_KIND, name, String.valueOf(e), e);
    }
  }

  private static byte[] beginning(InputStream in) throws IOException {
    try (InputStream closed = in) {
      return closed.readNBytes(BEGINNING);
    }
  }

  private static DatabaseFile recognise(Path path, String name, String text, boolean packed)
      throws ImportException {
    if (text.startsWith("PGDMP")) {
      return new DatabaseFile(path, Database.Kind.POSTGRES, Form.ARCHIVE, packed);
    }
    if (text.startsWith("ustar", TAR_MAGIC_AT) && text.startsWith(TABLE_OF_CONTENTS)) {
      return new DatabaseFile(path, Database.Kind.POSTGRES, Form.ARCHIVE, packed);
    }
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.endsWith(".nbdata") || lower.endsWith(".nbdump")) {
      throw new ImportException(Reason.NOCOBASE_BACKUP, name, "", null);
    }
    if (text.contains("-- PostgreSQL database dump")) {
      return new DatabaseFile(path, Database.Kind.POSTGRES, Form.SQL, packed);
    }
    if (text.contains("-- MariaDB dump")) {
      return new DatabaseFile(path, Database.Kind.MARIADB, Form.SQL, packed);
    }
    if (text.contains("-- MySQL dump")) {
      return new DatabaseFile(path, Database.Kind.MYSQL, Form.SQL, packed);
    }
    throw new ImportException(Reason.UNKNOWN_KIND, name, "", null);
  }

  /// Whether a server of this kind may take it.
  boolean fits(Database.Kind server) {
    return kind == server || (kind.speaksMySql() && server.speaksMySql());
  }

  /// What the last lines of a whole dump say; empty where the program that reads it finds out.
  String end() {
    return form != Form.SQL
        ? ""
        : kind == Database.Kind.POSTGRES
            ? "PostgreSQL database dump complete"
            : "-- Dump completed";
  }

  /// Its content, unpacked.
  InputStream open() throws IOException {
    InputStream in = new BufferedInputStream(Files.newInputStream(path));
    return packed ? new GZIPInputStream(in, BEGINNING) : in;
  }
}
