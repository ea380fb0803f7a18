package io.github.nocobasewizard.database;

import io.github.nocobasewizard.engine.Cancellation;
import io.github.nocobasewizard.engine.ContainerEngine;
import io.github.nocobasewizard.engine.ContainerEngine.Container;
import io.github.nocobasewizard.engine.ContainerEngine.HelperContainer;
import io.github.nocobasewizard.engine.ContainerEngine.Image;
import io.github.nocobasewizard.engine.ContainerEngine.PullProgress;
import io.github.nocobasewizard.engine.EngineException;
import io.github.nocobasewizard.engine.EngineException.Reason;
import io.github.nocobasewizard.engine.ImageReference;
import io.github.nocobasewizard.engine.Mirror;
import io.github.nocobasewizard.installation.Database;
import io.github.nocobasewizard.installation.Deployment;
import io.github.nocobasewizard.installation.Installation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;

/// Finds a way to a database: through its own container if it belongs to the project; else through a
/// helper container on the app's networks, made from a database image that fits the server.
public final class DatabaseConnector {
  private static final List<String> FOREVER = List.of("sleep", "86400");

  /// Docker Hub's name, and the one under which NocoBase's own mirror has it.
  private static final String MIRROR = Mirror.NOCOBASE.registry() + "/nocobase/";

  private final ContainerEngine engine;

  public DatabaseConnector(ContainerEngine engine) {
    this.engine = engine;
  }

  /// With what is on this computer.
  ///
  /// @return empty if the database is elsewhere and no image here fits it
  /// @throws EngineException `CONTAINER_NOT_FOUND` if the database's own container is not there;
  ///     `OTHER` for a kind of database that cannot be dumped; `COMMAND_FAILED` with the client's
  ///     words if the server does not let it in
  public Optional<DatabaseConnection> find(Deployment deployment, Database database)
      throws EngineException {
    String service = database.service();
    if (service != null) {
      Container server =
          deployment
              .server(database)
              .orElseThrow(() -> new EngineException(Reason.CONTAINER_NOT_FOUND, service, ""));
      return Optional.of(
          new DatabaseConnection(
              engine,
              database,
              client(server.id(), database.at("127.0.0.1", database.port())),
              server.imageId(),
              server.id(),
              false));
    }
    if (database.kind() == Database.Kind.SQLITE) {
      return Optional.of(inTheApp(deployment, database));
    }
    for (Image image : candidates(database)) {
      Optional<DatabaseConnection> fitting = fitting(image.id(), deployment, database);
      if (fitting.isPresent()) {
        return fitting;
      }
    }
    return Optional.empty();
  }

  /// Downloads a database image if none here fits.
  public DatabaseConnection open(
      Deployment deployment,
      Database database,
      Consumer<PullProgress> progress,
      Cancellation cancellation)
      throws EngineException {
    Optional<DatabaseConnection> here = find(deployment, database);
    if (here.isPresent()) {
      return here.get();
    }
    ImageReference image = fittingImage(deployment, database, progress, cancellation);
    return fitting(download(image, progress, cancellation), deployment, database)
        .orElseThrow(() ->
            new EngineException(
                Reason.OTHER, image.toString(), "its client programs do not fit the server"));
  }

  /// All databases of an installation: those that its files name, and those of its sub-applications,
  /// which an upgrade changes too.
  ///
  /// @throws EngineException as for [#find]
  public List<Database> all(
      Installation installation,
      Deployment deployment,
      Consumer<PullProgress> progress,
      Cancellation cancellation)
      throws EngineException {
    Map<String, Database> all = new LinkedHashMap<>();
    installation.databases().forEach(database -> all.put(database.key(), database));
    for (Database database : installation.databases()) {
      try (DatabaseConnection connection = open(deployment, database, progress, cancellation)) {
        DatabaseClient client = connection.client();
        new TreeSet<>(client.present(client.subApplications()))
            .forEach(name -> all.putIfAbsent(database.named(name).key(), database.named(name)));
      }
    }
    return List.copyOf(all.values());
  }

