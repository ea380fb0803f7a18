package io.github.nocobasewizard.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nocobasewizard.engine.Cancellation;
import io.github.nocobasewizard.engine.ContainerEngine;
import io.github.nocobasewizard.engine.ContainerEngine.Command;
import io.github.nocobasewizard.engine.EngineException;
import io.github.nocobasewizard.engine.http.RegistryLogins;
import io.github.nocobasewizard.engine.process.Machine;
import io.github.nocobasewizard.testing.DatabaseServers;
import io.github.nocobasewizard.testing.DatabaseServers.Server;
import io.github.nocobasewizard.testing.EngineProxy;
import io.github.nocobasewizard.testing.Eventually;
import io.github.nocobasewizard.testing.NeedsDocker;
import io.github.nocobasewizard.testing.RealInstallation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The wizard dies while a command runs in a database's container.
@NeedsDocker
class LostClientIT {
  @TempDir Path home;

  /// PostgreSQL is the first process of its container, so what loses its parent there becomes its
  /// child, and a child that ends by a signal makes it throw all its clients out.
  @Test
  void theDatabaseGoesOnForEverybodyElse() throws Exception {
    try (DatabaseServers project =
            DatabaseServers.start(home.resolve("lost-client"), Server.POSTGRES);
        EngineProxy proxy = new EngineProxy("unix:///var/run/docker.sock")) {
      ContainerEngine engine = engineAt(proxy.address());
      String container = project.container(Server.POSTGRES);
      Thread.ofVirtual().start(() -> cutOnceItRuns(proxy, container));
      Command slow =
          new Command(
              List.of("psql", "-U", "nocobase", "-d", "nocobase", "-c", "SELECT pg_sleep(600)"),
              Map.of(),
              null);
      assertThatThrownBy(() -> engine.output(container, slow, Cancellation.none()))
          .isInstanceOf(EngineException.class);

      Eventually.await("all of it has ended", () -> !processes(container).contains("pg_sleep"));
      assertThat(RealInstallation.docker("logs", container)).doesNotContain("terminated by signal");
    }
  }

  private static void cutOnceItRuns(EngineProxy proxy, String container) {
    Eventually.await("it runs", () -> processes(container).contains("psql -U"));
    try {
      proxy.cut();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String processes(String container) throws Exception {
    return RealInstallation.docker("top", container, "-eo", "pid,args");
  }

  private static ContainerEngine engineAt(String address) {
    Machine here = Machine.here();
    Map<String, String> environment = new HashMap<>(here.environment());
    environment.put("DOCKER_HOST", address);
    return new DockerEngine(
        new Machine(here.os(), environment, here.home()), RegistryLogins.none());
  }
}
