package io.github.nocobasewizard.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.nocobasewizard.backup.BackupException.Reason;
import io.github.nocobasewizard.engine.ContainerEngine;
import io.github.nocobasewizard.engine.ContainerEngine.HelperContainer;
import io.github.nocobasewizard.engine.HelperContainers;
import io.github.nocobasewizard.installation.Deployment;
import io.github.nocobasewizard.installation.Installation;
import io.github.nocobasewizard.restore.RestoreOutcome;
import io.github.nocobasewizard.run.RunContext;
import io.github.nocobasewizard.run.RunEvent;
import io.github.nocobasewizard.testing.Before;
import io.github.nocobasewizard.testing.DatabaseServers;
import io.github.nocobasewizard.testing.DatabaseServers.Server;
import io.github.nocobasewizard.testing.NeedsDocker;
import io.github.nocobasewizard.testing.RealInstallation;
import io.github.nocobasewizard.testing.RestoreRooms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/// Disks that are really full: that of the backups, Docker's own during the test, that of the database
/// during going back. Nothing is harmed, nothing is left.
@NeedsDocker
@TestInstance(Lifecycle.PER_CLASS)
class FullDiskIT {
  private static final String DATA = "/var/lib/postgresql/data";
  private static final String FILLER = DATA + "/filler";

  /// Its disk is in memory, of a size of choice.
  private static final Server SERVER = Server.POSTGRES.with("tmpfs: [\"" + DATA + ":size=640m\"]");

  /// What it is proven in keeps its data where containers have 64 MB.
  private static final String SMALL = "nocobase-wizard-test/postgres-on-a-small-disk";

  private static final String CONTENT =
      """
      CREATE TABLE records AS SELECT g AS id, string_agg(md5(g * 1000 + n || ''), ' ') AS note
        FROM generate_series(1, 15000) g, generate_series(1, 60) n GROUP BY g;
      """;

  @TempDir static Path home;

  private RestoreRooms rooms;
  private DatabaseServers project;
  private Installation installation;
  private RestorePoint point;
  private String data;

  @BeforeAll
  void backUp() throws Exception {
    rooms = new RestoreRooms(home);
    project = DatabaseServers.start(home.resolve("narrow"), SERVER);
    project.sql(SERVER, CONTENT);
    // Room for what the server writes down before it changes anything: without it, it would end.
    for (int n = 0; n < 8; n++) {
      project.sql(SERVER, "CREATE TABLE t" + n + " (); SELECT pg_switch_wal()");
    }
    project.sql(SERVER, "CHECKPOINT");
    installation = rooms.installation(project);
    point = rooms.backUp(installation);
    project.sql(SERVER, "UPDATE records SET note = 'written since' WHERE id = 1");
    data = project.data(SERVER);
  }

  @AfterEach
  void isAsItWas() throws Exception {
    RealInstallation.docker("exec", project.container(SERVER), "rm", "-f", FILLER);
    assertThat(project.data(SERVER).equals(data)).as("as it was").isTrue();
    assertThat(project.sql(SERVER, "SELECT datname FROM pg_database")).doesNotContain("wizard");
    assertThat(Deployment.of(rooms.engine(), installation).apps())
        .allMatch(ContainerEngine.Container::running);
    assertThat(helpers()).isEmpty();
  }

  private List<ContainerEngine.Container> helpers() throws Exception {
    return new HelperContainers(rooms.engine())
        .find().stream()
            .filter(helper ->
                helper.label(HelperContainer.OWNER).orElse("").equals(HelperContainers.owner()))
            .toList();
  }

  @AfterAll
  void end() throws Exception {
    if (project != null) {
      project.close();
    }
  }

  /// Leaves so much of the server's disk.
  private void fill(int megabytesLeft) throws Exception {
    RealInstallation.docker(
        "exec",
        project.container(SERVER),
        "sh",
        "-c",
        "fallocate -l $(( $(df -Pk $1 | tail -1 | awk '{print $4}') - $2 * 1024 ))K $1/filler",
        "sh",
        DATA,
        Integer.toString(megabytesLeft));
  }

  private RestoreOutcome goBack(ContainerEngine engine, AtomicBoolean restoring) {
    return rooms.goBack(
        installation,
        point,
        engine,
        event ->
            restoring.compareAndSet(
                false,
                event instanceof RunEvent.PhaseStarted(var phase, var _)
                    && phase == RunEvent.Phase.RESTORE_DATABASE));
  }

