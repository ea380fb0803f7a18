package io.github.nocobasewizard.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.nocobasewizard.engine.Cancellation;
import io.github.nocobasewizard.engine.ContainerEngine;
import io.github.nocobasewizard.engine.ContainerEngine.Command;
import io.github.nocobasewizard.engine.ContainerEngine.CommandResult;
import io.github.nocobasewizard.engine.ContainerEngine.Container;
import io.github.nocobasewizard.engine.ContainerEngine.HelperContainer;
import io.github.nocobasewizard.engine.ContainerEngine.LogLine;
import io.github.nocobasewizard.engine.EngineException;
import io.github.nocobasewizard.engine.EngineException.Reason;
import io.github.nocobasewizard.engine.HelperContainers;
import io.github.nocobasewizard.engine.ImageReference;
import io.github.nocobasewizard.engine.http.RegistryLogins;
import io.github.nocobasewizard.engine.process.Machine;
import io.github.nocobasewizard.testing.Eventually;
import io.github.nocobasewizard.testing.NeedsDocker;
import io.github.nocobasewizard.testing.RealInstallation;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Against a real engine. Every container is a helper of this test and is removed again.
@NeedsDocker
class DockerEngineIT {
  private static final String POSTGRES = "postgres:16";
  private static final String MARIADB = "mariadb:11";

  private static DockerEngine engine;

  private final List<String> containers = new ArrayList<>();

  @BeforeAll
  static void findEngine() throws Exception {
    engine = new DockerEngine(Machine.here(), RegistryLogins.none());
    for (String image : List.of(POSTGRES, MARIADB)) {
      if (engine.image(image).isEmpty()) {
        engine.pull(ImageReference.parse(image), "", progress -> {}, Cancellation.none());
      }
    }
  }

  @AfterEach
  void removeContainers() throws Exception {
    for (String container : containers) {
      engine.removeHelper(container);
    }
  }

  @Test
  void tellsWhatTheEngineIs() throws Exception {
    ContainerEngine.EngineInfo info = engine.info();

    assertThat(info.version()).matches("\\d+\\.\\d+.*");
    assertThat(info.product()).isNotBlank();
    assertThat(info.architecture()).isIn("amd64", "arm64");
    assertThat(info.address()).contains("://");
    assertThat(info.dataFolder()).isNotBlank();
  }

  @Test
  void findsImagesByReferenceAndByRepository() throws Exception {
    ContainerEngine.Image image = engine.image(POSTGRES).orElseThrow();

    assertThat(image.id()).startsWith("sha256:");
    assertThat(image.tags()).contains(POSTGRES);
    assertThat(image.size()).isPositive();
    assertThat(image.created()).isNotNull();
    assertThat(engine.image(image.id())).contains(image);
    assertThat(engine.images("postgres")).contains(image);
    assertThat(engine.images("postgre")).isEmpty();
    assertThat(engine.image("nobody/has-this:1")).isEmpty();
  }

  @Test
  void tellsAllOfAContainer() throws Exception {
    String id = helper(POSTGRES, Map.of("WORD", "a=b c"));

    Container container = engine.container(id);

    assertThat(container.id()).isEqualTo(id);
    assertThat(container.image()).isEqualTo(POSTGRES);
    assertThat(container.imageId()).isEqualTo(engine.image(POSTGRES).orElseThrow().id());
    assertThat(container.running()).isTrue();
    assertThat(container.environment()).containsEntry("WORD", "a=b c").containsKey("PATH");
    assertThat(container.label(HelperContainer.LABEL)).contains("test");
    assertThat(container.state().startedAt()).isNotNull();
    assertThat(container.mounts()).anyMatch(mount -> mount.type().equals("volume"));
    assertThat(container.toString()).doesNotContain("a=b c");
    assertThat(engine.containers()).extracting(Container::id).contains(id);
  }

  @Test
  void doesNotFindAContainerThatIsNotThere() {
    assertReason(Reason.CONTAINER_NOT_FOUND, () -> engine.container("nobody"));
    assertReason(Reason.CONTAINER_NOT_FOUND, () -> engine.start("nobody"));
    assertReason(Reason.CONTAINER_NOT_FOUND, () -> engine.stop("nobody", Duration.ZERO));
    assertReason(Reason.CONTAINER_NOT_FOUND, () -> run("nobody", "true"));
    assertReason(Reason.CONTAINER_NOT_FOUND, () -> engine.copyOut("nobody", "/etc"));
    assertReason(
        Reason.CONTAINER_NOT_FOUND, () -> engine.followLog("nobody", Instant.EPOCH, line -> {}));
    assertReason(
        Reason.CONTAINER_NOT_FOUND,
        () -> engine.copyIn("nobody", "/tmp", InputStream.nullInputStream(), Cancellation.none()));
  }

