package io.github.nocobasewizard.installation.edit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.nocobasewizard.engine.ImageReference;
import io.github.nocobasewizard.installation.edit.EditPlan.Manner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/// Projects as they are found in the world, in a folder that `-Dcomparison.wild=` names: one project
/// to a folder, its Compose file named in a file `.wild` in it. Every service that has an image is
/// moved to another tag, one at a time, and the real `docker compose config` judges.
///
/// What such a project lacks for Compose to read it (an environment file, a required variable) is
/// added to it. Nothing of these files belongs into this repository.
@EnabledIfSystemProperty(named = "comparison.wild", matches = ".+")
class WildProjectsBenchmark {
  private static final Pattern MISSING_FILE = Pattern.compile("env file (\\S+) not found");
  private static final Pattern MISSING_VARIABLE =
      Pattern.compile("required variable (\\w+) is missing a value");
  private static final Pattern UNSET_VARIABLE =
      Pattern.compile("\"(\\w+)\\\\?\" variable is not set");
  private static final String TAG = "9.9.9-moved";

  private final Map<String, Integer> outcomes = new TreeMap<>();
  private final List<String> violations = new ArrayList<>();

  @Test
  void everyImageIsEditedAloneOrRefusedWithAReason() throws IOException {
    RealCompose.assumeThere();
    try (Stream<Path> all = Files.list(Path.of(System.getProperty("comparison.wild")))) {
      for (Path folder : all.sorted().toList()) {
        try {
          judge(folder);
        } catch (RuntimeException | IOException | AssertionError third) {
          violations.add(folder.getFileName() + " " + third);
        }
      }
    }
    outcomes.forEach((outcome, count) -> System.err.println(count + " " + outcome));
    assertThat(violations).isEmpty();
    int literal = count("literal images");
    assertThat(count("literal images edited") * 100).isGreaterThanOrEqualTo(98 * literal);
  }

  private void judge(Path folder) throws IOException {
    String name = Files.readString(folder.resolve(".wild")).strip();
    Map<String, String> shell = new HashMap<>();
    RealCompose.Answer before = accepted(folder, name, shell);
    ProjectSource source = source(folder, name, shell);
    // Also what Compose does not accept must be read or refused.
    ProjectFiles files = ProjectFiles.read(source);
    files.services().forEach(files::locate);
    if (!before.accepted()) {
      add("projects not accepted by Compose");
      return;
    }
    add("projects");
    JsonNode services = new ObjectMapper().readTree(before.json()).path("services");
    for (Map.Entry<String, JsonNode> service : services.properties()) {
      String image = service.getValue().path("image").asText();
      Optional<ImageReference> reference = ImageReference.find(image);
      if (!image.isEmpty() && reference.isPresent()) {
        move(folder, source, before, files, service, reference.get());
      } else if (!image.isEmpty()) {
        add("images that are none");
      }
    }
  }

  private void move(
      Path folder,
      ProjectSource source,
      RealCompose.Answer before,
      ProjectFiles files,
      Map.Entry<String, JsonNode> service,
      ImageReference image)
      throws IOException {
    add("images");
    boolean literal = !service.getValue().has("build") && isLiteral(source, image);
    if (literal) {
      add("literal images");
    }
    String what = folder.getFileName() + " " + service.getKey() + " " + image;
    EditPlan plan = plan(files, Set.of(service.getKey()), image, Manner.WHERE_IT_IS_WRITTEN);
    if (plan instanceof Refused refused) {
      add("refused " + refused.reason());
      System.err.println("? " + what + " " + refused);
      plan =
          refused.reason() == Reason.SHARED_WITH_OTHER_SERVICE
              ? plan(files, withOthers(refused), image, Manner.WHERE_IT_IS_WRITTEN)
              : plan(files, Set.of(service.getKey()), image, Manner.LITERALLY);
      add(refused.reason() + " and " + (plan instanceof Refused ? "no way out" : "a way out"));
    } else {
      add("edited");
    }
    if (plan instanceof EditPlan.Planned planned) {
      add(literal ? "literal images edited" : "other images edited");
      compare(source, before, planned, what);
    }
  }

  private static EditPlan plan(
      ProjectFiles files, Set<String> services, ImageReference image, Manner manner) {
    Map<String, ImageReference> targets = new HashMap<>();
    services.forEach(service -> targets.put(service, image.withTag(TAG)));
    return files.plan(targets, manner);
  }

  /// Services that share an image move together, as NocoBase's do.
  private static Set<String> withOthers(Refused refused) {
    Set<String> all = new TreeSet<>(refused.others());
    all.add(String.valueOf(refused.service()));
    return all;
  }

  private void compare(
      ProjectSource source, RealCompose.Answer before, EditPlan.Planned planned, String what)
      throws IOException {
    try {
      for (FileEdit edit : planned.edits()) {
        assertThat(edit.write()).as(what).isInstanceOf(WriteResult.Written.class);
      }
      RealCompose.Answer after = RealCompose.config(source);
      if (!after.accepted()) {
        violations.add(what + " " + after.error());
      } else {
        ConfigComparison.onlyImagesDiffer(before.json(), after.json(), planned.images())
            .ifPresent(difference -> violations.add(what + " " + difference));
      }
    } finally {
      for (FileEdit edit : planned.edits()) {
        Files.write(edit.file(), edit.before());
      }
    }
  }

  /// Whether the image stands in the project's own file just so, as an admin would see it.
  private static boolean isLiteral(ProjectSource source, ImageReference image) throws IOException {
    String text = Files.readString(source.files().getFirst(), StandardCharsets.ISO_8859_1);
    return text.contains("image: " + image)
        || text.contains("image: \"" + image + "\"")
        || text.contains("image: '" + image + "'");
  }

  private static RealCompose.Answer accepted(Path folder, String name, Map<String, String> shell)
      throws IOException {
    RealCompose.Answer answer = RealCompose.config(source(folder, name, shell));
    for (int tries = 0; tries < 20 && !answer.accepted(); tries++) {
      Matcher file = MISSING_FILE.matcher(answer.error());
      Matcher variable = MISSING_VARIABLE.matcher(answer.error());
      Matcher unset = UNSET_VARIABLE.matcher(answer.error());
      if (file.find() && Path.of(file.group(1).replaceAll(":$", "")).startsWith(folder)) {
        Path missing = Path.of(file.group(1).replaceAll(":$", ""));
        Files.createDirectories(missing.getParent());
        Files.createFile(missing);
      } else if (variable.find() && shell.put(variable.group(1), "1") == null) {
        shell.put(variable.group(1), "1");
      } else if (unset.results().filter(found -> shell.put(found.group(1), "x") == null).count()
          == 0) {
        break;
      }
      answer = RealCompose.config(source(folder, name, shell));
    }
    return answer;
  }

  private static ProjectSource source(Path folder, String name, Map<String, String> shell) {
    return new ProjectSource(folder, List.of(folder.resolve(name)), List.of(), shell, false);
  }

  private void add(String outcome) {
    outcomes.merge(outcome, 1, Integer::sum);
  }

  private int count(String outcome) {
    return outcomes.getOrDefault(outcome, 0);
  }
}
