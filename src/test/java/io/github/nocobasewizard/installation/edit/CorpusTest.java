package io.github.nocobasewizard.installation.edit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The handwritten projects: what is marked changes, nothing else does, or the reason is right.
class CorpusTest {
  static List<Corpus.Case> cases() throws Exception {
    return Corpus.cases();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void changesWhatIsMarkedOrSaysWhyNot(Corpus.Case project, @TempDir Path folder) {
    Sandbox sandbox = project.in(folder);
    EditPlan plan = project.plan(sandbox);
    String refused = project.settings().get("refused");
    if (refused != null) {
      assertThat(plan).isInstanceOf(Refused.class);
      assertThat(((Refused) plan).reason().name()).isEqualTo(refused);
      String others = project.settings().get("others");
      if (others != null) {
        assertThat(((Refused) plan).others()).containsExactly(others.split(","));
      }
      return;
    }
    assertThat(plan).isInstanceOf(EditPlan.Planned.class);
    for (FileEdit edit : ((EditPlan.Planned) plan).edits()) {
      assertThat(edit.write()).isInstanceOf(WriteResult.Written.class);
    }
    for (Map.Entry<String, byte[]> file : project.after().entrySet()) {
      assertThat(sandbox.path(file.getKey())).hasBinaryContent(file.getValue());
    }
  }
}