  @Test
  void stopsAndStartsAContainerAndDoesNothingTheSecondTime() throws Exception {
    String id = helper(POSTGRES);

    engine.stop(id, Duration.ofSeconds(1));
    engine.stop(id, Duration.ofSeconds(1));
    assertThat(engine.container(id).running()).isFalse();
    assertThat(engine.container(id).state().exitCode()).isPresent();

    engine.start(id);
    engine.start(id);
    assertThat(engine.container(id).running()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {POSTGRES, MARIADB})
  void runsACommandAndGivesItsOutputsAndExitCode(String image) throws Exception {
    String id = helper(image);
    ByteArrayOutputStream stdout = new ByteArrayOutputStream();

    CommandResult result =
        engine.exec(
            id,
            Command.of(
                    "sh", "-c", "echo \"out $1 $SECRET\"; cat; echo err >&2; exit 3", "sh", "*'\"")
                .with("SECRET", "x y"),
            stdout,
            Cancellation.none());

    assertThat(stdout.toString(StandardCharsets.UTF_8)).isEqualTo("out *'\" x y\n");
    assertThat(result.stderr()).isEqualTo("err\n");
    assertThat(result.exitCode()).isEqualTo(3);
  }

  @Test
  void runsACommandAsAnotherUser() throws Exception {
    String id = helper(POSTGRES);

    String user =
        engine.output(id, new Command(List.of("id", "-un"), Map.of(), "postgres"), none());

    assertThat(user).isEqualTo("postgres\n");
  }

  @Test
  void passesEveryByteOn() throws Exception {
    String id = helper(POSTGRES);
    String script = "head -c 30000000 /dev/urandom >/tmp/random && cksum </tmp/random";
    String sum = engine.output(id, Command.of("sh", "-c", script), none());
    ByteArrayOutputStream stdout = new ByteArrayOutputStream();

    CommandResult result = engine.exec(id, Command.of("cat", "/tmp/random"), stdout, none());

    assertThat(result).isEqualTo(new CommandResult(0, ""));
    assertThat(stdout.size()).isEqualTo(30_000_000);
    ByteArrayOutputStream again = new ByteArrayOutputStream();
    engine.exec(id, Command.of("cat", "/tmp/random"), again, none());
    assertThat(crc(again.toByteArray())).isEqualTo(crc(stdout.toByteArray()));
    assertThat(sum).endsWith(" 30000000\n");
  }

  /// The engine by itself throws away what has not been read two seconds after a command's end.
  @Test
  void losesNothingIfTheReaderIsSlow() throws Exception {
    String id = helper(POSTGRES);
    SlowOnce stdout = new SlowOnce(Duration.ofSeconds(4));

    CommandResult result =
        engine.exec(id, Command.of("head", "-c", "1400000", "/dev/zero"), stdout, none());

    assertThat(result.exitCode()).isZero();
    assertThat(stdout.count).isEqualTo(1_400_000);
  }

  @Test
  void keepsTheEndOfALongStandardError() throws Exception {
    String id = helper(POSTGRES);

    CommandResult result =
        run(id, "sh", "-c", "head -c 300000 /dev/zero | tr '\\0' x >&2; echo end >&2");

    assertThat(result.stderr().length()).isEqualTo(64 * 1024);
    assertThat(result.stderr().substring(64 * 1024 - 8)).isEqualTo("xxxxend\n");
  }

  @Test
  void saysThatACommandDoesNotExist() throws Exception {
    String id = helper(POSTGRES);

    EngineException failure =
        assertReason(Reason.COMMAND_FAILED, () -> run(id, "no-such-command", "x"));

    assertThat(failure.thing()).isEqualTo("no-such-command");
  }

  @Test
  void runsCommandsInAnImageWithoutAShell() throws Exception {
    String id = helper(POSTGRES);
    run(id, "rm", "/bin/sh");

    assertThat(engine.output(id, Command.of("cat", "/etc/hostname"), none())).isNotBlank();
    assertThat(run(id, "ls", "/nowhere").exitCode()).isEqualTo(2);
    assertReason(Reason.COMMAND_FAILED, () -> run(id, "no-such-command"));
  }

  @ParameterizedTest
  @ValueSource(strings = {POSTGRES, MARIADB})
  void endsTheProcessInTheContainerWhenCancelled(String image) throws Exception {
    String id = helper(image);
    Cancellation cancellation = new Cancellation();
    OutputStream cancelAtFirstByte = new OnFirstByte(cancellation::cancel);

    assertThatThrownBy(() ->
            engine.exec(
                id,
                Command.of("sh", "-c", "echo started; sleep 1000 & sleep 1001"),
                cancelAtFirstByte,
                cancellation))
        .isInstanceOf(CancellationException.class);

    Eventually.await("both are gone", () -> !processes(id).contains("sleep 100"));
  }

  /// Images that are not made from Debian have another shell.
  @Test
  void runsAndEndsCommandsUnderBash() throws Exception {
    String id = helper(POSTGRES);
    run(id, "ln", "-sf", "bash", "/bin/sh");
    Cancellation cancellation = new Cancellation();

    assertThat(run(id, "sh", "-c", "cat; echo err >&2; exit 3"))
        .isEqualTo(new CommandResult(3, "err\n"));
    assertThatThrownBy(() ->
            engine.exec(
                id,
                Command.of("sh", "-c", "echo started; sleep 1000"),
                new OnFirstByte(cancellation::cancel),
                cancellation))
        .isInstanceOf(CancellationException.class);
    Eventually.await("it is gone", () -> !processes(id).contains("sleep 1000"));
  }

  @Test
  void endsAProcessThatDoesNotListen() throws Exception {
    String id = helper(POSTGRES);
    Cancellation cancellation = new Cancellation();

    assertThatThrownBy(() ->
            engine.exec(
                id,
                Command.of("sh", "-c", "trap '' TERM; echo started; while :; do sleep 0.1; done"),
                new OnFirstByte(cancellation::cancel),
                cancellation))
        .isInstanceOf(CancellationException.class);

    Eventually.await("it is gone", () -> !processes(id).contains("echo started"));
  }

  @Test
  void startsNothingWhenCancelledBefore() throws Exception {
    String id = helper(POSTGRES);
    Cancellation cancellation = new Cancellation();
    cancellation.cancel();

    assertThatThrownBy(() ->
            engine.exec(
                id, Command.of("touch", "/tmp/x"), OutputStream.nullOutputStream(), cancellation))
        .isInstanceOf(CancellationException.class);

    assertThat(run(id, "test", "-e", "/tmp/x").exitCode()).isEqualTo(1);
  }

  @Test
  void endsTheProcessIfItsOutputCannotBeWritten() throws Exception {
    String id = helper(POSTGRES);
    OutputStream full =
        new OnFirstByte(() -> {
          throw new IOException("disk full");
        });

    assertThatThrownBy(() -> engine.exec(id, Command.of("yes", "marker"), full, none()))
        .isInstanceOf(IOException.class)
        .hasMessage("disk full");

    Eventually.await("it is gone", () -> !processes(id).contains("yes marker"));
  }

  @Test
  void isNoSuccessIfTheContainerEndsMeanwhile() throws Exception {
    String id = helper(POSTGRES);
    OutputStream stopAtFirstByte = new OnFirstByte(() -> stopAside(id));

    assertReason(
        Reason.COMMAND_FAILED,
        () ->
            engine.exec(
                id, Command.of("sh", "-c", "echo started; sleep 1000"), stopAtFirstByte, none()));
    assertReason(Reason.COMMAND_FAILED, () -> run(id, "true"));
  }

  @Test
  void copiesFilesInAndOutWithOwnersAndPermissions() throws Exception {
    String id = helper(POSTGRES);
    byte[] content = "漢字 content".getBytes(StandardCharsets.UTF_8);

    engine.copyIn(id, "/srv", new ByteArrayInputStream(tar("däta.txt", content)), none());

    assertThat(engine.output(id, Command.of("stat", "-c", "%u %g %a", "/srv/däta.txt"), none()))
        .isEqualTo("1234 5678 640\n");
    engine.stop(id, Duration.ZERO);
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(engine.copyOut(id, "/srv/däta.txt"), "UTF-8")) {
      assertThat(tar.getNextEntry().getName()).isEqualTo("däta.txt");
      assertThat(tar.readAllBytes()).isEqualTo(content);
      assertThat(tar.getNextEntry()).isNull();
    }
  }

