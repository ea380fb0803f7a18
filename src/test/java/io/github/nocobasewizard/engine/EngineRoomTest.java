package io.github.nocobasewizard.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nocobasewizard.engine.ContainerEngine.Command;
import io.github.nocobasewizard.engine.ContainerEngine.CommandResult;
import io.github.nocobasewizard.engine.ContainerEngine.Container;
import io.github.nocobasewizard.engine.ContainerEngine.EngineInfo;
import java.io.OutputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Where there is room for images is known from the engine's folder, or from within a container.
class EngineRoomTest {
  private static final String DF =
      """
      Filesystem     1024-blocks    Used Available Capacity Mounted on
      overlay           61255492 9000000  49110656      16% /
      """;

  @TempDir private Path folder;

  @Test
  void aPlainEnginesFolderIsLookedAt() throws Exception {
    // No container could tell here.
    assertThat(EngineRoom.free(engine(folder.toString(), ""))).isPresent();
  }

  @Test
  void aVirtualMachineIsAskedThroughAContainer() throws Exception {
    assertThat(EngineRoom.free(engine("/var/lib/docker-of-a-vm", DF))).hasValue(49_110_656L * 1024);
  }

  @Test
  void whatCannotBeKnownIsSaidToBeUnknown() throws Exception {
    assertThat(EngineRoom.free(engine("/var/lib/docker-of-a-vm", ""))).isEmpty();
  }

  private static ContainerEngine engine(String dataFolder, String printed) {
    return (ContainerEngine)
        Proxy.newProxyInstance(
            EngineRoomTest.class.getClassLoader(),
            new Class<?>[] {ContainerEngine.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "info" ->
                      new EngineInfo("Docker", "28", "amd64", "unix:///x", dataFolder, true);
                  case "containers" -> List.of(container());
                  case "output" ->
                      java.lang.reflect.InvocationHandler.invokeDefault(proxy, method, arguments);
                  case "exec" -> {
                    assertThat(((Command) arguments[1]).arguments())
                        .containsExactly("df", "-Pk", "/");
                    ((OutputStream) arguments[2]).write(printed.getBytes(StandardCharsets.UTF_8));
                    yield new CommandResult(printed.isEmpty() ? 127 : 0, "");
                  }
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  private static Container container() {
    return new Container(
        "c",
        "shop-app-1",
        "x",
        "sha256:a",
        Map.of(),
        new ContainerEngine.State("running", OptionalInt.empty(), 0, false, Instant.EPOCH),
        Instant.EPOCH,
        Map.of(),
        List.of(),
        List.of(),
        Map.of());
  }
}
