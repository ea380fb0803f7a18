package io.github.nocobasewizard.support;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.nocobasewizard.engine.ComposeTool;
import io.github.nocobasewizard.engine.ContainerEngine;
import io.github.nocobasewizard.engine.ContainerEngine.Container;
import io.github.nocobasewizard.engine.ContainerEngine.LogLine;
import io.github.nocobasewizard.engine.EngineException;
import io.github.nocobasewizard.engine.ImageReference;
import io.github.nocobasewizard.installation.AppService;
import io.github.nocobasewizard.installation.Database;
import io.github.nocobasewizard.installation.Installation;
import io.github.nocobasewizard.installation.Secret;
import io.github.nocobasewizard.run.RunStore;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;

/// An installation with secrets at every place where people put them, in every way they write them.
final class FuzzedInstallation {
  private static final List<String> NAMES =
      List.of(
          "DB_PASSWORD", "APP_KEY", "MAIL_PASSWD", "PAYMENT_API_TOKEN", "AWS_SECRET_ACCESS_KEY");
  private static final String LETTERS =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
  private static final String SIGNS = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~ äß漢é";

  final Map<String, String> secrets = new LinkedHashMap<>();
  final String inAddress;
  final String inArgument;
  final String inCommentedLine;
  final String home;
  final Path folder;
  private final Random random;

  FuzzedInstallation(long seed, Path folder) {
    this.random = new Random(seed);
    this.folder = folder;
    NAMES.forEach(name -> secrets.put(name, secret()));
    this.inAddress = secret();
    this.inArgument = plainSecret();
    this.inCommentedLine = plainSecret();
    this.home = "/home/" + word(8);
  }

  List<String> all() {
    List<String> all = new ArrayList<>(secrets.values());
    all.addAll(List.of(inAddress, inArgument, inCommentedLine));
    return all;
  }

  // ---- random values

  private String secret() {
    return random.nextInt(3) == 0 ? plainSecret() : signedSecret();
  }

  private String plainSecret() {
    return word(8 + random.nextInt(24));
  }

  private String signedSecret() {
    StringBuilder secret = new StringBuilder(word(4));
    int length = 4 + random.nextInt(24);
    for (int i = 0; i < length; i++) {
      String from = random.nextInt(3) == 0 ? SIGNS : LETTERS;
      secret.append(from.charAt(random.nextInt(from.length())));
    }
    // A value with a blank at its end is trimmed by whoever reads the file.
    return secret.append(word(2)).toString();
  }

  private String word(int length) {
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < length; i++) {
      word.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return word.toString();
  }

  private boolean toss() {
    return random.nextBoolean();
  }

  // ---- the files

  /// Writes the project's files.
  void write() throws IOException {
    StringBuilder compose = new StringBuilder("services:\n  app:\n");
    compose.append("    image: nocobase/nocobase:2.2.0-full\n");
    compose.append("    # DB_PASSWORD=").append(inCommentedLine).append("\n");
    compose.append("    command: [\"serve\", \"--requirepass\", \"" + inArgument + "\"]\n");
    compose.append("    env_file: [app.env]\n    environment:\n");
    boolean list = toss();
    secrets.forEach((name, value) -> compose.append(list ? item(name, value) : entry(name, value)));
    String address = "postgres://shop:" + encoded(inAddress) + "@db.example.com:5432/shop";
    compose.append(list ? item("EVENTS", address) : entry("EVENTS", address));
    Files.writeString(folder.resolve("docker-compose.yml"), compose);
    Files.writeString(folder.resolve(".env"), environmentFile("# for Compose\n"));
    Files.writeString(folder.resolve("app.env"), environmentFile(""));
  }

  private String item(String name, String value) {
    String text = name + "=" + value.replace("$", "$$");
    return "      - " + (toss() ? doubleQuoted(text) : singleQuoted(text)) + "\n";
  }

  private String entry(String name, String value) {
    String text = value.replace("$", "$$");
    return switch (random.nextInt(4)) {
      case 0 -> "      " + name + ": " + doubleQuoted(text) + "\n";
      case 1 -> "      '" + name + "': " + singleQuoted(text) + "\n";
      case 2 -> "      " + name + ": |-\n        " + text + "\n";
      default -> "      " + name + ":   " + doubleQuoted(text) + " # mine\n";
    };
  }

  private String environmentFile(String head) {
    StringBuilder text = new StringBuilder(head);
    secrets.forEach((name, value) -> {
      String written =
          value.contains("'") ? doubleQuoted(value.replace("$", "\\$")) : "'" + value + "'";
      text.append(toss() ? "export " : "").append(name).append(toss() ? "=" : " = ");
      text.append(written).append(toss() ? "\r\n" : "\n");
    });
    return text.toString();
  }

