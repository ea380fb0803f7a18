package io.github.nocobasewizard.health;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A known trouble, by what a log or the app's own answer says. Its cause in plain words and the
/// next action stand in the bundles under `symptom.NAME`; group 1 is the name that they need.
///
/// The order is the ranking: what stands above explains what stands below, when a log shows both.
/// Every repetition in a pattern has a bound, so that the time to search a line grows with its
/// length only; a test holds that.
///
/// Sources: numbers are issues of nocobase/nocobase; files are those of NocoBase 2.2.0; codes of five
/// letters are SQLSTATE, which stay the same in whatever language the database speaks.
public enum Symptom {
  // ---- the computer
  DISK_FULL(
      Weight.CAUSE,
      "POSIX ENOSPC; PostgreSQL 53100",
      "ENOSPC|[Nn]o space left on device|ER_DISK_FULL"
          + "|Auf dem Gerät ist kein Speicherplatz mehr|设备上没有空间"
          + "|(?:code|SQLSTATE)\\W{1,4}53100"),
  OUT_OF_MEMORY(
      Weight.CAUSE,
      "#3192",
      "JavaScript heap out of memory|Reached heap limit Allocation failed"
          + "|ERR_WORKER_OUT_OF_MEMORY|Out of memory: Killed process"),
  WRONG_PROCESSOR(Weight.CAUSE, "Linux ENOEXEC", "exec format error|Exec format error"),
  DOCKER_TOO_OLD(Weight.CAUSE, "#3130, #7635", "\\(0\\) == \\(uv_thread_create\\("),

  // ---- the database server itself
  DATABASE_FILES_INCOMPATIBLE(
      Weight.CAUSE,
      Where.DATABASE,
      "docker-library/postgres#766",
      "initialized by PostgreSQL version (\\d{1,3})"
          + "|database files are incompatible with server"
          + "|von PostgreSQL Version (\\d{1,3}) initialisiert"
          + "|Datenbankdateien sind inkompatibel mit"
          + "|数据目录已由PostgreSQL版本(\\d{1,3})初始化|数据库文件和服务器不兼容"),
  DATABASE_FOLDER_MOVED(
      Weight.CAUSE,
      Where.DATABASE,
      "docker-library/postgres#1364, #1400",
      "in 18\\+, these Docker images|unused mount/volume"),
  DATABASE_DOWNGRADED(
      Weight.CAUSE,
      Where.DATABASE,
      "docker-library/mysql#1056, laradock#3523",
      "Cannot (?:down|up)grade from (\\d{3,8}) to \\d{3,8}|Unsupported redo log format"
          + "|Upgrade after a crash is not supported"),
  DATABASE_SETTING_UNKNOWN(
      Weight.CAUSE,
      Where.DATABASE,
      "docker-library/mysql#1048",
      "unknown variable '([^']{1,80})|unrecognized configuration parameter \"([^\"]{1,80})\""),

  // ---- the setup
  DATABASE_TOO_OLD(
      Weight.CAUSE,
      "packages/core/database/src/dialects",
      "please ensure the version is (\\S{1,20}), current version"),
  SQLITE_GONE(Weight.CAUSE, "#8966", "Please install sqlite3 package manually"),
  DIALECT_MISSING(Weight.CAUSE, "cli-v1/src/util.js", "DB_DIALECT is required"),
  LOWER_CASE_TABLES(
      Weight.CAUSE,
      "#4863",
      "lower_case_table_names=1, please add DB_UNDERSCORED"
          + "|lower_case_table_names.{0,60}DB_UNDERSCORED"),
  TIME_ZONES_DIFFER(
      Weight.CAUSE,
      "cli-v1/src/util.js",
      "process\\.env\\.DB_TIMEZONE=.{0,80} and process\\.env\\.TZ=.{0,80} are different"),
  IMAGE_INCOMPLETE(Weight.CAUSE, "docker-entrypoint.sh", "Missing (/app/nocobase/package\\.json)"),
  STORAGE_RIGHTS(
      Weight.CAUSE,
      "POSIX EACCES, EROFS",
      "(?:EACCES: permission denied|EROFS: read-only file system), \\w{1,20}"
          + " '(/app/nocobase/[^']{0,300})"),
  PORT_IN_USE(
      Weight.CAUSE,
      "POSIX EADDRINUSE",
      "[Pp]ort (\\d{1,5}) (?:is )?already in use|EADDRINUSE\\D{0,80}:(\\d{1,5})|EADDRINUSE"),

