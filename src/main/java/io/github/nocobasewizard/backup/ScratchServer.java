package io.github.nocobasewizard.backup;

import io.github.nocobasewizard.database.DatabaseClient;
import io.github.nocobasewizard.engine.Cancellation;
import io.github.nocobasewizard.engine.ContainerEngine;
import io.github.nocobasewizard.engine.ContainerEngine.HelperContainer;
import io.github.nocobasewizard.engine.EngineException;
import io.github.nocobasewizard.installation.Database;
import io.github.nocobasewizard.installation.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An empty database server in a throw-away container without network. It is removed when closed; one
/// that a crash left behind is found by its label.
///
/// @param database as seen from within
record ScratchServer(
    ContainerEngine engine, String helper, Database database, DatabaseClient client)
    implements AutoCloseable {
  private static final Duration START = Duration.ofMinutes(3);
  private static final Pattern MAJOR = Pattern.compile("\\d+");

  /// @param like the database whose kind, name and user it gets
  /// @param imageId image of a server of that kind
  /// @param serverVersion of that server; empty if it is not known
  static ScratchServer start(
      ContainerEngine engine, Database like, String imageId, String serverVersion)
      throws EngineException {
    Database scratch =
        like.at("127.0.0.1", like.kind().standardPort())
            .as(user(like), new Secret(UUID.randomUUID().toString()));
    String helper =
        engine.startHelper(
            new HelperContainer(
                imageId, command(like.kind()), environment(scratch, serverVersion), null, "proof"));
    return new ScratchServer(
        engine, helper, scratch, DatabaseClient.of(engine, helper, scratch).orElseThrow());
  }

  void awaitReady(Cancellation cancellation) throws EngineException {
    client.awaitReady(START, cancellation);
  }

  @Override
  public void close() {
    try {
      engine.removeHelper(helper);
    } catch (EngineException e) {
      // It is found by its label at the next start.
      System.getLogger(ScratchServer.class.getName())
          .log(System.Logger.Level.WARNING, "helper left behind: " + helper, e);
    }
  }

  /// PostgreSQL: objects belong to the app's own user, which therefore must exist. MySQL images
  /// always have root.
  private static String user(Database database) {
    return database.kind() == Database.Kind.POSTGRES ? database.user() : "root";
  }

  /// Nothing in a scratch database need outlive a power failure. Servers before 16 are told less.
  private static String initOptions(String serverVersion) {
    Matcher major = MAJOR.matcher(serverVersion);
    boolean takesSettings = major.lookingAt() && Integer.parseInt(major.group()) >= 16;
    return takesSettings
        ? "--no-sync -c fsync=off -c full_page_writes=off -c synchronous_commit=off"
            + " -c autovacuum=off -c max_wal_size=4GB -c wal_level=minimal -c max_wal_senders=0"
        : "--no-sync";
  }

  /// A database server's own; an app's would start the app.
  private static List<String> command(Database.Kind kind) {
    return kind == Database.Kind.SQLITE ? List.of("sleep", "86400") : List.of();
  }

  /// What the official database images ask for at their first start.
  private static Map<String, String> environment(Database scratch, String serverVersion) {
    String password = scratch.password().value();
    return switch (scratch.kind()) {
      case POSTGRES ->
          Map.of(
              "POSTGRES_USER", scratch.user(),
              "POSTGRES_PASSWORD", password,
              "POSTGRES_DB", scratch.name(),
              "POSTGRES_INITDB_ARGS", initOptions(serverVersion));
      case MARIADB, MYSQL ->
          Map.of(
              "MYSQL_ROOT_PASSWORD",
              password,
              "MARIADB_ROOT_PASSWORD",
              password,
              "MYSQL_DATABASE",
              scratch.name(),
              "MARIADB_DATABASE",
              scratch.name());
      case SQLITE, KINGBASE, UNKNOWN -> Map.of();
    };
  }
}
