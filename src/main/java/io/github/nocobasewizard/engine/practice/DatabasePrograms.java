package io.github.nocobasewizard.engine.practice;

import io.github.nocobasewizard.engine.Cancellation;
import io.github.nocobasewizard.engine.ContainerEngine.Command;
import io.github.nocobasewizard.engine.ContainerEngine.CommandResult;
import io.github.nocobasewizard.engine.EngineException;
import io.github.nocobasewizard.engine.practice.DatabaseServer.RefusedException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// `psql`, `pg_dump` and `pg_restore` in a PostgreSQL container, in the ways in which this program
/// calls them.
final class DatabasePrograms {
  private static final Duration QUESTION = Duration.ofMillis(120);
  private static final Duration COUNT = Duration.ofMillis(700);
  private static final Duration DUMP = Duration.ofSeconds(4);
  private static final Duration CHECK = Duration.ofMillis(900);
  private static final Duration RESTORE = Duration.ofMillis(2_500);
  private static final Set<String> PROGRAMS =
      Set.of("sh", "rm", "psql", "pg_dump", "pg_restore", "postgres");

  private final PracticeTime time;
  private final Faults faults;
  private final Sql sql;

  DatabasePrograms(PracticeTime time, Faults faults, Sql sql) {
    this.time = time;
    this.faults = faults;
    this.sql = sql;
  }

  CommandResult run(
      DatabaseServer server, Command command, OutputStream out, Cancellation cancellation)
      throws EngineException, IOException {
    List<String> arguments = command.arguments();
    cancellation.check();
    return switch (arguments.getFirst()) {
      case "psql" -> psql(server, command, out, cancellation);
      case "pg_dump" ->
          arguments.equals(List.of("pg_dump", "--version"))
              ? version(out)
              : dump(server, command, out, cancellation);
      case "pg_restore" -> restore(server, command, cancellation);
      case "df" -> diskFree(arguments, out);
      case "sh" -> shell(server, arguments);
      default -> throw NotUnderstood.command(arguments);
    };
  }

  private static CommandResult version(OutputStream out) throws IOException {
    String words = "pg_dump (PostgreSQL) " + DatabaseServer.VERSION + " (Debian)\n";
    out.write(words.getBytes(StandardCharsets.UTF_8));
    return new CommandResult(0, "");
  }

  private static CommandResult failed(String program, String words) {
    return new CommandResult(1, program + ": error: " + words);
  }

  /// Why the server does not let a client in, if it does not.
  private static Optional<String> refusal(
      DatabaseServer server, ClientArguments arguments, Command command) {
    String where = "connection to server at \"127.0.0.1\", port 5432 failed: ";
    String user = arguments.value("-U");
    if (!arguments.value("-h").equals("127.0.0.1") || !arguments.value("-p").equals("5432")) {
      return Optional.of("connection to server at \"" + arguments.value("-h") + "\" failed");
    }
    if (!server.answers()) {
      return Optional.of(where + "Connection refused");
    }
    if (!server.accepts(user, command.environment().getOrDefault("PGPASSWORD", ""))) {
      return Optional.of(
          where + "FATAL:  password authentication failed for user \"" + user + "\"");
    }
    return server.find(arguments.value("-d")).isPresent()
        ? Optional.empty()
        : Optional.of(where + "FATAL:  database \"" + arguments.value("-d") + "\" does not exist");
  }

  private CommandResult psql(
      DatabaseServer server, Command command, OutputStream out, Cancellation cancellation)
      throws EngineException, IOException {
    ClientArguments arguments =
        ClientArguments.read(
                command.arguments(),
                Set.of("-d", "-c", "-v"),
                Set.of("-X", "-q", "-A", "-t", "-z", "-0"))
            .filter(read -> read.has("-X", "-q", "-w") && read.rest().isEmpty())
            .orElseThrow(() -> NotUnderstood.command(command.arguments()));
    Optional<String> refusal = refusal(server, arguments, command);
    if (refusal.isPresent()) {
      return new CommandResult(2, "psql: error: " + refusal.get());
    }
    String question = arguments.value("-c");
    time.pass(question.contains("count(*)") ? COUNT : QUESTION, cancellation);
    try {
      String answer =
          sql.run(question, server, arguments.value("-d"))
              .orElseThrow(() -> NotUnderstood.command(command.arguments()));
      out.write(answer.getBytes(StandardCharsets.UTF_8));
      return new CommandResult(0, "");
    } catch (RefusedException e) {
      return new CommandResult(1, String.valueOf(e.getMessage()));
    }
  }