  // ---- reaching the database
  DATABASE_LOGIN_METHOD(
      Weight.CAUSE,
      Until.CONNECTED,
      "docker-library/mysql#1048",
      "ER_NOT_SUPPORTED_AUTH_MODE|Client does not support authentication protocol"
          + "|Plugin '?mysql_native_password'? is not loaded|AUTH_SWITCH_PLUGIN_ERROR"
          + "|SASL authentication failed"),
  DATABASE_ENCRYPTION(
      Weight.CAUSE,
      Until.CONNECTED,
      "#6843",
      "The server does not support SSL connections|self[- ]signed certificate"
          + "|unable to verify the first certificate|DEPTH_ZERO_SELF_SIGNED_CERT"
          + "|no pg_hba\\.conf entry.{0,300}(?:no encryption|SSL off)|HANDSHAKE_NO_SSL_SUPPORT"
          + "|insecure transport are prohibited"),
  DATABASE_PASSWORD(
      Weight.CAUSE,
      Until.CONNECTED,
      "PostgreSQL 28P01, 28000; MySQL 1045",
      "password authentication failed for user \"([^\"]{1,80})"
          + "|Access denied for user '([^']{1,80})'@'[^']{0,255}' \\(using password"
          + "|Passwort-Authentifizierung für Benutzer »([^«]{1,80})« fehlgeschlagen"
          + "|用户 ?[\"“]([^\"”]{1,80})[\"”] ?Password ?认证失败"
          + "|no pg_hba\\.conf entry for|role \"([^\"]{1,80})\" does not exist"
          + "|ER_ACCESS_DENIED_ERROR|(?:code|SQLSTATE)\\W{1,4}(?:28P01|28000)"
          + "|routine\\W{1,4}auth_failed"),
  DATABASE_NAME(
      Weight.CAUSE,
      Until.CONNECTED,
      "PostgreSQL 3D000; MySQL 1049",
      "database \"([^\"]{1,80})\" does not exist|Unknown database '([^']{1,80})'"
          + "|Datenbank »([^«]{1,80})« existiert nicht|数据库 ?[\"“]([^\"”]{1,80})[\"”] ?不存在"
          + "|ER_BAD_DB_ERROR|(?:code|SQLSTATE)\\W{1,4}3D000"),
  DATABASE_CONNECTIONS(
      Weight.CAUSE,
      Until.CONNECTED,
      "PostgreSQL 53300; MySQL 1040",
      "too many clients already|remaining connection slots are reserved|Too many connections"
          + "|schon zu viele Verbindungen|已经有太多的客户|ER_CON_COUNT_ERROR"
          + "|(?:code|SQLSTATE)\\W{1,4}53300"),
  DATABASE_HOST(
      Weight.CAUSE,
      Until.CONNECTED,
      "#5567",
      "getaddrinfo (?:ENOTFOUND|EAI_AGAIN) ([\\w.-]{1,255})|getaddrinfo (?:ENOTFOUND|EAI_AGAIN)"),
  CACHE_UNREACHABLE(
      Weight.CAUSE,
      "environment CACHE_REDIS_URL",
      "connect ECONNREFUSED [\\w.:-]{1,80}:6379|Redis.{0,40}connection.{0,40}(?:failed|refused)"),
  DATABASE_TIMEOUT(Weight.CAUSE, Until.CONNECTED, "#6843", "connect ETIMEDOUT ?([\\w.:-]{0,80})"),
  DATABASE_REFUSED(
      Weight.CAUSE,
      Until.CONNECTED,
      "#1185, Websoft9/docker-library#1060",
      "connect ECONNREFUSED (?![\\w.:-]{1,80}:6379)([\\w.:-]{1,80})"),
  DATABASE_STARTING(
      Weight.CAUSE,
      Until.CONNECTED,
      "PostgreSQL 57P03",
      "the database system is (?:starting up|in recovery mode|shutting down|not yet accepting)"
          + "|das Datenbanksystem (?:startet|fährt herunter)|数据库系统正在(?:启动|关闭)"
          + "|(?:code|SQLSTATE)\\W{1,4}57P03"),
  DATABASE_LOST(
      Weight.CAUSE,
      "PostgreSQL 57P01; MySQL 2013",
      "Connection terminated unexpectedly|server closed the connection unexpectedly"
          + "|PROTOCOL_CONNECTION_LOST|terminating connection due to administrator command"
          + "|MySQL server has gone away|(?:code|SQLSTATE)\\W{1,4}57P01"),

