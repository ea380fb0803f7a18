package io.github.nocobasewizard.health;

import io.github.nocobasewizard.engine.ComposeTool;
import io.github.nocobasewizard.engine.ContainerEngine;
import io.github.nocobasewizard.engine.ContainerEngine.Container;
import io.github.nocobasewizard.engine.EngineException;
import io.github.nocobasewizard.engine.ProgramEnding;
import io.github.nocobasewizard.engine.WebClient;
import io.github.nocobasewizard.installation.Deployment;
import io.github.nocobasewizard.installation.Installation;
import io.github.nocobasewizard.run.RunContext;
import io.github.nocobasewizard.run.RunEvent.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/// Starts NocoBase as its files say now, and watches it until there is a verdict.
public final class AppStart {
  private final ContainerEngine engine;
  private final ComposeTool compose;
  private final WebClient web;
  private final StartWatch.Limits limits;

  public AppStart(
      ContainerEngine engine, ComposeTool compose, WebClient web, StartWatch.Limits limits) {
    this.engine = engine;
    this.compose = compose;
    this.web = web;
    this.limits = limits;
  }

  /// Recreates the NocoBase services, and nothing else; done again, it starts what is stopped. Once
  /// begun it is not cancelled.
  ///
  /// @param expectedVersion what the app must report; empty if any will do
  /// @param logLine gets every line of the app's log
  public Verdict run(
      Installation installation,
      Optional<String> expectedVersion,
      Phase phase,
      RunContext context,
      Consumer<String> logLine)
      throws EngineException {
    AppProbe probe =
        AppProbe.of(web, installation.main())
            .orElseThrow(() ->
                new EngineException(
                    EngineException.Reason.OTHER, installation.main().name(), "publishes no port"));
    Optional<String> before = find(installation).map(Container::id);
    compose.up(installation.project(), installation.serviceNames(), context::log);
    context.log("NocoBase was started");
    Container container = awaitContainer(installation);
    boolean same = before.filter(container.id()::equals).isPresent();
    Instant started = container.state().startedAt();
    return new StartWatch(engine, probe, limits)
        .await(
            container.id(),
            same && started != null ? started : Instant.EPOCH,
            expectedVersion,
            phase,
            context.uncancellable(),
            logLine);
  }

  /// The engine may be away for a while (it restarts, it is updated): the app has been started all the
  /// same.
  private Container awaitContainer(Installation installation) throws EngineException {
    Duration waited = Duration.ZERO;
    while (true) {
      try {
        return container(installation);
      } catch (EngineException e) {
        if (!e.engineIsAway() || waited.compareTo(limits.quiet()) >= 0) {
          throw e;
        }
      }
      ProgramEnding.orPause(limits.poll());
      waited = waited.plus(limits.poll());
    }
  }

  /// What the app reports now; empty if it does not answer.
  public Optional<String> reportedVersion(Installation installation) {
    return AppProbe.of(web, installation.main())
        .map(AppProbe::look)
        .flatMap(seen ->
            seen instanceof Observation.Healthy healthy ? healthy.version() : Optional.empty());
  }

  private Optional<Container> find(Installation installation) throws EngineException {
    return Deployment.of(engine, installation).main();
  }

  private Container container(Installation installation) throws EngineException {
    return find(installation)
        .orElseThrow(() ->
            new EngineException(
                EngineException.Reason.CONTAINER_NOT_FOUND, installation.main().name(), ""));
  }
}
