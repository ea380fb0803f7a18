package io.github.nocobasewizard.support;

import io.github.nocobasewizard.engine.ContainerEngine;
import io.github.nocobasewizard.engine.ContainerEngine.Container;
import io.github.nocobasewizard.engine.ContainerEngine.LogLine;
import io.github.nocobasewizard.engine.EngineException;
import io.github.nocobasewizard.engine.EngineRoom;
import io.github.nocobasewizard.engine.ImageReference;
import io.github.nocobasewizard.engine.WebClient;
import io.github.nocobasewizard.health.AppProbe;
import io.github.nocobasewizard.health.LogDoctor;
import io.github.nocobasewizard.health.LogDoctor.Diagnosis;
import io.github.nocobasewizard.health.Observation;
import io.github.nocobasewizard.installation.Deployment;
import io.github.nocobasewizard.installation.Installation;
import io.github.nocobasewizard.run.Problem;
import io.github.nocobasewizard.run.RunEvent.Phase;
import io.github.nocobasewizard.run.RunStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// What can be seen of an installation at this moment, to answer questions about it.
///
/// @param written the image in the setup files; empty if it is built there
/// @param running what the app's container was made from; empty if it is not there or does not run
/// @param reported the version that the app itself reports; empty if it does not answer
/// @param docker what the user knows the engine as; empty if it does not answer
/// @param room free bytes where the engine keeps images
/// @param licenceKey whether the app's log says that it has one; empty if it says nothing
/// @param findings what the app's log shows
/// @param failedDownload the latest one, if no upgrade has worked since
public record CurrentState(
    Optional<ImageReference> written,
    Optional<ImageReference> running,
    Optional<String> reported,
    Optional<String> docker,
    OptionalLong room,
    Optional<Boolean> licenceKey,
    List<Diagnosis> findings,
    Optional<FailedDownload> failedDownload) {
  private static final int LOG_LINES = 3_000;

  public record FailedDownload(Instant at, Problem problem) {}

  /// Looks; what does not answer is left empty.
  public static CurrentState of(
      Installation installation,
      ContainerEngine engine,
      WebClient web,
      List<RunStore.Record> runs) {
    Optional<Container> app = app(engine, installation);
    List<String> log = app.map(container -> log(engine, container)).orElse(List.of());
    LogDoctor doctor = new LogDoctor();
    log.forEach(doctor::read);
    return new CurrentState(
        Optional.ofNullable(installation.main().image()),
        app.filter(Container::running).flatMap(container -> ImageReference.find(container.image())),
        reported(installation, web),
        docker(engine),
        room(engine),
        licenceKey(log),
        doctor.findings(),
        failedDownload(installation, runs));
  }

  private static Optional<Container> app(ContainerEngine engine, Installation installation) {
    try {
      return Deployment.of(engine, installation).main();
    } catch (EngineException e) {
      return Optional.empty();
    }
  }

  private static List<String> log(ContainerEngine engine, Container container) {
    try {
      return engine.log(container.id(), LOG_LINES).stream().map(LogLine::text).toList();
    } catch (EngineException e) {
      return List.of();
    }
  }

  private static Optional<String> reported(Installation installation, WebClient web) {
    return AppProbe.of(web, installation.main())
        .map(AppProbe::look)
        .flatMap(seen ->
            seen instanceof Observation.Healthy(var version, var _) ? version : Optional.empty());
  }

  private static Optional<String> docker(ContainerEngine engine) {
    try {
      return Optional.of(engine.info().product());
    } catch (EngineException e) {
      return Optional.empty();
    }
  }

  private static OptionalLong room(ContainerEngine engine) {
    try {
      return EngineRoom.free(engine);
    } catch (EngineException e) {
      return OptionalLong.empty();
    }
  }

  /// The latest start counts. Source: `cli-v1/src/license.js`.
  private static Optional<Boolean> licenceKey(List<String> log) {
    for (String line : log.reversed()) {
      if (line.contains("License key not found")) {
        return Optional.of(false);
      }
      if (line.contains("License key") || line.contains("license key")) {
        return Optional.of(true);
      }
    }
    return Optional.empty();
  }

  /// @param runs newest first
  private static Optional<FailedDownload> failedDownload(
      Installation installation, List<RunStore.Record> runs) {
    return runs.stream()
        .filter(run -> run.beginning().kind() == RunStore.Kind.UPGRADE)
        .filter(run -> run.beginning().installation().equals(installation.key()))
        .findFirst()
        .filter(run -> run.lastStep().equals(Phase.DOWNLOAD.name()))
        .filter(run -> run.end().getOrDefault("problem", "").startsWith("engine."))
        .map(run ->
            new FailedDownload(
                run.lastSign(),
                new Problem(
                    run.end().getOrDefault("problem", ""),
                    run.end().getOrDefault("thing", ""),
                    "")));
  }
}