  // ---- what the database lets the app do
  DATABASE_RIGHTS(
      Weight.CAUSE,
      "PostgreSQL 42501; MySQL 1142, 1044",
      "permission denied (?:for|to) (\\w{1,30} \\S{1,80})|must be owner of (\\w{1,30} \\S{1,80})"
          + "|keine Berechtigung für (\\S{1,30} \\S{1,80})|权限不够"
          + "|ER_(?:TABLEACCESS|DBACCESS|SPECIFIC_ACCESS)_DENIED"
          + "|(?:code|SQLSTATE)\\W{1,4}42501"),
  DATABASE_READ_ONLY(
      Weight.CAUSE,
      "PostgreSQL 25006; MySQL 1290",
      "cannot execute [\\w ]{1,40} in a read-only transaction|running with the"
          + " --(?:super-)?read-only|(?:code|SQLSTATE)\\W{1,4}25006"),
  DATABASE_LOCKED(
      Weight.CAUSE,
      "PostgreSQL 40P01, 55P03; MySQL 1205, 1213",
      "deadlock detected|Deadlock found when trying to get lock|Lock wait timeout exceeded"
          + "|canceling statement due to lock timeout|ER_LOCK_(?:WAIT_TIMEOUT|DEADLOCK)"
          + "|Verklemmung \\(Deadlock\\) entdeckt|检测到死锁"),
  PRIMARY_KEYS(
      Weight.CAUSE,
      "pull requests #6445, #7563, #7568",
      "multiple primary keys for table \"([^\"]{1,120})\" are not allowed|ER_MULTIPLE_PRI_KEY"
          + "|Multiple primary key defined|(?:code|SQLSTATE)\\W{1,4}42P16"),
  ROW_TOO_LARGE(
      Weight.CAUSE,
      "MySQL 1118, 1071",
      "Row size too large|ER_TOO_BIG_ROWSIZE|Specified key was too long|ER_TOO_LONG_KEY"),

  // ---- the data
  VERSION_UNKNOWN(Weight.CAUSE, "#1199", "return model\\.get\\('value'\\)"),
  FIELD_WITHOUT_FORM(Weight.CAUSE, "#2547, #2548", "uiSchema: uiSchema\\.get\\(\\)"),
  UNKNOWN_FIELD(Weight.CAUSE, "#9627, #8143", "unsupported field type (\\w{1,60})"),
  KEYS_LOST(
      Weight.CAUSE,
      "storage/apps/*/aes_key.dat",
      "Unsupported state or unable to authenticate data|:bad decrypt"),
  MIGRATION_FAILED(
      Weight.CAUSE, "#5622", "Migration \"?([\\w./@-]{1,250})\"? \\((?:up|down)\\) failed"),
  COLUMN_MISSING(
      Weight.CAUSE,
      "#609, #4347",
      "column \"?([\\w.]{1,120})\"? (?:of relation \"[^\"]{1,120}\" )?does not exist"
          + "|Unknown column '([^']{1,120})'|Spalte »([^«]{1,120})«.{0,140}existiert nicht"
          + "|字段 ?[\"“]([^\"”]{1,120})[\"”] ?不存在|ER_BAD_FIELD_ERROR"
          + "|(?:code|SQLSTATE)\\W{1,4}42703"),
  TABLE_MISSING(
      Weight.CAUSE,
      "PostgreSQL 42P01; MySQL 1146",
      "relation \"([^\"]{1,120})\" does not exist|Table '([^']{1,120})' doesn't exist"
          + "|Relation »([^«]{1,120})« existiert nicht|关系 ?[\"“]([^\"”]{1,120})[\"”] ?不存在"
          + "|ER_NO_SUCH_TABLE|(?:code|SQLSTATE)\\W{1,4}42P01"),
  DUPLICATE_RECORDS(
      Weight.CAUSE,
      "#6163, #6355, #3992",
      "duplicate key value violates unique constraint \"([^\"]{1,120})"
          + "|doppelter Schlüsselwert verletzt Unique-Constraint »([^«]{1,120})"
          + "|重复键违反唯一约束 ?[\"“]([^\"”]{1,120})"
          + "|Duplicate entry '[^']{0,300}' for key '([^']{1,120})"
          + "|SequelizeUniqueConstraintError|\\bValidation error\\b|ER_DUP_ENTRY"
          + "|(?:code|SQLSTATE)\\W{1,4}23505"),

