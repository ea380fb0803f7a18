package io.github.nocobasewizard.backup;

import io.github.nocobasewizard.backup.BackupException.Reason;
import io.github.nocobasewizard.backup.Manifest.DatabasePart;
import io.github.nocobasewizard.database.DatabaseConnector;
import io.github.nocobasewizard.engine.ContainerEngine;
import io.github.nocobasewizard.engine.ContainerEngine.Container;
import io.github.nocobasewizard.engine.ContainerEngine.PullProgress;
import io.github.nocobasewizard.engine.EngineException;
import io.github.nocobasewizard.installation.Database;
import io.github.nocobasewizard.installation.Deployment;
import io.github.nocobasewizard.installation.Installation;
import io.github.nocobasewizard.run.RunContext;
import io.github.nocobasewizard.run.RunEvent;
import io.github.nocobasewizard.run.RunEvent.Phase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// All databases of an installation, dumped one after another.
final class DatabaseDumps implements AutoCloseable {
  private final List<DatabaseDump> dumps;

  private DatabaseDumps(List<DatabaseDump> dumps) {
    this.dumps = dumps;
  }

  /// @throws BackupException if one of them cannot be reached, dumped or put back
  static DatabaseDumps open(
      ContainerEngine engine, Installation installation, Deployment deployment, RunContext context)
      throws BackupException {
    List<DatabaseDump> opened = new ArrayList<>();
    boolean done = false;
    try {
      for (Database database : all(engine, installation, deployment, context)) {
        opened.add(open(engine, deployment, database, opened.size(), context));
        opened.getLast().requireWayBack();
      }
      done = true;
      return new DatabaseDumps(opened);
    } finally {
      if (!done) {
        opened.forEach(DatabaseDump::close);
      }
    }
  }

  private static List<Database> all(
      ContainerEngine engine, Installation installation, Deployment deployment, RunContext context)
      throws BackupException {
    for (Database database : installation.databases()) {
      if (!database.canBeDumped()) {
        throw new BackupException(Reason.DATABASE_NOT_SUPPORTED, database.kind().name(), "", null);
      }
    }
    try {
      return new DatabaseConnector(engine)
          .all(
              installation,
              deployment,
              progress -> tell(progress, context),
              context.cancellation());
    } catch (EngineException e) {
      throw failed(engine, deployment, installation.database(), e);
    }
  }

  private static DatabaseDump open(
      ContainerEngine engine,
      Deployment deployment,
      Database database,
      int number,
      RunContext context)
      throws BackupException {
    try {
      return new DatabaseDump(
          new DatabaseConnector(engine)
              .open(
                  deployment,
                  database,
                  progress -> tell(progress, context),
                  context.cancellation()),
          number);
    } catch (EngineException e) {
      throw failed(engine, deployment, database, e);
    }
  }

  private static void tell(PullProgress progress, RunContext context) {
    context.progress(
        Phase.BACKUP_DATABASE,
        Double.NaN,
        new RunEvent.Bytes(progress.downloaded(), progress.total()));
  }

  private static BackupException failed(
      ContainerEngine engine, Deployment deployment, Database database, EngineException e) {
    Reason reason = reason(e);
    if (reason != Reason.DATABASE_NOT_REACHABLE) {
      return new BackupException(reason, e.thing(), e.details(), e);
    }
    String server = deployment.server(database).map(Container::id).orElse(null);
    return new DatabaseTrouble(engine).of(server, database, reason, e);
  }

  private static Reason reason(EngineException e) {
    return switch (e.reason()) {
      case ENGINE_UNREACHABLE, ENGINE_FORBIDDEN, ENGINE_LOST -> Reason.ENGINE;
      case IMAGE_NOT_FOUND,
          REGISTRY_DENIED,
          REGISTRY_LIMIT,
          REGISTRY_ERROR,
          REGISTRY_UNREACHABLE,
          MIRROR_LACKS,
          MIRROR_DIFFERS,
          MIRROR_LIMIT,
          DOWNLOAD_BROKEN ->
          Reason.CLIENT_MISSING;
      default -> Reason.DATABASE_NOT_REACHABLE;
    };
  }

  /// Databases elsewhere whose data the app shows; they are in no dump.
  List<String> dataSources() throws BackupException {
    Set<String> names = new TreeSet<>();
    for (DatabaseDump dump : dumps) {
      names.addAll(dump.dataSources());
    }
    return List.copyOf(names);
  }

  List<DatabasePart> writeTo(Path folder, Phase phase, RunContext context)
      throws BackupException, IOException {
    List<DatabasePart> parts = new ArrayList<>();
    for (DatabaseDump dump : dumps) {
      parts.add(dump.writeTo(folder, phase, context));
    }
    return parts;
  }

  /// Whether all databases are, for certain, as they were when these dumps were made.
  boolean standAt(List<DatabasePart> earlier) throws BackupException {
    if (earlier.size() != dumps.size()) {
      return false;
    }
    for (int n = 0; n < dumps.size(); n++) {
      @Nullable String now = dumps.get(n).position();
      if (now == null || !Objects.equals(now, earlier.get(n).position())) {
        return false;
      }
    }
    return true;
  }

  /// What the proof is to find in the dumps that were written last.
  ///
  /// @param folder of the restore point
  List<Proof.Claim> claims(Path folder, List<DatabasePart> parts) throws BackupException {
    List<Proof.Claim> claims = new ArrayList<>();
    for (int n = 0; n < dumps.size(); n++) {
      DatabaseDump dump = dumps.get(n);
      DatabasePart part = parts.get(n);
      claims.add(
          new Proof.Claim(
              dump.connection().database(),
              folder.resolve(part.file()),
              part,
              dump.range(),
              dump.roles()));
    }
    return claims;
  }

  void check(List<Path> files, RunContext context) throws BackupException, IOException {
    for (int n = 0; n < dumps.size(); n++) {
      dumps.get(n).check(files.get(n), context);
    }
  }

  @Override
  public void close() {
    dumps.forEach(DatabaseDump::close);
  }
}