  @Test
  void saysWhatIsWrongWithACopy() throws Exception {
    String id = helper(POSTGRES);
    byte[] large = tar("large", new byte[20_000_000]);

    assertThat(
            assertReason(
                Reason.OTHER,
                () -> engine.copyIn(id, "/nowhere", new ByteArrayInputStream(large), none())))
        .extracting(EngineException::thing)
        .isEqualTo("/nowhere");
    assertReason(Reason.OTHER, () -> engine.copyOut(id, "/nowhere"));
    assertThatThrownBy(() ->
            engine.copyIn(
                id,
                "/tmp",
                new SequenceInputStream(
                    new ByteArrayInputStream(large, 0, 1_000_000), new BrokenInput()),
                none()))
        .isInstanceOf(IOException.class)
        .hasMessage("bad disk");
  }

  @ParameterizedTest
  @ValueSource(ints = {2_000_000, 200_000_000})
  void saysThatThereIsNoSpaceForACopy(int size) throws Exception {
    String id = containerWithSmallVolume();
    byte[] tar = tar("large", new byte[size]);

    assertReason(
        Reason.NO_SPACE, () -> engine.copyIn(id, "/small", new ByteArrayInputStream(tar), none()));
  }

  @Test
  void refusesToCopyWhereNobodyWouldSeeIt() throws Exception {
    String id = containerWithSmallVolume();

    EngineException failure =
        assertReason(
            Reason.OTHER,
            () ->
                engine.copyIn(
                    id, "/memory", new ByteArrayInputStream(tar("x", new byte[1])), none()));

    assertThat(failure.details()).contains("tmpfs");
  }