  private static String doubleQuoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private static String singleQuoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  // ---- what others make of it

  Installation installation() throws JsonProcessingException {
    ObjectMapper json = new ObjectMapper();
    ObjectNode root = json.createObjectNode();
    ObjectNode service = root.putObject("services").putObject("app");
    service.put("image", "nocobase/nocobase:2.2.0-full");
    service.putArray("command").add("serve").add("--requirepass").add(inArgument);
    ObjectNode environment = service.putObject("environment");
    secrets.forEach(environment::put);
    environment.put(
        "EVENTS", "postgres://shop:" + encoded(inAddress) + "@db.example.com:5432/shop");
    var app =
        new AppService(
            "app",
            ImageReference.parse("nocobase/nocobase:2.2.0-full"),
            null,
            Map.copyOf(secrets),
            List.of(),
            List.of());
    var database =
        new Database(
            Database.Kind.POSTGRES,
            "postgres",
            5432,
            "shop",
            "shop",
            new Secret(secrets.get("DB_PASSWORD")),
            null,
            "",
            false,
            "postgres",
            "app",
            null);
    return new Installation(
        new ComposeTool.Project(
            folder, List.of(folder.resolve("docker-compose.yml")), List.of(), "shop"),
        List.of(app),
        List.of(database),
        json.writeValueAsString(root));
  }

  /// Lines that programs have written about the secrets.
  List<String> log() throws JsonProcessingException {
    List<String> lines = new ArrayList<>();
    for (String secret : List.copyOf(secrets.values())) {
      lines.add(said(secret));
      lines.add(said(secret));
    }
    lines.add("connecting to postgres://shop:" + encoded(inAddress) + "@db.example.com:5432/shop");
    lines.add("connecting to postgres://shop:" + inAddress + "@db.example.com:5432/shop");
    lines.add("redis-server --requirepass " + inArgument);
    lines.add("unused: DB_PASSWORD=" + inCommentedLine);
    lines.add("reading " + home + "/nocobase/.env");
    return lines;
  }

  private String said(String secret) throws JsonProcessingException {
    return switch (random.nextInt(9)) {
      case 0 -> "login failed for '" + secret + "'";
      case 1 -> new ObjectMapper().writeValueAsString(Map.of("message", "failed with " + secret));
      case 2 -> "GET /api/auth?key=" + encoded(secret);
      case 3 -> "GET /api/auth?key=" + URLEncoder.encode(secret, StandardCharsets.UTF_8);
      case 4 -> "Authorization: Basic " + base64(word(random.nextInt(6)) + ":" + secret);
      case 5 -> "cookie " + urlBase64(word(random.nextInt(6)) + secret + word(3)) + " is stale";
      case 6 ->
          "bytes " + java.util.HexFormat.of().formatHex(secret.getBytes(StandardCharsets.UTF_8));
      case 7 -> "password=\"" + secret.replace("\\", "\\\\").replace("\"", "\\\"") + "\" refused";
      default -> "value(" + secret + ")";
    };
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String urlBase64(String text) {
    return Base64.getUrlEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /// A run of it, in a folder that has a journal.
  RunStore.Record run(Path run) throws IOException {
    Files.write(run.resolve("log.txt"), log());
    return RunStore.read(run).orElseThrow();
  }

  /// An engine that has one container of this project, with a log.
  ContainerEngine engine() {
    return (ContainerEngine)
        Proxy.newProxyInstance(
            FuzzedInstallation.class.getClassLoader(),
            new Class<?>[] {ContainerEngine.class},
            (_, method, _) ->
                switch (method.getName()) {
                  case "info" ->
                      throw new EngineException(
                          EngineException.Reason.ENGINE_UNREACHABLE, home + "/docker.sock", "");
                  case "containers" -> List.of(container());
                  case "log" ->
                      log().stream().map(line -> new LogLine(Instant.EPOCH, line, false)).toList();
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  private Container container() {
    return new Container(
        "c1",
        "shop-app-1",
        "nocobase/nocobase:2.2.0-full",
        "sha256:a",
        Map.of(Container.PROJECT, "shop", Container.SERVICE, "app"),
        new ContainerEngine.State("running", OptionalInt.empty(), 0, false, Instant.EPOCH),
        Instant.EPOCH,
        Map.copyOf(secrets),
        List.of(),
        List.of(),
        Map.of());
  }
}
