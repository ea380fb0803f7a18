package io.github.nocobasewizard.backup;

import io.github.nocobasewizard.backup.BackupException.Reason;
import io.github.nocobasewizard.backup.DatabaseDump.Range;
import io.github.nocobasewizard.backup.Manifest.DatabasePart;
import io.github.nocobasewizard.database.DatabaseClient;
import io.github.nocobasewizard.database.Inventory;
import io.github.nocobasewizard.database.TableCounts;
import io.github.nocobasewizard.engine.ContainerEngine;
import io.github.nocobasewizard.engine.EngineException;
import io.github.nocobasewizard.installation.Database;
import io.github.nocobasewizard.run.RunContext;
import io.github.nocobasewizard.run.RunEvent;
import io.github.nocobasewizard.run.RunEvent.Phase;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Restores dumps into empty databases and compares: the only way to know that a backup is one.
///
/// Each empty database runs in a throw-away container made from the very image of the installation's
/// own database server, without network. It is removed at the end; one that a crash left behind is
/// found by its label.
public final class Proof {
  private static final Pattern MISSING_ROLE = Pattern.compile("role \"([^\"]+)\" does not exist");

  private final ContainerEngine engine;

  public Proof(ContainerEngine engine) {
    this.engine = engine;
  }

  /// A dump and what its original was like around it: what was written to meanwhile must lie between.
  record Claim(Database database, Path dump, DatabasePart part, Range range, List<String> roles) {}

  /// @throws BackupException `PROOF_RESTORE_FAILED`, `DOCKER_DISK_FULL` or `PROOF_DIFFERS`
  Manifest.Proof of(List<Claim> claims, RunContext context) throws BackupException {
    Instant start = context.clock().instant();
    List<Scratch> scratches = new ArrayList<>();
    try {
      context.<BackupException, EngineException>phase(
          Phase.PROOF_RESTORE,
          () -> {
            context.progress(Phase.PROOF_RESTORE, Double.NaN, RunEvent.Nothing.TO_SAY);
            for (Claim claim : claims) {
              scratches.add(new Scratch(claim));
            }
            for (Scratch scratch : scratches) {
              scratch.restore(context);
            }
            return RunEvent.Nothing.TO_SAY;
          });
      List<TableCounts> counts = new ArrayList<>();
      int[] alike = {0};
      int[] sequences = {0};
      context.<BackupException, EngineException>phase(
          Phase.PROOF_COMPARE,
          () -> {
            for (Scratch scratch : scratches) {
              counts.add(scratch.compare(context).counts());
              alike[0] += scratch.claim.range().sure().size();
              sequences[0] += scratch.claim.range().before().sequences().size();
            }
            TableCounts all = TableCounts.joined(counts);
            return new RunEvent.Tables(all.tables(), all.records());
          });
      Instant now = context.clock().instant();
      TableCounts all = TableCounts.joined(counts);
      return new Manifest.Proof(
          now, Duration.between(start, now), all.tables(), all.allRows(), alike[0], sequences[0]);
    } catch (EngineException e) {
      throw failed(claims, e);
    } finally {
      scratches.forEach(Scratch::remove);
    }
  }

  private static BackupException failed(List<Claim> claims, EngineException e) {
    boolean full = DockerDisk.wasFull(e);
    String names =
        claims.stream()
            .map(claim -> full ? claim.database().name() : claim.part().file())
            .collect(Collectors.joining(", "));
    return new BackupException(
        full ? Reason.DOCKER_DISK_FULL : Reason.PROOF_RESTORE_FAILED, names, e.details(), e);
  }

  /// An empty database server for one dump.
  private final class Scratch {
    final Claim claim;
    private final ScratchServer server;
    private final DatabaseClient client;

    Scratch(Claim claim) throws EngineException {
      this.claim = claim;
      this.server =
          ScratchServer.start(
              engine, claim.database(), claim.part().serverImageId(), claim.part().serverVersion());
      this.client = server.client();
    }

    void restore(RunContext context) throws BackupException, EngineException {
      server.awaitReady(context.cancellation());
      client.createRoles(claim.roles());
      try {
        restore(Set.of(), context);
      } catch (IOException e) {
        throw new BackupException(Reason.DAMAGED, claim.part().file(), String.valueOf(e), e);
      }
    }

    /// A dump may refer to a role that nobody has named before.
    private void restore(Set<String> made, RunContext context) throws EngineException, IOException {
      try {
        client.restore(claim.dump(), context.cancellation());
      } catch (EngineException e) {
        Matcher missing = MISSING_ROLE.matcher(e.details());
        if (!missing.find() || made.contains(missing.group(1))) {
          throw e;
        }
        client.createRoles(List.of(missing.group(1)));
        Set<String> more = new HashSet<>(made);
        more.add(missing.group(1));
        restore(more, context);
      }
    }

    Inventory compare(RunContext context) throws BackupException, EngineException {
      Inventory found =
          // A copy may take a little more room than its original.
          client.inventory(2 * DatabaseDump.CHECKSUMS_UP_TO, context.cancellation());
      compareRows(found.counts(), claim.range());
      compareContent(found, claim.range().sure());
      compareSequences(found, claim.range());
      return found;
    }

    void remove() {
      server.close();
    }
  }

  private static void compareRows(TableCounts found, Range range) throws BackupException {
    TableCounts before = range.before().counts();
    TableCounts after = range.after().counts();
    for (String table : before.rows().keySet()) {
      if (!after.rows().containsKey(table)) {
        continue; // dropped while the dump was made
      }
      long low = Math.min(rows(before, table), rows(after, table));
      long high = Math.max(rows(before, table), rows(after, table));
      Long rows = found.rows().get(table);
      if (rows == null || rows < low || rows > high) {
        throw differs(
            table, "rows in the copy: " + rows + ", in the original: " + low + "-" + high);
      }
    }
  }

  private static void compareContent(Inventory found, Map<String, String> sure)
      throws BackupException {
    for (var table : sure.entrySet()) {
      String checksum = found.checksums().get(table.getKey());
      if (!table.getValue().equals(checksum)) {
        throw differs(
            table.getKey(),
            "checksum in the copy: " + checksum + ", in the original: " + table.getValue());
      }
    }
  }

  /// One that was used while the dump was made may stand anywhere between.
  private static void compareSequences(Inventory found, Range range) throws BackupException {
    for (var sequence : range.before().sequences().entrySet()) {
      String name = sequence.getKey();
      String before = sequence.getValue();
      String after = range.after().sequences().get(name);
      String copy = found.sequences().get(name);
      boolean dropped = after == null;
      boolean good =
          dropped
              || copy != null
                  && (before.equals(after)
                      ? copy.equals(before)
                      : between(copy, before, Objects.requireNonNull(after)));
      if (!good) {
        throw differs(
            name, "stands at " + copy + " in the copy, at " + before + " in the original");
      }
    }
  }

  private static boolean between(String copy, String one, String other) {
    if (copy.isEmpty() || one.isEmpty() || other.isEmpty()) {
      return copy.equals(one) || !copy.isEmpty();
    }
    BigInteger value = new BigInteger(copy);
    BigInteger first = new BigInteger(one);
    BigInteger second = new BigInteger(other);
    return value.compareTo(first.min(second)) >= 0 && value.compareTo(first.max(second)) <= 0;
  }

  private static BackupException differs(String thing, String details) {
    return new BackupException(Reason.PROOF_DIFFERS, thing, details, null);
  }

  private static long rows(TableCounts counts, String table) {
    return counts.rows().getOrDefault(table, 0L);
  }
}
