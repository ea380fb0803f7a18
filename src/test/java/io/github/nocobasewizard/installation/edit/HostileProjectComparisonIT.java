package io.github.nocobasewizard.installation.edit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.nocobasewizard.engine.ImageReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Random projects, read and edited here, judged by the real `docker compose config`.
/// `-Dcomparison.projects=1000` makes it search longer, `-Dcomparison.seed=1` from a known start.
class HostileProjectComparisonIT {
  private static final int PROJECTS = Integer.getInteger("comparison.projects", 60);

  @TempDir Path folder;
  private final Map<String, Integer> outcomes = new TreeMap<>();

  @BeforeEach
  void needsCompose() {
    RealCompose.assumeThere();
  }

  @Test
  void everyEditChangesNothingButTheIntendedImages() throws Exception {
    compareAll(HostileProject::generate);
  }

  @Test
  void soDoesEveryEditOfADamagedProject() throws Exception {
    compareAll(random -> HostileProject.generate(random).damaged(random, 1 + random.nextInt(3)));
  }

  private void compareAll(Function<Random, HostileProject.Project> projects) throws Exception {
    long first = Long.getLong("comparison.seed", System.nanoTime());
    for (long seed = first; seed < first + PROJECTS; seed++) {
      Path project = folder.resolve("project");
      Files.createDirectories(project);
      compare(seed, projects.apply(new Random(seed)), project);
      delete(project);
    }
    if (Boolean.getBoolean("comparison.print")) {
      outcomes.forEach((outcome, count) -> System.err.println(count + " " + outcome));
    }
  }

  private void compare(long seed, HostileProject.Project project, Path folder) throws Exception {
    Sandbox sandbox = project.in(folder);
    String what = "seed " + seed + "\n" + project;
    RealCompose.Answer before = RealCompose.config(sandbox.source());
    ProjectFiles files = sandbox.read();
    EditPlan plan = files.plan(Set.copyOf(project.moved()), Sandbox.TARGET);
    if (!before.accepted()) {
      if (plan instanceof EditPlan.Planned
          && System.getProperty("comparison.show", "").contains("NOT_ACCEPTED")) {
        System.err.println(before.error() + "\n" + what);
      }
      count("not accepted by Compose, here " + outcome(plan));
      return;
    }
    compareImages(files, before, what);
    if (plan instanceof Refused refused
        && System.getProperty("comparison.show", "").contains(refused.reason().name())) {
      System.err.println(refused + "\n" + what);
    }
    count(outcome(plan));
    if (plan instanceof Refused) {
      Map<String, ImageReference> targets = new TreeMap<>();
      project.moved().forEach(service -> targets.put(service, Sandbox.TARGET));
      plan = files.plan(targets, EditPlan.Manner.LITERALLY);
      count("literally " + outcome(plan));
    }
    if (plan instanceof EditPlan.Planned planned) {
      judge(sandbox, before, planned, what);
    }
  }

  private static void judge(
      Sandbox sandbox, RealCompose.Answer before, EditPlan.Planned planned, String what) {
    for (FileEdit edit : planned.edits()) {
      assertThat(edit.write()).as(what).isInstanceOf(WriteResult.Written.class);
    }
    RealCompose.Answer after = RealCompose.config(sandbox.source());
    assertThat(after.accepted()).as("%s%n%s", after.error(), what).isTrue();
    assertThat(ConfigComparison.onlyImagesDiffer(before.json(), after.json(), planned.images()))
        .as("%s%n%s", planned.edits(), what)
        .isEmpty();
  }

  private static void compareImages(ProjectFiles files, RealCompose.Answer answer, String what)
      throws IOException {
    JsonNode services = new ObjectMapper().readTree(answer.json()).path("services");
    for (String service : files.services()) {
      if (files.locate(service) instanceof ImageLocation.Found found) {
        assertThat(found.image())
            .as("%s of %s", service, what)
            .isEqualTo(services.path(service).path("image").asText());
      }
    }
    if (files.problem().isEmpty()) {
      assertThat(List.copyOf(files.services()))
          .as(what)
          .containsExactlyInAnyOrderElementsOf(
              services.propertyStream().map(Map.Entry::getKey).toList());
    }
  }

  private static String outcome(EditPlan plan) {
    return switch (plan) {
      case Refused refused -> "refused " + refused.reason();
      case EditPlan.Planned planned -> "planned in " + planned.edits().size() + " files";
    };
  }

  private void count(String outcome) {
    outcomes.merge(outcome, 1, Integer::sum);
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
