package io.github.nocobasewizard.engine.practice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.github.nocobasewizard.engine.Cancellation;
import io.github.nocobasewizard.engine.ContainerEngine;
import io.github.nocobasewizard.engine.ContainerEngine.Command;
import io.github.nocobasewizard.engine.ContainerEngine.Container;
import io.github.nocobasewizard.engine.ContainerEngine.HelperContainer;
import io.github.nocobasewizard.engine.ContainerEngine.PullProgress;
import io.github.nocobasewizard.engine.EngineException;
import io.github.nocobasewizard.engine.EngineException.Reason;
import io.github.nocobasewizard.engine.ImageReference;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The sample's engine, asked directly.
@Timeout(60)
class PracticeEngineTest {
  private static final String APP = "my-project-app-1";
  private static final String DATABASE = "my-project-postgres-1";
  private static final ImageReference NEW = ImageReference.parse("nocobase/nocobase:2.2.15-full");

  private PracticeWorld world;
  private ContainerEngine engine;

  @BeforeEach
  void open(@TempDir Path temporary) throws Exception {
    world = PracticeWorld.open(temporary, PracticeTime.atSpeed(Journey.FAST));
    engine = world.engine();
  }

  @AfterEach
  void close() throws Exception {
    world.close();
  }

  private static void assertFails(
      Reason reason, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    assertThatThrownBy(call)
        .asInstanceOf(type(EngineException.class))
        .extracting(EngineException::reason)
        .isEqualTo(reason);
  }

  private String psql(String sql) throws EngineException {
    return engine.output(DATABASE, psqlCommand(sql, "sample-Pa55word"), Cancellation.none());
  }

