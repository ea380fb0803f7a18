package io.github.nocobasewizard.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Versions of NocoBase that are broken on purpose: thin layers on a real one, made on this computer.
final class BrokenVersions implements AutoCloseable {
  private static final String BASE = "nocobase/nocobase:" + RealWizard.NEW;

  /// Its start fails inside the app: the web server answers 200 for `/`, the app 503 for ever.
  static final String NEVER_HEALTHY = "2.2.190-full";

  /// The program ends two seconds after each start.
  static final String CRASH_LOOP = "2.2.191-full";

  private BrokenVersions() {}

  static BrokenVersions make() throws IOException, InterruptedException {
    docker("pull", "--quiet", BASE);
    build(
        NEVER_HEALTHY,
        """
        FROM %s
        RUN cd /app/nocobase/node_modules/@nocobase/server/lib && \\
            sed -i -E "s/^  async (upgrade|install)\\(options = \\{\\}\\) \\{\\$/&\\n    require('wizard-missing-module');/" application.js && \\
            grep -q wizard-missing-module application.js
        """
            .formatted(BASE));
    build(
        CRASH_LOOP,
        """
        FROM %s
        ENTRYPOINT ["sh", "-c", "echo 'Error: nothing works here' >&2; sleep 2; exit 1"]
        """
            .formatted(BASE));
    return new BrokenVersions();
  }

  private static void build(String tag, String dockerfile)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder("docker", "build", "--quiet", "-t", "nocobase/nocobase:" + tag, "-")
            .redirectErrorStream(true);
    // The builder that needs no plug-in.
    builder.environment().put("DOCKER_BUILDKIT", "0");
    Process process = builder.start();
    try (var in = process.getOutputStream()) {
      in.write(dockerfile.getBytes(StandardCharsets.UTF_8));
    }
    end(process, "build " + tag);
  }

  private static void docker(String... arguments) throws IOException, InterruptedException {
    List<String> command = new java.util.ArrayList<>(List.of("docker"));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    end(process, String.join(" ", arguments));
  }

  private static void end(Process process, String what) throws IOException, InterruptedException {
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(what + " failed:\n" + output);
    }
  }

  @Override
  public void close() throws IOException, InterruptedException {
    for (String tag : List.of(NEVER_HEALTHY, CRASH_LOOP)) {
      docker("image", "rm", "--force", "nocobase/nocobase:" + tag);
    }
  }
}
