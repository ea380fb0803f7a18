package io.github.nocobasewizard.engine.practice;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A PostgreSQL server that exists in memory only, and the files in its container.
final class DatabaseServer implements Inside {
  static final String VERSION = "16.10";
  static final String DATA_FOLDER = "/var/lib/postgresql/data";

  private static final Duration START = Duration.ofMillis(1_200);

  /// The server's words when it refuses.
  static final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    RefusedException(String words) {
      super(words);
    }
  }

  private final Map<String, Tables> databases = new HashMap<>();
  private final Map<String, byte[]> files = new ConcurrentHashMap<>();
  private final PracticeTime time;
  private final String user;
  private final String password;
  private final BooleanSupplier passwordIsOther;
  private volatile @Nullable Instant answersFrom;
  private long changes = 742;

  /// @param database the one that the server makes at its first start
  DatabaseServer(
      PracticeTime time,
      String user,
      String password,
      String database,
      Tables tables,
      BooleanSupplier passwordIsOther) {
    this.time = time;
    this.user = user;
    this.password = password;
    this.passwordIsOther = passwordIsOther;
    databases.put(database, tables);
    databases.put("postgres", Tables.NONE);
  }

  @Override
  public void start(Box box, Instant now) {
    answersFrom = time.after(now, START);
  }

  @Override
  public void startedLongAgo(Box box) {
    answersFrom = Instant.MIN;
  }

  @Override
  public void stop() {
    answersFrom = null;
  }

  @Override
  public void settle(Instant now) {
    // Nothing happens by itself.
  }

  boolean answers() {
    Instant from = answersFrom;
    return from != null && !from.isAfter(time.now());
  }

  boolean accepts(String asUser, String withPassword) {
    return user.equals(asUser) && password.equals(withPassword) && !passwordIsOther.getAsBoolean();
  }

  synchronized Optional<Tables> find(String database) {
    return Optional.ofNullable(databases.get(database));
  }

  String user() {
    return user;
  }

  /// How often anything in any database has been changed.
  synchronized long changes() {
    return changes;
  }

  synchronized void change(String database, UnaryOperator<Tables> change) {
    changes++;
    databases.computeIfPresent(database, (name, tables) -> change.apply(tables));
  }

  synchronized void create(String database) throws RefusedException {
    if (databases.putIfAbsent(database, Tables.NONE) != null) {
      throw new RefusedException("ERROR:  database \"" + database + "\" already exists");
    }
  }

  synchronized void dropIfExists(String database) throws RefusedException {
    if (database.equals("postgres")) {
      throw new RefusedException("ERROR:  cannot drop the currently open database");
    }
    databases.remove(database);
  }

  /// Renames several databases, all of them or none.
  synchronized void rename(Iterable<Rename> renames) throws RefusedException {
    Map<String, Tables> after = new HashMap<>(databases);
    for (Rename rename : renames) {
      Tables moved = after.remove(rename.from());
      if (moved == null) {
        throw new RefusedException("ERROR:  database \"" + rename.from() + "\" does not exist");
      }
      if (after.putIfAbsent(rename.to(), moved) != null) {
        throw new RefusedException("ERROR:  database \"" + rename.to() + "\" already exists");
      }
    }
    databases.clear();
    databases.putAll(after);
  }

  record Rename(String from, String to) {}

  /// @throws IOException if there is no such file in the container
  byte[] file(String path) throws IOException {
    byte[] bytes = files.get(path);
    if (bytes == null) {
      throw new IOException(
          "could not open input file \"" + path + "\": No such file or directory");
    }
    return bytes;
  }

  void putFile(String path, byte[] bytes) {
    files.put(path, bytes);
  }

  void removeFiles(String prefix) {
    files.keySet().removeIf(path -> path.startsWith(prefix));
  }
}
