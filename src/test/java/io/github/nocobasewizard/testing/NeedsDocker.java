package io.github.nocobasewizard.testing;

import io.github.nocobasewizard.engine.EngineException;
import io.github.nocobasewizard.engine.docker.DockerEngine;
import io.github.nocobasewizard.engine.http.RegistryLogins;
import io.github.nocobasewizard.engine.process.Machine;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/// The tests of this class need a real Docker Engine. Without one they are skipped; if the system
/// property `engine.required` is `true` they fail, so that a build server cannot be green by mistake.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsDocker.Condition.class)
public @interface NeedsDocker {

  /// Asks the engine before the first test.
  final class Condition implements BeforeAllCallback {
    @Override
    public void beforeAll(ExtensionContext context) {
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
