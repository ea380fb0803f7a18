package io.github.nocobasewizard.engine.practice;

/// What can be wrong with the sample. Set and cleared at [PracticeWorld].
public enum Fault {
  /// Docker is not running; [PracticeWorld#startEngine()] ends it after a while. Set while something
  /// is going on, it breaks that off.
  ENGINE_NOT_RUNNING,
  /// This user may not talk to Docker.
  ENGINE_FORBIDDEN,
  /// `docker compose` is missing.
  COMPOSE_MISSING,
  /// No network: neither the list of versions nor a download.
  REGISTRY_UNREACHABLE,
  /// The registry answers 429 to everything.
  REGISTRY_LIMIT,
  /// The next download breaks off in the middle; the one after it goes on from there.
  DOWNLOAD_BREAKS_ONCE,
  /// The disk with the images is full.
  NO_SPACE_FOR_IMAGES,
  /// The disk with the backups becomes full while the database is being copied.
  BACKUP_DISK_FULL,
  /// Docker's own disk has no room for a second database.
  DOCKER_DISK_FULL,
  /// Docker's own disk becomes full while a dump is being put into a database.
  DOCKER_DISK_FILLS,
  /// The database has another password than the Compose file says.
  WRONG_PASSWORD,
  /// Every copy of the database lacks some records.
  DUMP_LACKS_ROWS,
  /// Every copy of the database has all records, but not all as they are.
  DUMP_CHANGES_ROWS
}
