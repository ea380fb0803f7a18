package io.github.nocobasewizard.backup;

import io.github.nocobasewizard.backup.ImportException.Reason;
import io.github.nocobasewizard.backup.Manifest.DatabasePart;
import io.github.nocobasewizard.database.DatabaseConnection;
import io.github.nocobasewizard.database.DatabaseConnector;
import io.github.nocobasewizard.engine.ContainerEngine;
import io.github.nocobasewizard.engine.EngineException;
import io.github.nocobasewizard.installation.Database;
import io.github.nocobasewizard.installation.Deployment;
import io.github.nocobasewizard.installation.Installation;
import io.github.nocobasewizard.run.RunContext;
import io.github.nocobasewizard.run.RunEvent.Phase;
import io.github.nocobasewizard.version.Tag;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/// Makes a restore point of a dump that an admin has made: records only, no files.
///
/// The dump is loaded into an empty database of the installation's own kind; if that holds NocoBase's
/// tables, it is dumped again in the wizard's own form and proven like every other restore point. So
/// whatever form the file had, going back to it is nothing special.
public final class DatabaseFileImport {
  private static final int LAST_LINES = 4096;
  private static final int BLOCK = 1 << 16;

  private final ContainerEngine engine;
  private final RestorePointStore store;
  private final Proof proof;
  private final Adoption adoption;

  public DatabaseFileImport(
      ContainerEngine engine, RestorePointStore store, Proof proof, Adoption adoption) {
    this.engine = engine;
    this.store = store;
    this.proof = proof;
    this.adoption = adoption;
  }

  /// @param stated the version that the admin says it belongs to, if any; else the one found inside
  /// @throws ImportException `OTHER_DATABASE`, `CUT_SHORT`, `NOT_LOADED`, `NOT_NOCOBASE`,
  ///     `VERSION_UNKNOWN`, …
  /// @throws java.util.concurrent.CancellationException when cancelled
  public RestorePoint take(
      DatabaseFile file, Installation installation, Optional<String> stated, RunContext context)
      throws ImportException, BackupException {
    Database database = installation.database();
    if (!file.fits(database.kind()) || installation.databases().size() != 1) {
      throw new ImportException(
          file.fits(database.kind()) ? Reason.OTHER_SHAPE : Reason.OTHER_DATABASE,
          installation.name(),
          file.kind().name(),
          null);
    }
    Path folder = null;
    boolean done = false;
    try {
      folder = store.create(installation.name());
      RestorePoint point = takeInto(folder, file, installation, stated, context);
      done = true;
      return point;
    } catch (EngineException e) {
      throw new BackupException(BackupException.Reason.ENGINE, e.thing(), e.details(), e);
    } catch (IOException e) {
      throw Backup.failed(store.folder(), e);
    } finally {
      if (!done && folder != null) {
        Backup.removeQuietly(folder);
      }
    }
  }

  private RestorePoint takeInto(
      Path folder,
      DatabaseFile file,
      Installation installation,
      Optional<String> stated,
      RunContext context)
      throws ImportException, BackupException, EngineException, IOException {
    Database database = installation.database();
    String server = server(installation, database);
    Path incoming = folder.resolve("incoming");
    Path readable = prepared(file, incoming, context);
    Instant made = Files.getLastModifiedTime(file.path()).toInstant();
    String version;
    DatabasePart part;
    DatabaseDump.Range range;
    try (ScratchServer scratch = ScratchServer.start(engine, database, server, "")) {
      scratch.awaitReady(context.cancellation());
      load(scratch, file, readable, context);
      version = version(scratch, file, stated);
      try (DatabaseDump dump =
          new DatabaseDump(
              new DatabaseConnection(
                  engine, scratch.database(), scratch.client(), server, scratch.helper(), false),
              0)) {
        part = dump.writeTo(folder, Phase.BACKUP_DATABASE, context).of(database.key());
        range = dump.range();
      }
    }
    Files.deleteIfExists(incoming);
    Manifest manifest =
        adoption.adopt(
            foreign(folder, installation, tag(installation, version), version, made, part),
            installation,
            folder);
    Manifest.Proof proven =
        proof.of(
            List.of(new Proof.Claim(database, folder.resolve(part.file()), part, range, List.of())),
            context);
    RestorePoint point = store.save(folder, manifest.withProof(proven));
    return RestorePointStore.annotate(
        point,
        new Notes("", true, Notes.Origin.DATABASE_FILE, String.valueOf(file.path().getFileName())));
  }

