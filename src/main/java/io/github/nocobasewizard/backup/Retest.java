package io.github.nocobasewizard.backup;

import io.github.nocobasewizard.backup.DatabaseDump.Range;
import io.github.nocobasewizard.backup.Manifest.DatabasePart;
import io.github.nocobasewizard.database.DatabaseConnection;
import io.github.nocobasewizard.database.DatabaseConnector;
import io.github.nocobasewizard.database.Inventory;
import io.github.nocobasewizard.engine.ContainerEngine;
import io.github.nocobasewizard.engine.EngineException;
import io.github.nocobasewizard.installation.Database;
import io.github.nocobasewizard.installation.Deployment;
import io.github.nocobasewizard.installation.Installation;
import io.github.nocobasewizard.run.RunContext;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// Tests a restore point long after it was made: it is restored into empty databases and compared with
/// what its manifest says of the original.
public final class Retest {
  private final ContainerEngine engine;
  private final RestorePointStore store;
  private final Proof proof;

  public Retest(ContainerEngine engine, RestorePointStore store, Proof proof) {
    this.engine = engine;
    this.store = store;
    this.proof = proof;
  }

  /// @param installation whose database server's image is taken if the original one is gone
  /// @return the same, with the proof in its manifest
  /// @throws BackupException `DAMAGED`, `PROOF_RESTORE_FAILED`, `PROOF_DIFFERS`, `ENGINE`
  public RestorePoint of(Installation installation, RestorePoint point, RunContext context)
      throws BackupException {
    RestorePointStore.verify(point, context);
    List<DatabasePart> parts = new ArrayList<>();
    List<Proof.Claim> claims = new ArrayList<>();
    for (DatabasePart recorded : point.manifest().databases()) {
      Database database =
          point
              .manifest()
              .databaseOf(recorded, installation)
              .orElseThrow(() ->
                  new BackupException(
                      BackupException.Reason.DATABASE_NOT_REACHABLE, recorded.key(), "", null));
      DatabasePart part = recorded.provenBy(server(recorded, database, installation));
      parts.add(part);
      Inventory original =
          new Inventory(
              part.counts(), new TreeMap<>(part.checksums()), new TreeMap<>(part.sequences()));
      claims.add(
          new Proof.Claim(
              database, point.file(part.file()), part, new Range(original, original), List.of()));
    }
    Manifest.Proof proven = proof.of(claims, context);
    Manifest manifest = point.manifest();
    try {
      return store.save(
          point.folder(),
          manifest
              .withData(manifest.exactUpTo(), manifest.sealed(), parts, manifest.storage())
              .withProof(proven));
    } catch (IOException e) {
      throw Backup.failed(point.folder(), e);
    }
  }

  private String server(DatabasePart part, Database database, Installation installation)
      throws BackupException {
    try {
      if (engine.image(part.serverImageId()).isPresent()) {
        return part.serverImageId();
      }
      Deployment deployment = Deployment.of(engine, installation);
      try (DatabaseConnection connection =
          new DatabaseConnector(engine)
              .find(deployment, database)
              .orElseThrow(() ->
                  new BackupException(
                      BackupException.Reason.CLIENT_MISSING, database.host(), "", null))) {
        return connection.imageId();
      }
    } catch (EngineException e) {
      throw new BackupException(BackupException.Reason.ENGINE, e.thing(), e.details(), e);
    }
  }
}