  /// How much is in all of them.
  ///
  /// @return tables of the second and further databases have the database's name before theirs
  public TableCounts count(
      Installation installation, Deployment deployment, Cancellation cancellation)
      throws EngineException {
    List<TableCounts> all = new ArrayList<>();
    for (Database database : all(installation, deployment, _ -> {}, cancellation)) {
      try (DatabaseConnection connection = open(deployment, database, _ -> {}, cancellation)) {
        all.add(connection.client().count(cancellation));
      }
    }
    return TableCounts.joined(all);
  }

  private DatabaseClient client(String container, Database database) throws EngineException {
    return DatabaseClient.of(engine, container, database)
        .orElseThrow(
            () -> new EngineException(Reason.OTHER, database.kind().name(), "cannot be dumped"));
  }

  // ---- elsewhere

  private static List<String> repositories(Database database) {
    return switch (database.kind()) {
      case POSTGRES -> List.of("postgres");
      // The server may be the other one: both are spoken to in the same way.
      case MARIADB -> List.of("mariadb", "mysql");
      case MYSQL -> List.of("mysql", "mariadb");
      // Its programs are the app's own.
      case SQLITE, KINGBASE, UNKNOWN -> List.of();
    };
  }

  private List<Image> candidates(Database database) throws EngineException {
    List<Image> images = new ArrayList<>();
    for (String name : repositories(database)) {
      images.addAll(engine.images(name));
      images.addAll(engine.images(MIRROR + name));
    }
    return images;
  }

  /// @return empty if the image's programs do not fit the server
  private Optional<DatabaseConnection> fitting(
      String imageId, Deployment deployment, Database database) throws EngineException {
    DatabaseConnection connection = through(imageId, deployment, database);
    boolean fits = false;
    try {
      fits = connection.client().fitsServer();
      return fits ? Optional.of(connection) : Optional.empty();
    } finally {
      if (!fits) {
        connection.close();
      }
    }
  }

  /// A file is reached through a helper with the app's mounts, from the app's own image.
  private DatabaseConnection inTheApp(Deployment deployment, Database database)
      throws EngineException {
    Container app = app(deployment, database);
    String helper =
        engine.startHelper(
            new HelperContainer(app.imageId(), FOREVER, Map.of(), app.id(), "database"));
    return new DatabaseConnection(
        engine, database, client(helper, database), app.imageId(), helper, true);
  }

  private static Container app(Deployment deployment, Database database) throws EngineException {
    Container app = deployment.all().get(database.appService());
    if (app == null) {
      throw new EngineException(Reason.CONTAINER_NOT_FOUND, database.appService(), "");
    }
    return app;
  }

  private DatabaseConnection through(String imageId, Deployment deployment, Database database)
      throws EngineException {
    Container app = app(deployment, database);
    String helper =
        engine.startHelper(
            new HelperContainer(imageId, FOREVER, Map.of(), null, app.id(), "database"));
    return new DatabaseConnection(
        engine, database, client(helper, database), imageId, helper, true);
  }

  /// Any client can ask a server for its version.
  private ImageReference fittingImage(
      Deployment deployment,
      Database database,
      Consumer<PullProgress> progress,
      Cancellation cancellation)
      throws EngineException {
    ImageReference first = ImageReference.parse(repositories(database).getFirst() + ":latest");
    List<Image> here = candidates(database);
    String any = here.isEmpty() ? download(first, progress, cancellation) : here.getFirst().id();
    try (DatabaseConnection connection = through(any, deployment, database)) {
      return imageFor(database.kind(), connection.client().serverVersion());
    }
  }

  /// The official image of a server: `postgres:16`, `mariadb:11.8`, `mysql:8.4`.
  static ImageReference imageFor(Database.Kind kind, String serverVersion) {
    String[] numbers = serverVersion.split("[^0-9]+");
    if (kind == Database.Kind.POSTGRES) {
      return ImageReference.parse("postgres:" + numbers[0]);
    }
    String name = serverVersion.contains("MariaDB") ? "mariadb" : "mysql";
    return ImageReference.parse(name + ":" + numbers[0] + "." + numbers[1]);
  }

  private String download(
      ImageReference image, Consumer<PullProgress> progress, Cancellation cancellation)
      throws EngineException {
    engine.pull(image, "", progress, cancellation);
    return engine
        .image(image.toString())
        .map(Image::id)
        .orElseThrow(() -> new EngineException(Reason.IMAGE_NOT_FOUND, image.toString(), ""));
  }
}