  // ---- plugins and the program
  PLUGIN_TWICE(Weight.CAUSE, "#1012", "(?<![\\w@/.-])([\\w@/.-]{1,100}) plugin already exists"),
  PLUGIN_MISFIT(
      Weight.CAUSE,
      "typekcz/nocobase-plugins#2, kresho/nocobase-print#2",
      "plugin \\[([^\\]]{1,100})\\] load error|plugin ([\\w@/.-]{1,100}) load error"
          + "|[Pp]lugin dependencies check failed"),
  PLUGIN_FOR_OTHER_CORE(
      Weight.CAUSE,
      "typekcz/nocobase-plugins#3",
      "TypeError: (?:[\\w.$\\[\\]()]{1,120}) is not a (?:function|constructor)"),
  PLUGIN_MISSING(
      Weight.CAUSE,
      "#1690, #2486, pull request #8757",
      "Cannot find plugin '([^']{1,120})|Failed to load plugin '?([\\w@/.-]{0,100})"
          + "|(?<![\\w@/.-])([\\w@/.-]{1,100}) plugin does not exist"
          + "|(?<![\\w@/.-])(plugin-[\\w-]{1,80}) (?:is )?not found"),
  MODULE_MISSING(Weight.CAUSE, "#3130", "Cannot find module '([^']{1,200})|MODULE_NOT_FOUND"),
  PROGRAM_SILENT(
      Weight.CAUSE, Until.ONLINE, "#2486, #1427", "PM2 log: Launching in no daemon mode"),
  NOT_INSTALLED(Weight.CAUSE, "gateway/errors.ts", "Application main is not installed"),
  SUB_APP_MISSING(
      Weight.CONSEQUENCE,
      "#4626",
      "application ((?!main\\b)[\\w-]{1,80}) (?:is initializing|not found|is not found)"
          + "|APP_NOT_FOUND"),

  // ---- what follows from something else
  DATABASE_UNREACHABLE(
      Weight.CONSEQUENCE,
      Until.CONNECTED,
      "#1433",
      "Unable to connect to the database|reconnecting\\.\\.\\. \\d{2,4}"),
  DATABASE_ERROR(
      Weight.CONSEQUENCE,
      "Sequelize",
      "SequelizeDatabaseError: ([^\\r\\n]{1,200})|SequelizeDatabaseError"),

  // ---- no reason not to start, but worth knowing
  PLUGIN_FILES_MISSING(
      Weight.REMARK,
      "#5525, pull request #4619",
      "ENOENT: no such file or directory, realpath"
          + " '[^']{0,200}/(plugin-[^/']{1,100})/package\\.json"),
  LICENCE_ELSEWHERE(
      Weight.REMARK, "cli-v1/src/license.js", "License key not match current environment"),
  LICENCE_INVALID(Weight.REMARK, "cli-v1/src/license.js", "Invalid license key"),
  LICENCE_SITE(Weight.REMARK, "cli-v1/src/pkg.js", "Login failed: (https://pkg\\.nocobase\\.com)"),
  PLUGIN_NOT_LICENSED(
      Weight.REMARK,
      "cli-v1/src/pkg.js",
      "You do not have permission to download this package version"),
  PLUGIN_NOT_FOR_VERSION(
      Weight.REMARK,
      "cli-v1/src/pkg.js, #5841",
      "Download failed: ([\\w@/.-]{1,150}) package does not exist"),
  PLUGIN_REMOVED(Weight.REMARK, "cli-v1/src/pkg.js", "(?<![\\w])Removed: (@?[\\w/.-]{1,150})"),
  TOKEN_INVALID(Weight.REMARK, "nocobase/docs#428", "Token is invalid");

  /// Whose log says it.
  public enum Where {
    /// The app's log, or its answer to a look from outside.
    APP,
    /// The log of the database server.
    DATABASE
  }

  /// How much a symptom explains.
  enum Weight {
    CAUSE,
    CONSEQUENCE,
    REMARK
  }

  /// A later line that takes a symptom back.
  private static final class Until {
    static final Pattern CONNECTED =
        Pattern.compile("[Cc]onnection has been established successfully");
    static final Pattern ONLINE = Pattern.compile("PM2 log: App|Gateway HTTP Server running");
  }

  private final Weight weight;
  private final Where where;
  private final @Nullable Pattern until;
  private final String source;
  private final Pattern pattern;

  Symptom(Weight weight, String source, String pattern) {
    this(weight, Where.APP, null, source, pattern);
  }

  Symptom(Weight weight, Where where, String source, String pattern) {
    this(weight, where, null, source, pattern);
  }

  Symptom(Weight weight, Pattern until, String source, String pattern) {
    this(weight, Where.APP, until, source, pattern);
  }

  Symptom(Weight weight, Where where, @Nullable Pattern until, String source, String pattern) {
    this.weight = weight;
    this.where = where;
    this.until = until;
    this.source = source;
    this.pattern = Pattern.compile(pattern);
  }

  Weight weight() {
    return weight;
  }

  /// Whether it is no reason for a failed start.
  public boolean remark() {
    return weight == Weight.REMARK;
  }

  public Where where() {
    return where;
  }

  /// Where this symptom is known from.
  public String source() {
    return source;
  }

  Pattern pattern() {
    return pattern;
  }

  Optional<Pattern> until() {
    return Optional.ofNullable(until);
  }
}