  private String server(Installation installation, Database database)
      throws EngineException, BackupException {
    try (DatabaseConnection connection =
        new DatabaseConnector(engine)
            .find(Deployment.of(engine, installation), database)
            .orElseThrow(() ->
                new BackupException(
                    BackupException.Reason.CLIENT_MISSING, database.host(), "", null))) {
      return connection.imageId();
    }
  }

  /// Unpacked for PostgreSQL's programs, packed for MySQL's (which read it through gzip); seen to its
  /// end on the way.
  private static Path prepared(DatabaseFile file, Path incoming, RunContext context)
      throws ImportException, IOException {
    if (file.form() == DatabaseFile.Form.FOLDER) {
      return file.path();
    }
    boolean pack = file.kind().speaksMySql();
    String end = "";
    try (InputStream in = file.open();
        OutputStream plain = RestorePointStore.newFile(incoming);
        OutputStream out = pack ? new GZIPOutputStream(plain, BLOCK) : plain) {
      byte[] block = new byte[BLOCK];
      for (int length = in.read(block); length >= 0; length = in.read(block)) {
        context.cancellation().check();
        out.write(block, 0, length);
        end += new String(block, 0, length, StandardCharsets.ISO_8859_1);
        end = end.substring(Math.max(0, end.length() - LAST_LINES));
      }
    } catch (EOFException | ZipException e) {
      throw cutShort(file, e);
    }
    if (!end.contains(file.end())) {
      throw cutShort(file, null);
    }
    return incoming;
  }

  private static ImportException cutShort(DatabaseFile file, @Nullable Exception e) {
    return new ImportException(
        Reason.CUT_SHORT, String.valueOf(file.path().getFileName()), String.valueOf(e), e);
  }

  private static void load(
      ScratchServer scratch, DatabaseFile file, Path readable, RunContext context)
      throws ImportException, EngineException, IOException {
    try {
      scratch.client().load(readable, file.form() == DatabaseFile.Form.SQL, context.cancellation());
    } catch (EngineException e) {
      if (e.reason() != EngineException.Reason.COMMAND_FAILED) {
        throw e;
      }
      boolean cut = e.details().toLowerCase(Locale.ROOT).contains("end of file");
      throw new ImportException(
          cut ? Reason.CUT_SHORT : Reason.NOT_LOADED,
          String.valueOf(file.path().getFileName()),
          e.details(),
          e);
    }
  }

  private static String version(ScratchServer scratch, DatabaseFile file, Optional<String> stated)
      throws ImportException, EngineException {
    String name = String.valueOf(file.path().getFileName());
    if (scratch.client().pluginVersions().isEmpty()) {
      throw new ImportException(Reason.NOT_NOCOBASE, name, "no applicationPlugins", null);
    }
    if (stated.isPresent()) {
      return stated.get();
    }
    return scratch
        .client()
        .applicationVersion()
        .filter(found -> !found.isBlank())
        .orElseThrow(() -> new ImportException(Reason.VERSION_UNKNOWN, name, "", null));
  }

  /// The version in the flavour that this installation has: `2.2.0` becomes `2.2.0-full`.
  private static String tag(Installation installation, String version) {
    return version + Tag.parse(installation.image().tagOrLatest()).flavour().suffix();
  }

  private static Manifest foreign(
      Path folder,
      Installation installation,
      String tag,
      String version,
      Instant made,
      DatabasePart part) {
    return new Manifest(
        Manifest.FORMAT,
        String.valueOf(folder.getFileName()),
        made,
        made,
        false,
        installation.name(),
        "",
        "",
        tag,
        version,
        List.of(),
        List.of(part),
        List.of(),
        List.of(),
        List.of(),
        null);
  }
}
