package io.github.nocobasewizard.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nocobasewizard.database.DatabaseConnection;
import io.github.nocobasewizard.database.DatabaseConnector;
import io.github.nocobasewizard.engine.Cancellation;
import io.github.nocobasewizard.engine.compose.DockerComposeCommand;
import io.github.nocobasewizard.engine.docker.DockerEngine;
import io.github.nocobasewizard.engine.http.RegistryLogins;
import io.github.nocobasewizard.engine.process.Machine;
import io.github.nocobasewizard.installation.Deployment;
import io.github.nocobasewizard.installation.Installation;
import io.github.nocobasewizard.installation.InstallationFinder;
import io.github.nocobasewizard.run.RunContext;
import io.github.nocobasewizard.testing.DatabaseServers;
import io.github.nocobasewizard.testing.DatabaseServers.Server;
import io.github.nocobasewizard.testing.NeedsDocker;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How long a backup of a PostgreSQL database of about 1 GB takes, compared in the same run with what
/// an administrator would type, `docker exec … pg_dump -Fc > file`; and whether memory stays the same
/// whatever the size. Prints its figures; fails only where memory grows.
@NeedsDocker
class LargeDatabaseBenchmark {
  private static final int ROUNDS = Integer.getInteger("benchmark.rounds", 2);
  private static final int MEGABYTES = Integer.getInteger("benchmark.megabytes", 1000);
  private static final long SAME_MEMORY = 30L << 20;

  private final DockerEngine engine = new DockerEngine(Machine.here(), RegistryLogins.none());

  @TempDir Path home;

  @Test
  void backupOfALargeDatabase() throws Exception {
    try (DatabaseServers project = DatabaseServers.start(home.resolve("large"), Server.POSTGRES)) {
      Installation installation =
          new InstallationFinder(
                  engine, new DockerComposeCommand(Machine.here(), engine::pointCommandHere))
              .load(project.folder());
      fill(project, 10);
      backup(installation);
      Memory small = memory(() -> backup(installation));
      fill(project, MEGABYTES - 10);
      say("database: %s", project.sql(Server.POSTGRES, SIZE).strip());

      List<Duration> typed = new ArrayList<>();
      List<Duration> dumps = new ArrayList<>();
      List<Duration> whole = new ArrayList<>();
      List<Memory> large = new ArrayList<>();
      for (int round = 0; round < ROUNDS; round++) {
        typed.add(timed(() -> typed(project)));
        dumps.add(timed(() -> dump(installation)));
        whole.add(timed(() -> large.add(memory(() -> backup(installation)))));
      }
      say("as typed            %s, %d MB", typed, size("typed.dump"));
      say("dump alone          %s, %d MB: %.2f", dumps, size("own.dump"), ratio(dumps, typed));
      say("dump, proof, checks %s: %.2f", whole, ratio(whole, typed));
      say("memory small %s, large %s", small, large);

      for (Memory each : large) {
        assertThat(each.heap() - small.heap()).isLessThan(SAME_MEMORY);
        assertThat(each.resident() - small.resident()).isLessThan(SAME_MEMORY);
      }
    }
  }

  private static final String SIZE = "SELECT pg_size_pretty(pg_database_size(current_database()))";