  private static Command psqlCommand(String sql, String password) {
    List<String> arguments = new ArrayList<>(List.of("psql", "-h", "127.0.0.1", "-p", "5432"));
    arguments.addAll(List.of("-U", "nocobase", "-w", "-X", "-q", "-A", "-t"));
    arguments.addAll(List.of("-v", "ON_ERROR_STOP=1", "-d", "nocobase", "-c", sql));
    return new Command(arguments, Map.of("PGPASSWORD", password), null);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DELETE FROM \"public\".\"orders\"",
        "SELECT * FROM \"public\".\"orders\"",
        "DROP DATABASE \"nocobase\"",
        "DROP TABLE \"public\".\"orders\"",
        "SELECT 1; DROP DATABASE IF EXISTS \"nocobase\" WITH (FORCE)",
        ""
      })
  void refusesSqlThatItDoesNotKnow(String sql) {
    var rows = world.rows();

    assertFails(Reason.COMMAND_FAILED, () -> psql(sql));

    assertThat(world.rows()).isEqualTo(rows);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rm -rf /",
        "psql -c SELECT",
        "psql --unknown",
        "pg_dump -d nocobase",
        "pg_restore --clean -d nocobase /tmp/x",
        "sh -c true",
        "dropdb nocobase",
      })
  void refusesDatabaseCommandsThatItDoesNotKnow(String command) {
    Command unknown = Command.of(command.split(" "));

    assertFails(Reason.COMMAND_FAILED, () -> engine.output(DATABASE, unknown, Cancellation.none()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rm -rf /app/nocobase/storage",
        "find /app/nocobase/storage -delete",
        "find /app/nocobase/storage ( -path /app/nocobase/storage/db ) -prune -o -delete",
        "tar -C / -cf - .",
        "tar -C /app/nocobase/storage -xf - .",
        "sh -c rm sh /app/nocobase/storage x",
      })
  void refusesStorageCommandsThatItDoesNotKnow(String command) throws Exception {
    String helper = storageHelper();
    Command unknown = Command.of(command.split(" "));

    assertFails(Reason.COMMAND_FAILED, () -> engine.output(helper, unknown, Cancellation.none()));

    assertThat(world.folder().resolve("storage/uploads")).isNotEmptyDirectory();
  }

  private String storageHelper() throws EngineException {
    Container app = engine.container(APP);
    return engine.startHelper(
        new HelperContainer(
            app.imageId(), List.of("sleep", "86400"), Map.of(), app.id(), "storage"));
  }

  @Test
  void refusesEveryCommandInTheApp() {
    assertFails(
        Reason.COMMAND_FAILED,
        () -> engine.output(APP, Command.of("yarn", "nocobase"), Cancellation.none()));
  }

  @Test
  void refusesHelpersThatItDoesNotKnow() throws Exception {
    String image = engine.container(APP).imageId();

    assertFails(
        Reason.COMMAND_FAILED,
        () ->
            engine.startHelper(
                new HelperContainer(image, List.of("rm", "-rf"), Map.of(), APP, "storage")));
    assertThat(engine.containers()).hasSize(2);
  }

  @Test
  void letsNobodyInWithAnotherPassword() throws Exception {
    var result =
        engine.exec(
            DATABASE,
            psqlCommand("SELECT 1", "wrong"),
            OutputStream.nullOutputStream(),
            Cancellation.none());

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.stderr()).contains("password authentication failed for user \"nocobase\"");
  }

  @Test
  void doesNotRenameADatabaseThatTheAppUses() {
    assertThatThrownBy(() -> psql("BEGIN; ALTER DATABASE \"nocobase\" RENAME TO \"other\"; COMMIT"))
        .hasMessageContaining("accessed by other users");
  }

  @Test
  void renamesAllDatabasesOrNone() throws Exception {
    engine.stop(APP, Duration.ofSeconds(10));

    assertThatThrownBy(() ->
            psql(
                "BEGIN; ALTER DATABASE \"nocobase\" RENAME TO \"away\"; ALTER DATABASE"
                    + " \"missing\" RENAME TO \"nocobase\"; COMMIT"))
        .hasMessageContaining("\"missing\" does not exist");

    assertThat(world.rows()).containsKey("orders");
  }

  @Test
  void cancellingEndsADump() {
    Cancellation cancellation = new Cancellation();
    Command dump =
        new Command(
            List.of(
                "pg_dump",
                "-h",
                "127.0.0.1",
                "-p",
                "5432",
                "-U",
                "nocobase",
                "-w",
                "--format=custom",
                "--blobs",
                "--quote-all-identifiers",
                "-d",
                "nocobase"),
            Map.of("PGPASSWORD", "sample-Pa55word"),
            null);
    OutputStream cancelling =
        new OutputStream() {
          @Override
          public void write(int b) {
            cancellation.cancel();
          }
        };

    assertThatThrownBy(() -> engine.exec(DATABASE, dump, cancelling, cancellation))
        .isInstanceOf(CancellationException.class);
  }

  @Test
  void aCancelledDownloadKeepsItsFinishedLayers() throws Exception {
    Cancellation cancellation = new Cancellation();
    assertThatThrownBy(() ->
            engine.pull(
                NEW,
                "linux/amd64",
                progress -> {
                  if (progress.layersDone() > 4) {
                    cancellation.cancel();
                  }
                },
                cancellation))
        .isInstanceOf(CancellationException.class);
    assertThat(engine.image(NEW.toString())).isEmpty();

    List<PullProgress> seen = new ArrayList<>();
    engine.pull(NEW, "linux/amd64", seen::add, Cancellation.none());

    assertThat(seen.getFirst().layersDone()).isGreaterThanOrEqualTo(4);
    assertThat(engine.image(NEW.toString())).isPresent();
  }

  @Test
  void anEngineThatIsLostBreaksADownloadOff() {
    assertFails(
        Reason.ENGINE_LOST,
        () ->
            engine.pull(
                NEW,
                "linux/amd64",
                progress -> world.set(Fault.ENGINE_NOT_RUNNING),
                Cancellation.none()));
  }

  @Test
  void aDownloadGoesForwardFromNothingToEverything() throws Exception {
    List<PullProgress> seen = new ArrayList<>();

    engine.pull(NEW, "linux/amd64", seen::add, Cancellation.none());

    assertThat(seen).extracting(PullProgress::downloaded).isSorted();
    assertThat(seen).extracting(PullProgress::layersDone).isSorted();
    assertThat(seen.getFirst().downloaded()).isZero();
    assertThat(seen.getLast())
        .satisfies(last -> {
          assertThat(last.downloaded()).isEqualTo(last.total());
          assertThat(last.layersDone()).isEqualTo(last.layers());
          assertThat(last.unpacking()).isTrue();
        });
  }

  @Test
  void aDownloadedAliasIsTheSameImageAsItsVersion() throws Exception {
    engine.pull(NEW, "linux/amd64", progress -> {}, Cancellation.none());
    engine.pull(NEW.withTag("latest-full"), "linux/amd64", progress -> {}, Cancellation.none());

    var image = engine.image("nocobase/nocobase:latest-full").orElseThrow();

    assertThat(image.tags())
        .containsExactlyInAnyOrder(
            "nocobase/nocobase:2.2.15-full", "nocobase/nocobase:latest-full");
    assertThat(engine.image(image.repoDigests().getFirst())).contains(image);
    assertThat(engine.images("nocobase/nocobase")).hasSize(2);
  }

  @Test
  void followsTheLogOfAStart() throws Exception {
    engine.stop(APP, Duration.ofSeconds(10));
    CountDownLatch started = new CountDownLatch(1);
    engine.start(APP);

    try (var following =
        engine.followLog(
            APP,
            Instant.EPOCH,
            line -> {
              if (line.text().contains("app has been started")) {
                started.countDown();
              }
            })) {
      started.await();
    }
  }

  @Test
  void removesOnlyItsOwnHelpers() throws Exception {
    String helper = storageHelper();
    String app = engine.container(APP).id();

    engine.removeHelper(helper);
    engine.removeHelper(helper);

    assertThatIllegalArgumentException().isThrownBy(() -> engine.removeHelper(app));
    assertThat(engine.containers()).hasSize(2);
  }

  @Test
  void copiesNothingOutOfTheStorageFolder() throws Exception {
    String helper = storageHelper();
    byte[] tar = tarOf("../../escaped.txt");

    assertThatThrownBy(() ->
            engine.copyIn(
                helper,
                "/app/nocobase/storage/uploads",
                new ByteArrayInputStream(tar),
                Cancellation.none()))
        .hasMessageContaining("outside the storage");
    assertThat(Files.exists(world.folder().resolve("escaped.txt"))).isFalse();
  }

  private static byte[] tarOf(String name) throws Exception {
    var bytes = new java.io.ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
      TarArchiveEntry entry = new TarArchiveEntry(name, true);
      entry.setSize(1);
      tar.putArchiveEntry(entry);
      tar.write('x');
      tar.closeArchiveEntry();
    }
    return bytes.toByteArray();
  }

  @Test
  void givesFilesOutOfTheStorage() throws Exception {
    try (InputStream out =
            engine.copyOut(APP, "/app/nocobase/storage/plugins/@garden-shop/plugin-label-printer");
        TarArchiveInputStream tar = new TarArchiveInputStream(out)) {
      assertThat(tar.getNextEntry().getName()).isEqualTo("plugin-label-printer/");
      assertThat(tar.getNextEntry().getName()).isEqualTo("plugin-label-printer/package.json");
      assertThat(new String(tar.readAllBytes(), StandardCharsets.UTF_8)).contains("Label printer");
    }
  }

  @Test
  void saysThatAContainerIsNotThere() {
    assertFails(Reason.CONTAINER_NOT_FOUND, () -> engine.container("nobody"));
    assertFails(Reason.CONTAINER_NOT_FOUND, () -> engine.stop("nobody", Duration.ZERO));
  }

  @Test
  void runsNoCommandInAStoppedContainer() throws Exception {
    engine.stop(DATABASE, Duration.ofSeconds(10));

    assertFails(Reason.COMMAND_FAILED, () -> psql("SELECT 1"));
  }
}
