package io.github.nocobasewizard.engine.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.dockerjava.transport.DockerHttpClient.Request.Method;
import io.github.nocobasewizard.engine.Cancellation;
import io.github.nocobasewizard.engine.ContainerEngine;
import io.github.nocobasewizard.engine.EngineException;
import io.github.nocobasewizard.engine.EngineException.Reason;
import io.github.nocobasewizard.engine.HelperContainers;
import io.github.nocobasewizard.engine.ImageReference;
import io.github.nocobasewizard.engine.Registry;
import io.github.nocobasewizard.engine.http.RegistryLogins;
import io.github.nocobasewizard.engine.process.Machine;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.Function;

/// The Docker Engine of this computer, found at the first call that needs it.
public final class DockerEngine implements ContainerEngine {
  /// How long a download may be silent.
  public static final Duration STALL_LIMIT = Duration.ofSeconds(90);

  private static final Duration FOR_STARTING = Duration.ofMinutes(3);
  private static final Duration FOR_AN_ARCHIVE_TO_BEGIN = Duration.ofMinutes(2);

  private final EngineHttp http;
  private final RegistryLogins logins;
  private final Duration stallLimit;
  private final Function<ImageReference, Optional<MirrorCopy>> mirror;

  /// @param logins for downloads; the engine itself signs in nowhere
  public DockerEngine(Machine machine, RegistryLogins logins) {
    this(machine, logins, STALL_LIMIT);
  }

  /// @param stallLimit how long a download may be silent
  public DockerEngine(Machine machine, RegistryLogins logins, Duration stallLimit) {
    this(http(machine), logins, stallLimit);
  }

  /// @param registry knows the mirror that is chosen, and what Docker Hub has
  public DockerEngine(
      Machine machine, RegistryLogins logins, Duration stallLimit, Registry registry) {
    this(http(machine), logins, stallLimit, image -> MirrorCopy.of(image, registry));
  }

  DockerEngine(EngineHttp http, RegistryLogins logins, Duration stallLimit) {
    this(http, logins, stallLimit, _ -> Optional.empty());
  }

  private DockerEngine(
      EngineHttp http,
      RegistryLogins logins,
      Duration stallLimit,
      Function<ImageReference, Optional<MirrorCopy>> mirror) {
    this.http = http;
    this.logins = logins;
    this.stallLimit = stallLimit;
    this.mirror = mirror;
  }

  private static EngineHttp http(Machine machine) {
    return new EngineHttp(() -> new DockerAddresses(machine).candidates());
  }

  /// Makes a `docker` command that is started with this environment talk to the same engine. Nothing
  /// changes as long as no engine has answered.
  public void pointCommandHere(Map<String, String> environment) {
    http.knownAddress().ifPresent(address -> address.applyTo(environment));
  }

  @Override
  public EngineInfo info() throws EngineException {
    JsonNode info = http.get("/info", "Docker");
    return EngineJson.info(info, http.get("/version", "Docker"), http.address());
  }

  @Override
  public List<Container> containers() throws EngineException {
    List<Container> containers = new ArrayList<>();
    for (JsonNode summary : http.get("/containers/json?all=true", "Docker")) {
      try {
        containers.add(container(summary.path("Id").asText()));
      } catch (EngineException e) {
        // It was removed since it was listed.
        if (e.reason() != Reason.CONTAINER_NOT_FOUND) {
          throw e;
        }
      }
    }
    return List.copyOf(containers);
  }

  @Override
  public Container container(String id) throws EngineException {
    return EngineJson.container(http.get("/containers/" + EngineHttp.encode(id) + "/json", id));
  }