  @Test
  void stopsCopyingWhenCancelled() throws Exception {
    String id = helper(POSTGRES);
    Cancellation cancellation = new Cancellation();
    InputStream endless =
        new SequenceInputStream(
            new ByteArrayInputStream(tar("large", new byte[1_000_000]), 0, 500_000),
            new InputStream() {
              @Override
              public int read() {
                cancellation.cancel();
                return 0;
              }
            });

    assertThatThrownBy(() -> engine.copyIn(id, "/tmp", endless, cancellation))
        .isInstanceOf(CancellationException.class);
  }

  @Test
  void givesAHelperTheMountsOfAnotherContainerAndNoNetwork() throws Exception {
    String owner = helper(POSTGRES);
    String data = engine.container(owner).mounts().getFirst().target();
    run(owner, "touch", data + "/seen");

    String helper =
        engine.startHelper(
            new HelperContainer(MARIADB, List.of("sleep", "infinity"), Map.of(), owner, "test"));
    containers.add(helper);

    assertThat(run(helper, "test", "-e", data + "/seen").exitCode()).isZero();
    assertThat(engine.output(helper, Command.of("ls", "/sys/class/net"), none())).isEqualTo("lo\n");
  }

  @Test
  void findsAndRemovesHelpersThatWereLeftBehindAndNothingElse() throws Exception {
    String id = helper(POSTGRES);
    String other = containerWithSmallVolume();
    String abandoned =
        RealInstallation.docker(
                "run",
                "--detach",
                "--label",
                HelperContainer.LABEL + "=proof",
                "--label",
                HelperContainer.OWNER + "=" + endedProcess(),
                "--entrypoint",
                "sleep",
                POSTGRES,
                "600")
            .strip();
    HelperContainers helpers = new HelperContainers(engine);

    assertThat(helpers.find())
        .extracting(Container::id)
        .contains(id, abandoned)
        .doesNotContain(other);
    assertThat(helpers.removeAbandoned()).isPositive();
    assertThat(helpers.find()).extracting(Container::id).contains(id).doesNotContain(abandoned);
    engine.removeHelper(id);
    engine.removeHelper(id);

    assertThat(helpers.find()).extracting(Container::id).doesNotContain(id);
    assertThatThrownBy(() -> engine.removeHelper(other))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(engine.container(other).running()).isTrue();
  }