  private CommandResult dump(
      DatabaseServer server, Command command, OutputStream out, Cancellation cancellation)
      throws EngineException, IOException {
    ClientArguments arguments =
        ClientArguments.read(
                command.arguments(),
                Set.of("-d"),
                Set.of(
                    "--format=custom", "--blobs", "--quote-all-identifiers", "--compress=zstd:1"))
            .filter(read -> read.has("--format=custom") && read.rest().isEmpty())
            .orElseThrow(() -> NotUnderstood.command(command.arguments()));
    Optional<String> refusal = refusal(server, arguments, command);
    if (refusal.isPresent()) {
      return failed("pg_dump", refusal.get());
    }
    Tables tables = server.find(arguments.value("-d")).orElse(Tables.NONE);
    if (faults.has(Fault.DUMP_LACKS_ROWS)) {
      tables = tables.changing("customers", table -> table.without(5));
    }
    if (faults.has(Fault.DUMP_CHANGES_ROWS)) {
      tables = tables.changing("customers", table -> table.setting("name", "?"));
    }
    byte[] bytes = DumpFile.write(tables);
    OutputStream paced = new PacedOutput(out, bytes.length, DUMP, time, cancellation);
    if (faults.has(Fault.BACKUP_DISK_FULL)) {
      paced.write(bytes, 0, bytes.length / 2);
      throw new IOException("No space left on device");
    }
    paced.write(bytes);
    return new CommandResult(0, "");
  }

  private CommandResult restore(DatabaseServer server, Command command, Cancellation cancellation)
      throws EngineException {
    ClientArguments arguments =
        ClientArguments.read(
                command.arguments(),
                Set.of("-d"),
                Set.of("--file=/dev/null", "--no-owner", "--no-acl", "--exit-on-error", "--jobs=2"))
            .filter(read -> read.rest().size() == 1)
            .orElseThrow(() -> NotUnderstood.command(command.arguments()));
    boolean onlyReading = arguments.has("--file=/dev/null");
    if (!onlyReading) {
      Optional<String> refusal = refusal(server, arguments, command);
      if (refusal.isPresent()) {
        return failed("pg_restore", refusal.get());
      }
    }
    time.pass(onlyReading ? CHECK : RESTORE, cancellation);
    try {
      Tables tables = DumpFile.read(server.file(arguments.rest().getFirst()));
      if (!onlyReading && faults.has(Fault.DOCKER_DISK_FILLS)) {
        return failed("pg_restore", "ERROR:  could not extend file: No space left on device");
      }
      return onlyReading ? new CommandResult(0, "") : fill(server, arguments.value("-d"), tables);
    } catch (IOException e) {
      return failed("pg_restore", String.valueOf(e.getMessage()));
    }
  }

  private static CommandResult fill(DatabaseServer server, String database, Tables tables) {
    if (!server.find(database).map(Tables::isEmpty).orElse(false)) {
      return failed("pg_restore", "ERROR:  relation \"applicationPlugins\" already exists");
    }
    server.change(database, empty -> tables);
    return new CommandResult(0, "");
  }

  private CommandResult diskFree(List<String> arguments, OutputStream out)
      throws EngineException, IOException {
    if (!arguments.equals(List.of("df", "-Pk", "/tmp"))
        && !arguments.equals(List.of("df", "-Pk", DatabaseServer.DATA_FOLDER))) {
      throw NotUnderstood.command(arguments);
    }
    String free = faults.has(Fault.DOCKER_DISK_FULL) ? "4096" : "61202000";
    String text =
        """
        Filesystem     1024-blocks     Used Available Capacity Mounted on
        overlay           61255492    53492  %s      36%% /
        """
            .formatted(free);
    out.write(text.getBytes(StandardCharsets.UTF_8));
    return new CommandResult(0, "");
  }

  /// `sh -c 'command -v "$1"' sh PROGRAM` or `sh -c 'rm -rf "$1"*' sh PREFIX`
  private static CommandResult shell(DatabaseServer server, List<String> arguments)
      throws EngineException {
    String script = arguments.size() == 5 ? arguments.get(2) : "";
    return switch (script) {
      case "command -v \"$1\"" ->
          new CommandResult(PROGRAMS.contains(arguments.get(4)) ? 0 : 1, "");
      case "rm -rf \"$1\"*" -> {
        server.removeFiles(arguments.get(4));
        yield new CommandResult(0, "");
      }
      default -> throw NotUnderstood.command(arguments);
    };
  }
}