  @Override
  public Optional<Image> image(String referenceOrId) throws EngineException {
    try {
      return Optional.of(EngineJson.image(inspect(referenceOrId)));
    } catch (EngineException e) {
      if (e.reason() == Reason.IMAGE_NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private JsonNode inspect(String referenceOrId) throws EngineException {
    // The slashes of a name are part of the path here.
    String path = EngineHttp.encode(referenceOrId).replace("%2F", "/");
    return http.get("/images/" + path + "/json", referenceOrId);
  }

  @Override
  public List<Image> images(String repository) throws EngineException {
    List<Image> images = new ArrayList<>();
    for (JsonNode summary : http.get("/images/json", "Docker")) {
      boolean wanted =
          Json.texts(summary.path("RepoTags")).stream()
              .flatMap(tag -> ImageReference.find(tag).stream())
              .anyMatch(tag -> tag.name().equals(repository));
      if (wanted) {
        image(summary.path("Id").asText()).ifPresent(images::add);
      }
    }
    return List.copyOf(images);
  }

  @Override
  public void pull(
      ImageReference image,
      String platform,
      Consumer<PullProgress> progress,
      Cancellation cancellation)
      throws EngineException {
    Optional<MirrorCopy> copy = mirror.apply(image);
    if (copy.isEmpty()) {
      download(image, platform, progress, cancellation);
      return;
    }
    ImageReference there = copy.get().find(progress, cancellation);
    try {
      download(there, platform, progress, cancellation);
    } catch (EngineException e) {
      throw copy.get().failure(e);
    }
    tag(EngineJson.image(inspect(there.toString())).id(), image);
  }

  private void download(
      ImageReference image,
      String platform,
      Consumer<PullProgress> progress,
      Cancellation cancellation)
      throws EngineException {
    ImagePull pull = new ImagePull(http, logins, stallLimit);
    new PatientPull(stallLimit)
        .run(step -> pull.run(image, platform, step, cancellation), progress, cancellation);
  }

  @Override
  public void tag(String imageId, ImageReference name) throws EngineException {
    String query = EngineHttp.query(Map.of("repo", name.name(), "tag", name.tagOrLatest()));
    http.post("/images/" + EngineHttp.encode(imageId) + "/tag" + query, null, imageId);
  }

  @Override
  public void stop(String containerId, Duration grace) throws EngineException {
    String path = "/containers/" + containerId + "/stop?t=" + grace.toSeconds();
    http.post(path, null, containerId, grace.plusMinutes(1));
  }

  @Override
  public void start(String containerId) throws EngineException {
    http.post("/containers/" + containerId + "/start", null, containerId, FOR_STARTING);
  }

  @Override
  public CommandResult exec(
      String containerId, Command command, OutputStream stdout, Cancellation cancellation)
      throws EngineException, IOException {
    return new ContainerExec(http).run(containerId, command, stdout, cancellation);
  }

  @Override
  public String startHelper(HelperContainer helper) throws EngineException {
    String name =
        "nocobase-wizard-" + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
    HelperNetworks networks =
        helper.networkOf() == null
            ? HelperNetworks.none()
            : HelperNetworks.of(
                http.get(
                    "/containers/" + EngineHttp.encode(helper.networkOf()) + "/json",
                    helper.networkOf()));
    String id =
        http.post("/containers/create?name=" + name, helperJson(helper, networks), helper.image())
            .json()
            .path("Id")
            .asText();
    try {
      for (String network : networks.more()) {
        http.post(
            "/networks/" + EngineHttp.encode(network) + "/connect",
            Json.object().put("Container", id),
            network);
      }
      start(id);
      return id;
    } catch (EngineException e) {
      removeHelper(id);
      throw e;
    }
  }

  private static ObjectNode helperJson(HelperContainer helper, HelperNetworks networks) {
    ObjectNode host = Json.object().put("NetworkMode", networks.mode()).put("Init", true);
    host.set("ExtraHosts", Json.tree(networks.extraHosts()));
    host.set("Dns", Json.tree(networks.dns()));
    host.set("RestartPolicy", Json.object().put("Name", "no"));
    if (helper.volumesFrom() != null) {
      host.set("VolumesFrom", Json.tree(List.of(helper.volumesFrom())));
    }
    ObjectNode body = Json.object().put("Image", helper.image());
    if (!helper.command().isEmpty()) {
      body.set("Entrypoint", Json.tree(helper.command()));
      body.set("Cmd", Json.tree(List.of()));
    }
    body.set(
        "Env",
        Json.tree(
            helper.environment().entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .toList()));
    body.set(
        "Labels",
        Json.object()
            .put(HelperContainer.LABEL, helper.purpose())
            .put(HelperContainer.OWNER, HelperContainers.owner()));
    // An image's own health check would only find that its usual service does not run.
    body.set("Healthcheck", Json.object().set("Test", Json.tree(List.of("NONE"))));
    body.set("HostConfig", host);
    return body;
  }

  @Override
  public void removeHelper(String containerId) throws EngineException {
    try {
      Container container = container(containerId);
      if (container.label(HelperContainer.LABEL).isEmpty()) {
        throw new IllegalArgumentException(container.name() + " is no helper of this program");
      }
      http.delete("/containers/" + container.id() + "?force=true&v=true", container.name());
    } catch (EngineException e) {
      boolean gone =
          e.reason() == Reason.CONTAINER_NOT_FOUND || e.details().contains("already in progress");
      if (!gone) {
        throw e;
      }
    }
  }

  @Override
  public void copyIn(String containerId, String folder, InputStream tar, Cancellation cancellation)
      throws EngineException, IOException {
    new ArchiveUpload(http, containerId, folder).run(tar, cancellation);
  }

  @Override
  public InputStream copyOut(String containerId, String path) throws EngineException {
    String request = "/containers/" + containerId + "/archive?path=" + EngineHttp.encode(path);
    Exchange exchange =
        http.open(
            EngineHttp.request(Method.GET, request), FOR_AN_ARCHIVE_TO_BEGIN, Cancellation.none());
    if (exchange.failed()) {
      try (exchange) {
        exchange.requireSuccess(path);
      }
    }
    return new TarStream(exchange);
  }

  @Override
  public List<LogLine> log(String containerId, int lastLines) throws EngineException {
    return ContainerLog.last(http, containerId, lastLines);
  }

  @Override
  public LogFollower followLog(String containerId, Instant since, Consumer<LogLine> lines)
      throws EngineException {
    return LogFollowing.start(http, containerId, since, lines);
  }
}
