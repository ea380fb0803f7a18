package io.github.nocobasewizard.installation.edit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The handwritten projects, judged by the real `docker compose config`.
class CorpusComparisonIT {
  static List<Corpus.Case> cases() throws Exception {
    return Corpus.cases();
  }

  @BeforeAll
  static void needsCompose() {
    RealCompose.assumeThere();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theRealComposeSeesNothingElseChange(Corpus.Case project, @TempDir Path folder) {
    Sandbox sandbox = project.in(folder);
    RealCompose.Answer before = RealCompose.config(sandbox.source());
    assertThat(before.accepted()).as(before.error()).isTrue();
    if (project.plan(sandbox) instanceof EditPlan.Planned planned) {
      planned.edits().forEach(edit -> edit.write());
      RealCompose.Answer after = RealCompose.config(sandbox.source());
      assertThat(after.accepted()).as(after.error()).isTrue();
      assertThat(ConfigComparison.onlyImagesDiffer(before.json(), after.json(), planned.images()))
          .isEmpty();
    }
  }
}
