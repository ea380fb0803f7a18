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
/// moved to another tag, one at a time, and the real `docker compose config` judges:
/// `mvn -Pbenchmark test -Dtest=WildProjectsBenchmark -Dcomparison.wild=FOLDER`.
///
/// What such a project lacks for Compose to read it is added: an environment file, a required
/// variable, and (in a file of its own below it, as an override has one) an image, a network or a
/// volume that it takes for granted.
///
/// Nothing of these files belongs into this repository. To collect them, unpack the sources of
/// programs that deal with Compose files (Compose itself in several versions, compose-go, the Docker
/// command line, linters, converters, home-server and evaluation collections) and take every YAML
/// file with a key `services`, each with the files beside it, and every such text within code and
/// documentation; what is the same but for white space counts once.
@EnabledIfSystemProperty(named = "comparison.wild", matches = ".+")
class WildProjectsBenchmark {
  private static final Pattern MISSING_FILE = Pattern.compile("env file (\\S+) not found");
  private static final Pattern MISSING_VARIABLE =
      Pattern.compile("required variable (\\w+) is missing a value");
  private static final Pattern UNSET_VARIABLE =
      Pattern.compile("\"(\\w+)\\\\?\" variable is not set");
  private static final Pattern NO_IMAGE =
      Pattern.compile("service \\\\?\"([^\"\\\\]+)\\\\?\" has neither an image nor a build");
  private static final Pattern NO_SERVICE =
      Pattern.compile("depends on undefined service \\\\?\"([^\"\\\\]+)");
  private static final Pattern UNDEFINED =
      Pattern.compile("refers to undefined (network|volume|secret|model) \\\\?\"?([\\w.-]+)");
  private static final String BELOW = ".below.yml";
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
    Lacking lacking = new Lacking(folder, name);
    RealCompose.Answer before = lacking.accepted();
    ProjectSource source = lacking.source();
    // Also what Compose does not accept must be read or refused.
    ProjectFiles files = ProjectFiles.read(source);
    files.services().forEach(files::locate);
    if (!before.accepted()) {
      add("projects not accepted by Compose");
      return;
    }
    add(lacking.below.isEmpty() ? "projects" : "projects on a file below them");
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

  /// Whether the image stands in a file of the project just so, as an admin would see it.
  private static boolean isLiteral(ProjectSource source, ImageReference image) throws IOException {
    for (Path file : source.files()) {
      String text = Files.readString(file, StandardCharsets.ISO_8859_1);
      if (text.contains("image: " + image)
          || text.contains("image: \"" + image + "\"")
          || text.contains("image: '" + image + "'")) {
        return true;
      }
    }
    return false;
  }

  /// A project with what it lacks.
  private static final class Lacking {
    final Map<String, String> shell = new HashMap<>();

    /// What is said in a file below the project's own: each a path to a value.
    final Set<String> below = new TreeSet<>();

    private final Path folder;
    private final String name;

    Lacking(Path folder, String name) throws IOException {
      this.folder = folder;
      this.name = name;
      Files.deleteIfExists(folder.resolve(BELOW));
    }

    RealCompose.Answer accepted() throws IOException {
      RealCompose.Answer answer = RealCompose.config(source());
      for (int tries = 0; tries < 30 && !answer.accepted() && add(answer.error()); tries++) {
        answer = RealCompose.config(source());
      }
      return answer;
    }

    ProjectSource source() {
      List<Path> files =
          Stream.of(BELOW, name)
              .filter(file -> file.equals(name) || !below.isEmpty())
              .map(folder::resolve)
              .toList();
      return new ProjectSource(folder, files, List.of(), shell, false);
    }

    /// False if nothing can be added to help it.
    private boolean add(String error) throws IOException {
      return addFile(error) || addVariables(error) || addBelow(error);
    }

    private boolean addFile(String error) throws IOException {
      Matcher file = MISSING_FILE.matcher(error);
      if (!file.find()) {
        return false;
      }
      Path missing = Path.of(file.group(1).replaceAll(":$", ""));
      if (!missing.startsWith(folder) || Files.exists(missing)) {
        return false;
      }
      Files.createDirectories(missing.getParent());
      Files.createFile(missing);
      return true;
    }

    private boolean addVariables(String error) {
      Matcher variable = MISSING_VARIABLE.matcher(error);
      if (variable.find() && shell.put(variable.group(1), "1") == null) {
        return true;
      }
      return UNSET_VARIABLE
              .matcher(error)
              .results()
              .filter(found -> shell.put(found.group(1), "x") == null)
              .count()
          > 0;
    }

    private boolean addBelow(String error) throws IOException {
      Matcher image = NO_IMAGE.matcher(error);
      Matcher service = NO_SERVICE.matcher(error);
      Matcher other = UNDEFINED.matcher(error);
      boolean added =
          image.find() && below.add(imageOf(image.group(1)))
              || service.find() && below.add(imageOf(service.group(1)))
              || other.find() && below.add(definition(other.group(1), other.group(2)));
      Files.writeString(folder.resolve(BELOW), String.join("", lines()));
      return added;
    }

    private static String imageOf(String service) {
      return "services \"" + service + "\": {image: \"added/below:1\"}";
    }

    private static String definition(String kind, String thing) {
      String said =
          switch (kind) {
            case "secret" -> "{environment: X}";
            case "model" -> "{model: ai/x}";
            default -> "{}";
          };
      return kind + "s \"" + thing + "\": " + said;
    }

    private List<String> lines() {
      Map<String, String> sections = new TreeMap<>();
      for (String each : below) {
        int space = each.indexOf(' ');
        sections.merge(
            each.substring(0, space), "  " + each.substring(space + 1) + "\n", String::concat);
      }
      return sections.entrySet().stream()
          .map(section -> section.getKey() + ":\n" + section.getValue())
          .toList();
    }
  }

  private void add(String outcome) {
    outcomes.merge(outcome, 1, Integer::sum);
  }

  private int count(String outcome) {
    return outcomes.getOrDefault(outcome, 0);
  }
}