  private static String endedProcess() throws Exception {
    Process process = new ProcessBuilder("true").start();
    long begun = process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    process.waitFor();
    return process.pid() + "@" + begun;
  }

  @Test
  void doesNotLeaveAHelperBehindThatCannotStart() throws Exception {
    HelperContainer impossible =
        new HelperContainer(POSTGRES, List.of("true"), Map.of(), "nobody", "impossible");

    assertReason(Reason.CONTAINER_NOT_FOUND, () -> engine.startHelper(impossible));

    assertThat(new HelperContainers(engine).find())
        .noneMatch(helper -> helper.label(HelperContainer.LABEL).orElse("").equals("impossible"));
    assertReason(
        Reason.IMAGE_NOT_FOUND,
        () ->
            engine.startHelper(
                new HelperContainer("nobody/has-this:1", List.of("x"), Map.of(), null, "test")));
  }

  @Test
  void followsTheLogOfBothStreamsUntilTheContainerEnds() throws Exception {
    String script =
        """
        echo first; echo to-stderr >&2; head -c 40000 /dev/zero | tr '\\0' x; echo; echo 漢字; \
        while [ ! -e /tmp/go ]; do sleep 0.05; done; printf last
        """;
    String id =
        engine.startHelper(
            new HelperContainer(POSTGRES, List.of("sh", "-c", script), Map.of(), null, "test"));
    containers.add(id);
    ConcurrentLinkedQueue<LogLine> lines = new ConcurrentLinkedQueue<>();

    try (var _ = engine.followLog(id, Instant.EPOCH, lines::add)) {
      Eventually.await("the lines so far", () -> lines.size() == 4);
      run(id, "touch", "/tmp/go");
      Eventually.await("the last line", () -> lines.size() == 5);
    }

    assertThat(lines.stream().filter(line -> !line.error()).map(LogLine::text))
        .containsExactly("first", "x".repeat(40_000), "漢字", "last");
    assertThat(lines.stream().filter(LogLine::error).map(LogLine::text))
        .containsExactly("to-stderr");
    assertThat(lines).allMatch(line -> line.time() != null);
  }

  @Test
  void followsTheLogFromAnInstantOnAndNotAfterClosing() throws Exception {
    String script = "echo old; while :; do if [ -e /tmp/go ]; then echo new; fi; sleep 0.05; done";
    String id =
        engine.startHelper(
            new HelperContainer(POSTGRES, List.of("sh", "-c", script), Map.of(), null, "test"));
    containers.add(id);
    ConcurrentLinkedQueue<LogLine> all = new ConcurrentLinkedQueue<>();
    ConcurrentLinkedQueue<LogLine> some = new ConcurrentLinkedQueue<>();
    Instant after;
    try (var _ = engine.followLog(id, Instant.EPOCH, all::add)) {
      Eventually.await("the old line", () -> !all.isEmpty());
      after = all.element().time().plusNanos(1);
    }
    try (var _ = engine.followLog(id, after, some::add)) {
      run(id, "touch", "/tmp/go");
      Eventually.await("a new line", () -> !some.isEmpty());
    }
    int seen = all.size();

    assertThat(some).extracting(LogLine::text).containsOnly("new");
    assertThat(all).hasSize(seen).extracting(LogLine::text).containsExactly("old");
  }

  @Test
  void followsTheLogAcrossRestarts() throws Exception {
    String script = "echo x >>/runs; echo run $(wc -l </runs); echo error >&2";
    String id =
        engine.startHelper(
            new HelperContainer(POSTGRES, List.of("sh", "-c", script), Map.of(), null, "test"));
    containers.add(id);
    ConcurrentLinkedQueue<LogLine> lines = new ConcurrentLinkedQueue<>();

    try (var _ = engine.followLog(id, Instant.EPOCH, lines::add)) {
      for (int run = 1; run <= 3; run++) {
        String last = "run " + run;
        Eventually.await(last, () -> lines.stream().anyMatch(line -> line.text().equals(last)));
        Eventually.await("its end", () -> !engine.container(id).running());
        engine.start(id);
      }
      Eventually.await("the fourth", () -> lines.stream().filter(LogLine::error).count() == 4);
    }

    assertThat(lines.stream().filter(line -> !line.error()).map(LogLine::text))
        .containsExactly("run 1", "run 2", "run 3", "run 4");
  }