  private static void isRefused(RestoreOutcome outcome) {
    assertThat(outcome)
        .asInstanceOf(type(RestoreOutcome.Untouched.class))
        .extracting(untouched -> untouched.problem().code())
        .isEqualTo("backup.DOCKER_DISK_FULL");
  }

  @Test
  void goingBackIsRefusedBeforeAnythingIsStoppedWhereItHasNoRoom() throws Exception {
    fill(120);
    int points = rooms.store().list().size();

    isRefused(goBack(rooms.engine(), new AtomicBoolean()));

    assertThat(rooms.store().list()).hasSize(points);
  }

  @Test
  void goingBackIsGivenUpWhereTheDiskFillsInTheMiddle() throws Exception {
    AtomicBoolean restoring = new AtomicBoolean();
    ContainerEngine filling =
        Before.each(
            ContainerEngine.class,
            rooms.engine(),
            "copyIn",
            () -> {
              if (restoring.get()) {
                fill(25);
              }
            });

    isRefused(goBack(filling, restoring));

    assertThat(restoring).isTrue();
  }

  /// It lets nobody in: what it needs for that it cannot write.
  @Test
  void aBackupNamesTheDiskOfTheServerThatIsFull() throws Exception {
    RealInstallation.docker(
        "exec", project.container(SERVER), "find", DATA, "-name", "pg_internal.init", "-delete");
    fill(0);

    assertThatThrownBy(() -> rooms.backUp(installation))
        .asInstanceOf(type(BackupException.class))
        .extracting(BackupException::reason)
        .isEqualTo(Reason.DOCKER_DISK_FULL);
  }

  @Test
  void aTestThatFillsDockersDiskIsToldAndLeavesTheRestorePointAsItWas() throws Exception {
    Set<String> used = ConcurrentHashMap.newKeySet();
    ContainerEngine watched =
        Before.each(
            ContainerEngine.class, rooms.engine(), "copyIn", () -> used.addAll(volumesOfHelpers()));
    RestorePoint other = provenBy(makeSmallServer());
    try {
      assertThatThrownBy(() ->
              new Retest(watched, rooms.store(), new Proof(watched))
                  .of(installation, other, RunContext.unwatched()))
          .asInstanceOf(type(BackupException.class))
          .extracting(BackupException::reason)
          .isEqualTo(Reason.DOCKER_DISK_FULL);
    } finally {
      RealInstallation.docker("rmi", SMALL);
    }
    RestorePointStore.verify(rooms.store().load(point.folder()));
    assertThat(used).isNotEmpty();
    assertThat(RealInstallation.docker("volume", "ls", "--quiet").lines())
        .doesNotContainAnyElementsOf(used);
    provenBy(point.manifest().databases().getFirst().serverImageId());
  }

  private List<String> volumesOfHelpers() throws Exception {
    return helpers().stream()
        .flatMap(helper -> helper.mounts().stream())
        .filter(mount -> mount.type().equals("volume"))
        .map(ContainerEngine.Mount::source)
        .toList();
  }

  private String makeSmallServer() throws Exception {
    String id = RealInstallation.docker("create", SERVER.image()).strip();
    RealInstallation.docker("commit", "--change", "ENV PGDATA=/dev/shm/data", id, SMALL);
    RealInstallation.docker("rm", "--volumes", id);
    return RealInstallation.docker("images", "--no-trunc", "--quiet", SMALL).strip();
  }

  private RestorePoint provenBy(String imageId) throws IOException {
    Manifest made = point.manifest();
    return rooms
        .store()
        .save(
            point.folder(),
            made.withData(
                made.exactUpTo(),
                made.sealed(),
                List.of(made.databases().getFirst().provenBy(imageId)),
                made.storage()));
  }

  /// Mounting a disk needs an administrator; for others, the practice engine's disk fills.
  @Test
  void aBackupThatFillsItsDiskLeavesNothingBehind() throws Exception {
    Path disk = Files.createDirectory(home.resolve("small-disk"));
    assumeTrue(command("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", disk.toString()));
    try {
      RestorePointStore small = new RestorePointStore(disk, Clock.systemUTC());
      assertThatThrownBy(() -> rooms.backUp(installation, small, event -> {}))
          .asInstanceOf(type(BackupException.class))
          .extracting(BackupException::reason)
          .isEqualTo(Reason.DISK_FULL);
      assertThat(disk).isEmptyDirectory();
    } finally {
      command("umount", disk.toString());
    }
  }

  private static boolean command(String... words) throws Exception {
    try {
      Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
      process.getInputStream().readAllBytes();
      return process.waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
