package io.github.nocobasewizard.testing;

import io.github.nocobasewizard.engine.EngineException;
import io.github.nocobasewizard.engine.docker.DockerEngine;
import io.github.nocobasewizard.engine.http.RegistryLogins;
import io.github.nocobasewizard.engine.process.Machine;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/// The tests of this class need a real Docker Engine. Without one they are skipped; if the system
/// property `engine.required` is `true` they fail, so that a build server cannot be green by mistake.
/// Where the engine is still being prepared beside the first tests, the variable `ENGINE_PREPARED` names
/// a file that is there once this is over; they wait for it.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsDocker.Condition.class)
public @interface NeedsDocker {

  /// Asks the engine before the first test.
  final class Condition implements BeforeAllCallback {
    private static final Duration PREPARATION = Duration.ofMinutes(20);

    @Override
    public void beforeAll(ExtensionContext context) {
      String prepared = System.getenv("ENGINE_PREPARED");
      if (prepared != null) {
        Eventually.await("engine", PREPARATION, () -> Files.exists(Path.of(prepared)));
      }
      try {
        new DockerEngine(Machine.here(), RegistryLogins.none()).info();
      } catch (EngineException e) {
        String problem = "no Docker Engine: " + e.reason() + ": " + e.details();
        if (Boolean.getBoolean("engine.required")) {
          throw new AssertionError(problem, e);
        }
        Assumptions.abort(problem);
      }
    }
  }
}