  private String helper(String image) throws EngineException {
    return helper(image, Map.of());
  }

  private String helper(String image, Map<String, String> environment) throws EngineException {
    String id =
        engine.startHelper(
            new HelperContainer(image, List.of("sleep", "infinity"), environment, null, "test"));
    containers.add(id);
    return id;
  }

  /// A container that is no helper, with a volume of one megabyte and a folder in memory.
  private String containerWithSmallVolume() throws EngineException {
    ObjectNode volume = Json.object().put("Type", "volume").put("Target", "/small");
    ObjectNode options =
        Json.object().put("type", "tmpfs").put("device", "tmpfs").put("o", "size=1m");
    volume.set(
        "VolumeOptions",
        Json.object()
            .set("DriverConfig", Json.object().put("Name", "local").set("Options", options)));
    ObjectNode host = Json.object().put("NetworkMode", "none").put("Init", true);
    host.set("Mounts", Json.tree(List.of(volume)));
    host.set("Tmpfs", Json.object().put("/memory", ""));
    ObjectNode body = Json.object().put("Image", POSTGRES);
    body.set("Entrypoint", Json.tree(List.of("sleep", "infinity")));
    body.set("HostConfig", host);
    EngineHttp http = new EngineHttp(() -> new DockerAddresses(Machine.here()).candidates());
    String id = http.post("/containers/create", body, POSTGRES).json().path("Id").asText();
    foreign.add(id);
    http.post("/containers/" + id + "/start", null, id);
    return id;
  }

  private final List<String> foreign = new ArrayList<>();

  @AfterEach
  void removeForeignContainers() throws Exception {
    EngineHttp http = new EngineHttp(() -> new DockerAddresses(Machine.here()).candidates());
    for (String id : foreign) {
      http.delete("/containers/" + id + "?force=true&v=true", id);
    }
  }

  private CommandResult run(String container, String... arguments)
      throws EngineException, IOException {
    return engine.exec(
        container, Command.of(arguments), OutputStream.nullOutputStream(), Cancellation.none());
  }

  private static String processes(String id) throws EngineException {
    String script = "for p in /proc/[0-9]*; do tr '\\0' ' ' <$p/cmdline; echo; done 2>/dev/null";
    // Not this very command.
    return engine
        .output(id, Command.of("sh", "-c", script), none())
        .lines()
        .filter(line -> !line.contains("/proc/"))
        .reduce("", (all, line) -> all + line + "\n");
  }

  private static void stopAside(String id) {
    CompletableFuture.runAsync(() -> {
      try {
        engine.stop(id, Duration.ZERO);
      } catch (EngineException e) {
        throw new IllegalStateException(e);
      }
    });
  }

  private static EngineException assertReason(
      Reason reason, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    EngineException failure = catchThrowableOfType(EngineException.class, call);
    assertThat(failure).as("an EngineException").isNotNull();
    assertThat(failure.reason()).as(failure.details()).isEqualTo(reason);
    return failure;
  }

  private static Cancellation none() {
    return Cancellation.none();
  }

  private static long crc(byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    return crc.getValue();
  }

  private static byte[] tar(String name, byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes, "UTF-8")) {
      TarArchiveEntry entry = new TarArchiveEntry(name);
      entry.setSize(content.length);
      entry.setMode(0640);
      entry.setIds(1234, 5678);
      tar.putArchiveEntry(entry);
      tar.write(content);
      tar.closeArchiveEntry();
    }
    return bytes.toByteArray();
  }

  /// Does something when the first bytes come.
  private static final class OnFirstByte extends OutputStream {
    private final Action action;
    private boolean done;

    private interface Action {
      void run() throws IOException;
    }

    OnFirstByte(Action action) {
      this.action = action;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      if (!done && length > 0) {
        done = true;
        action.run();
      }
    }
  }

  /// Stands still for a while at the first bytes, as a disk may do.
  private static final class SlowOnce extends OutputStream {
    private final Duration pause;
    private long count;

    SlowOnce(Duration pause) {
      this.pause = pause;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      if (count == 0 && length > 0) {
        try {
          new CountDownLatch(1).await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
          throw new IOException(e);
        }
      }
      count += length;
    }
  }

  private static final class BrokenInput extends InputStream {
    @Override
    public int read() throws IOException {
      throw new IOException("bad disk");
    }
  }
}
