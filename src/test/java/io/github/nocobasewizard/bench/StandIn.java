package io.github.nocobasewizard.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// Images of an app that stands in for NocoBase and starts in a second, made on this computer from the
/// real one's image. What it does stands in `stand-in.js`.
final class StandIn implements AutoCloseable {
  private static final String BASE = "nocobase/nocobase:2.2.0-full";
  private static final String REPOSITORY = "nocobase/nocobase:";

  static final String OLD = "9.0.1-full";
  static final String NEW = "9.0.2-full";

  /// Its program ends again and again.
  static final String CRASHES = "9.0.3-full";

  /// Its second migration fails half-way.
  static final String FAILS = "9.0.4-full";

  /// Its migration says for a minute how far it is.
  static final String SLOW = "9.0.5-full";

  /// It cannot be loaded: it answers an error code for ever.
  static final String BROKEN = "9.0.6-full";

  /// It takes an empty database for its own.
  static final String FRESH = "9.0.7-full";

  private final List<String> images = new ArrayList<>();

  private StandIn() {}

  static StandIn none() {
    return new StandIn();
  }

  static StandIn make() throws IOException, InterruptedException {
    StandIn made = new StandIn();
    made.build(OLD, "");
    made.build(NEW, "");
    made.build(CRASHES, "crash");
    made.build(FAILS, "migration");
    made.build(SLOW, "slow");
    made.build(BROKEN, "broken");
    made.build(FRESH, "fresh");
    return made;
  }

  static String image(String tag) {
    return REPOSITORY + tag;
  }

  private void build(String tag, String fault) throws IOException, InterruptedException {
    String dockerfile =
        """
        FROM %s
        ENV STAND_IN_VERSION=%s STAND_IN_FAULT=%s
        RUN echo %s | base64 -d > /stand-in.js
        ENTRYPOINT ["node", "/stand-in.js"]
        CMD []
        """
            .formatted(BASE, tag.replace("-full", ""), fault, program());
    ProcessBuilder builder =
        new ProcessBuilder("docker", "build", "--quiet", "-t", image(tag), "-")
            .redirectErrorStream(true);
    // The builder that needs no plug-in.
    builder.environment().put("DOCKER_BUILDKIT", "0");
    Process process = builder.start();
    try (var in = process.getOutputStream()) {
      in.write(dockerfile.getBytes(StandardCharsets.UTF_8));
    }
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("build of " + tag + " failed:\n" + output);
    }
    images.add(image(tag));
  }

  private static String program() throws IOException {
    try (InputStream in = StandIn.class.getResourceAsStream("stand-in.js")) {
      return Base64.getEncoder().encodeToString(in.readAllBytes());
    }
  }

  @Override
  public void close() throws IOException, InterruptedException {
    for (String image : images) {
      new ProcessBuilder("docker", "image", "rm", "--force", image)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    }
  }
}