  /// Sentences of words as they may stand in notes and descriptions, with numbers, times and JSON.
  /// Each has to be another, and the next row too: what repeats is packed away, and everything looks
  /// quicker than it is. (Only with `0 * s` the server thinks a sentence up for every row.)
  private static void fill(DatabaseServers project, int megabytes) throws Exception {
    project.sql(
        Server.POSTGRES,
        """
        CREATE TABLE IF NOT EXISTS sentences AS
          SELECT s AS id, (SELECT string_agg(word, ' ') FROM (
            SELECT (string_to_array('the order of our customer was sent late because a part from the supplier in '
              || 'Hamburg had not arrived and nobody knew when it would be there so we wrote that we are sorry '
              || 'please call back tomorrow invoice paid twice returned damaged box number missing urgent price '
              || 'discount agreed by phone see attached file contract ends next year', ' '))
              [1 + floor(random() * 62 + 0 * s)] AS word, s FROM generate_series(1, 60)) AS words) AS text
          FROM generate_series(1, 20000) AS s;
        CREATE TABLE IF NOT EXISTS records (
          id bigserial PRIMARY KEY, "createdAt" timestamptz, title text, note text, price numeric(12, 2), data jsonb);
        INSERT INTO records ("createdAt", title, note, price, data)
          SELECT now() - random() * interval '900 days', left(one.text, 60), one.text || '. ' || two.text,
            round((random() * 10000)::numeric, 2), jsonb_build_object('status', i %% 7, 'by', md5(i::text))
          FROM generate_series(1::bigint, %d) AS i
          JOIN sentences one ON one.id = 1 + i * 7919 %% 20000
          JOIN sentences two ON two.id = 1 + i * 104729 %% 20000
          ORDER BY i;
        CREATE INDEX IF NOT EXISTS records_created ON records ("createdAt");
        """
            .formatted(megabytes * 1050L));
  }

  private Object typed(DatabaseServers project) throws Exception {
    Process process =
        new ProcessBuilder(
                "docker",
                "exec",
                "-e",
                "PGPASSWORD=" + DatabaseServers.PASSWORD,
                project.container(Server.POSTGRES),
                "pg_dump",
                "-Fc",
                "-h",
                "127.0.0.1",
                "-U",
                "nocobase",
                "nocobase")
            .redirectOutput(home.resolve("typed.dump").toFile())
            .start();
    assertThat(process.waitFor()).isZero();
    return process;
  }

  private Object dump(Installation installation) throws Exception {
    try (DatabaseConnection connection =
            new DatabaseConnector(engine)
                .find(Deployment.of(engine, installation), installation.database())
                .orElseThrow();
        OutputStream out = Files.newOutputStream(home.resolve("own.dump"))) {
      connection.client().dump(out, Cancellation.none());
    }
    return installation;
  }

  private RestorePoint backup(Installation installation) throws Exception {
    RestorePointStore store = new RestorePointStore(home.resolve("backups"), Clock.systemUTC());
    RestorePoint point =
        new Backup(engine, store, new Proof(engine))
            .make(
                installation,
                null,
                new RunContext(
                    LargeDatabaseBenchmark::tell, Cancellation.none(), Clock.systemUTC()));
    RestorePointStore.delete(point.folder());
    return point;
  }

  private static void tell(io.github.nocobasewizard.run.RunEvent event) {
    if (event instanceof io.github.nocobasewizard.run.RunEvent.PhaseDone done) {
      say("  %s %s", done.phase(), done.took());
    }
  }

  private long size(String file) throws Exception {
    return Files.size(home.resolve(file)) >> 20;
  }

  private static Duration timed(Callable<?> work) throws Exception {
    long begin = System.nanoTime();
    work.call();
    return Duration.ofMillis((System.nanoTime() - begin) / 1_000_000);
  }

  private static double ratio(List<Duration> ours, List<Duration> theirs) {
    return (double) ours.stream().mapToLong(Duration::toMillis).sum()
        / theirs.stream().mapToLong(Duration::toMillis).sum();
  }

  /// The highest so far, in bytes.
  private record Memory(long heap, long resident) {
    @Override
    public String toString() {
      return "[heap " + (heap >> 20) + " MB, resident " + (resident >> 20) + " MB]";
    }
  }

  private static Memory memory(Callable<?> work) throws Exception {
    System.gc();
    Path refs = Path.of("/proc/self/clear_refs");
    if (Files.isWritable(refs)) {
      Files.writeString(refs, "5");
    }
    List<MemoryPoolMXBean> pools =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .toList();
    pools.forEach(MemoryPoolMXBean::resetPeakUsage);
    work.call();
    long heap = pools.stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
    return new Memory(heap, resident());
  }

  private static long resident() throws Exception {
    Path status = Path.of("/proc/self/status");
    if (!Files.isReadable(status)) {
      return 0;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
        .sum();
  }

  private static void say(String format, Object... values) {
    System.out.println("BENCHMARK " + String.format(java.util.Locale.ROOT, format, values));
  }
}
