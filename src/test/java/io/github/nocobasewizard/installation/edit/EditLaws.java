package io.github.nocobasewizard.installation.edit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nocobasewizard.engine.ImageReference;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/// Laws of locating and editing, on projects that combine every shape.
class EditLaws {
  private static final String DIGEST = "@sha256:" + "fedcba9876543210".repeat(4);

  @Provide
  Arbitrary<HostileProject.Project> projects() {
    return Arbitraries.randomValue(HostileProject::generate);
  }

  @Provide
  Arbitrary<HostileProject.Project> damagedProjects() {
    return Arbitraries.randomValue(
        random -> HostileProject.generate(random).damaged(random, 1 + random.nextInt(4)));
  }

  @Provide
  Arbitrary<ImageReference> targets() {
    return Arbitraries.of(
            "nocobase/nocobase:2.2.15-full",
            "nocobase/nocobase:2.2.15-full" + DIGEST,
            "nocobase/nocobase" + DIGEST,
            "registry.cn-shanghai.aliyuncs.com/nocobase/nocobase:1.9.62-full",
            "localhost:5000/a/b:x")
        .map(ImageReference::parse);
  }

  @Property(shrinking = ShrinkingMode.OFF)
  void aPlanChangesItsRangesAndNoOtherByte(
      @ForAll("projects") HostileProject.Project project,
      @ForAll("targets") ImageReference target,
      @ForAll EditPlan.Manner manner) {
    if (plan(project.read(), project, target, manner) instanceof EditPlan.Planned planned) {
      for (FileEdit edit : planned.edits()) {
        assertOnlyRangesDiffer(edit);
      }
    }
  }

  private static void assertOnlyRangesDiffer(FileEdit edit) {
    byte[] before = edit.before();
    byte[] after = edit.after();
    int old = 0;
    int now = 0;
    for (FileEdit.Change change : edit.changes()) {
      Place from = change.before();
      Place to = change.after();
      assertThat(from.startByte() - old).isEqualTo(to.startByte() - now).isNotNegative();
      assertThat(Arrays.equals(before, old, from.startByte(), after, now, to.startByte())).isTrue();
      assertThat(text(before, from)).isEqualTo(from.text());
      assertThat(text(after, to)).isEqualTo(to.text()).isNotEqualTo(from.text());
      assertThat(to.lineText().substring(to.column() - 1)).startsWith(to.text());
      old = from.endByte();
      now = to.endByte();
    }
    assertThat(Arrays.equals(before, old, before.length, after, now, after.length)).isTrue();
    assertThat(edit.reversed().after()).isEqualTo(before);
  }

  private static String text(byte[] bytes, Place place) {
    int length = place.endByte() - place.startByte();
    return new String(bytes, place.startByte(), length, StandardCharsets.UTF_8);
  }

  @Property(shrinking = ShrinkingMode.OFF)
  void thePlannedImagesAndNoOthersAreThereAfterwards(
      @ForAll("projects") HostileProject.Project project,
      @ForAll("targets") ImageReference target,
      @ForAll EditPlan.Manner manner)
      throws RefusedException {
    if (plan(project.read(), project, target, manner) instanceof EditPlan.Planned planned) {
      Map<String, String> expected = images(project);
      expected.putAll(planned.images());
      assertThat(images(project.with(planned.edits()))).isEqualTo(expected);
      planned
          .images()
          .forEach((service, image) -> assertThat(ImageReference.find(image)).contains(target));
    }
  }

  @Property(shrinking = ShrinkingMode.OFF)
  void planningTheSameAgainPlansNothing(
      @ForAll("projects") HostileProject.Project project,
      @ForAll("targets") ImageReference target) {
    if (plan(project.read(), project, target, EditPlan.Manner.WHERE_IT_IS_WRITTEN)
        instanceof EditPlan.Planned planned) {
      HostileProject.Project edited = project.with(planned.edits());
      assertThat(plan(edited.read(), edited, target, EditPlan.Manner.WHERE_IT_IS_WRITTEN))
          .isInstanceOfSatisfying(
              EditPlan.Planned.class, again -> assertThat(again.edits()).isEmpty());
    }
  }

  @Property(shrinking = ShrinkingMode.OFF)
  void aDamagedProjectIsReadOrRefusedButNeverThrows(
      @ForAll("damagedProjects") HostileProject.Project project,
      @ForAll("targets") ImageReference target,
      @ForAll EditPlan.Manner manner) {
    ProjectFiles files = project.read();
    files.services().forEach(files::locate);
    files.locate("nobody");
    EditPlan plan = plan(files, project, target, manner);
    if (plan instanceof EditPlan.Planned planned) {
      planned.edits().forEach(EditLaws::assertOnlyRangesDiffer);
    }
  }

  @Property(shrinking = ShrinkingMode.OFF)
  void anyBytesAreReadOrRefusedButNeverThrow(
      @ForAll byte[] compose, @ForAll byte[] environment, @ForAll("targets") ImageReference to) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("docker-compose.yml", compose);
    files.put(".env", environment);
    HostileProject.Project project =
        new HostileProject.Project(files, Map.of(), java.util.List.of("app"));
    EditPlan plan = plan(project.read(), project, to, EditPlan.Manner.WHERE_IT_IS_WRITTEN);
    assertThat(plan).isInstanceOf(Refused.class);
  }

  @Property(shrinking = ShrinkingMode.OFF)
  void everyCharacterOfAnImageIsWrittenWhereItIsSaidToBe(
      @ForAll("projects") HostileProject.Project project) throws RefusedException {
    ProjectFiles files = project.read();
    if (files.problem().isPresent()) {
      return;
    }
    ComposeModel model = ComposeModel.load(project.source(), project.memory());
    for (ComposeModel.Service service : model.services().values()) {
      if (service.image() != null) {
        assertWritten(service.image().text());
      }
    }
  }

  private static void assertWritten(Traced text) {
    for (int i = 0; i < text.length(); i++) {
      Traced.Cell cell = text.cells().get(i);
      byte[] bytes =
          switch (cell.source()) {
            case Traced.Source.Scalar scalar -> scalar.file().file().bytes();
            case Traced.Source.Variable variable -> variable.file().bytes();
            case Traced.Source.Shell _, Traced.Source.Computed _ -> new byte[0];
          };
      String written =
          bytes.length == 0
              ? text.text().substring(i, i + 1)
              : new String(bytes, cell.start(), cell.end() - cell.start(), StandardCharsets.UTF_8);
      assertThat(
              written.equals(text.text().substring(i, i + 1))
                  || written.startsWith("\\")
                  || written.isBlank()
                  || written.startsWith("$"))
          .as("%s at %d of %s", written, i, text.text())
          .isTrue();
    }
  }

  private static EditPlan plan(
      ProjectFiles files,
      HostileProject.Project project,
      ImageReference target,
      EditPlan.Manner manner) {
    Map<String, ImageReference> targets = new TreeMap<>();
    Set.copyOf(project.moved()).forEach(service -> targets.put(service, target));
    return files.plan(targets, manner);
  }

  private static Map<String, String> images(HostileProject.Project project)
      throws RefusedException {
    Map<String, String> images = new HashMap<>();
    ComposeModel.load(project.source(), project.memory())
        .services()
        .forEach((name, service) ->
            images.put(name, service.image() == null ? "" : service.image().text().text()));
    return images;
  }
}
