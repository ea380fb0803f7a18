package io.github.nocobasewizard;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The house rules. A rule that gets in the way is discussed, not loosened.
class ArchitectureTest {
  private static final String ROOT = "io.github.nocobasewizard";
  private static final String APP = ROOT + ".app..";
  private static final String UI = ROOT + ".ui..";
  private static final String ENGINE = ROOT + ".engine..";
  private static final String ENGINE_IMPLEMENTATIONS = ROOT + ".engine.*..";
  private static final String INSTALLATION = ROOT + ".installation..";

  private static JavaClasses program;

  @BeforeAll
  static void readTheProgram() {
    program =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);
  }

  @Test
  void onlyTheWindowAndTheEntryPointKnowJavaFx() {
    check(
        noClasses()
            .that(resideOutsideOf(UI, APP))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("javafx..", "com.sun.javafx..", "org.controlsfx..", "atlantafx.."));
  }

  @Test
  void onlyTheEngineTalksToDocker() {
    check(
        noClasses()
            .that(resideOutsideOf(ENGINE))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.github.dockerjava.."));
  }

  @Test
  void onlyTheEngineStartsProcesses() {
    check(
        noClasses()
            .that(resideOutsideOf(ENGINE))
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(ProcessBuilder.class));
    check(
        noClasses()
            .that(resideOutsideOf(ENGINE))
            .should()
            .callMethodWhere(targets("java.lang.Runtime", "exec")));
  }

  @Test
  void onlyTheEngineSpeaksHttp() {
    check(
        noClasses()
            .that(resideOutsideOf(ENGINE))
            .should()
            .dependOnClassesThat(
                resideInAnyPackage("java.net.http..")
                    .or(assignableTo(java.net.URLConnection.class))
                    .or(assignableTo(java.net.Socket.class))));
  }

  @Test
  void onlyTheEntryPointChoosesAnEngine() {
    check(
        noClasses()
            .that(resideOutsideOf(ENGINE, APP))
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ENGINE_IMPLEMENTATIONS));
  }

  @Test
  void theWindowDoesNoInputOutputOfItsOwn() {
    check(
        noClasses()
            .that()
            .resideInAPackage(UI)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "com.github.dockerjava..",
                "com.fasterxml.jackson..",
                "org.yaml..",
                "org.apache.commons..",
                "java.net.http..",
                "java.sql.."));
  }

  @Test
  void pageModelsKnowNothingOfTheScene() {
    check(
        noClasses()
            .that()
            .resideInAPackage(UI)
            .and(nameMatching(".*Model(\\$.*)?"))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("javafx.scene..", "javafx.stage..", "javafx.fxml.."));
  }

  @Test
  void nobodyDependsOnTheEntryPoint() {
    check(
        noClasses()
            .that(resideOutsideOf(APP))
            .should()
            .dependOnClassesThat()
            .resideInAPackage(APP));
  }

  @Test
  void roomsHaveNoCycles() {
    check(slices().matching(ROOT + ".(*)..").should().beFreeOfCycles());
  }

  @Test
  void yamlIsReadInOneRoom() {
    check(
        noClasses()
            .that(resideOutsideOf(INSTALLATION))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.yaml.."));
  }

  /// `load` reads YAML 1.1 values: `22:22` becomes 1342. The node graph keeps what is written.
  @Test
  void yamlIsNeverLoadedAsValues() {
    check(noClasses().should().callMethodWhere(targets("org.yaml.snakeyaml.Yaml", "load")));
  }

  @Test
  void threadsComeFromExecutors() {
    check(noClasses().should().callConstructorWhere(targets("java.lang.Thread", "<init>")));
  }

  @Test
  void everyPackageIsNullMarked() {
    check(classes().should(resideInANullMarkedPackage()));
  }

  @Test
  void textsInFxmlComeFromTheBundle() throws IOException {
    Pattern literal =
        Pattern.compile("\\b(?:text|promptText|title|accessibleText|headerText)=\"(?![%$])[^\"]");
    assertThat(linesMatching("src/main/resources", ".fxml", literal)).isEmpty();
  }

  @Test
  void textsInTheWindowsCodeComeFromTheBundle() throws IOException {
    Pattern literal =
        Pattern.compile(
            "(?:\\bset(?:Text|PromptText|Title|HeaderText|ContentText|AccessibleText)"
                + "|\\bnew (?:Label|Button|Text|Tooltip|Hyperlink|CheckBox|RadioButton|MenuItem))"
                + "\\(\\s*\"[^\"]*\\p{L}");
    assertThat(linesMatching("src/main/java/io/github/nocobasewizard/ui", ".java", literal))
        .isEmpty();
  }

  private static void check(ArchRule rule) {
    rule.allowEmptyShould(true).check(program);
  }

  private static DescribedPredicate<JavaClass> resideOutsideOf(String... packages) {
    return not(resideInAnyPackage(packages));
  }

  private static DescribedPredicate<JavaCall<?>> targets(String owner, String methodsStartingWith) {
    return describe(
        owner + "." + methodsStartingWith + "…",
        call ->
            call.getTargetOwner().isAssignableTo(owner)
                && call.getName().startsWith(methodsStartingWith));
  }

  private static ArchCondition<JavaClass> resideInANullMarkedPackage() {
    return new ArchCondition<>("reside in a package marked @NullMarked in its package-info") {
      @Override
      public void check(JavaClass item, ConditionEvents events) {
        if (!item.getPackage().isAnnotatedWith(NullMarked.class)) {
          events.add(
              SimpleConditionEvent.violated(
                  item, item.getPackageName() + " lacks a package-info with @NullMarked"));
        }
      }
    };
  }

  private static List<String> linesMatching(String folder, String ending, Pattern pattern)
      throws IOException {
    Path root = Path.of(folder);
    if (!Files.isDirectory(root)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(file -> file.toString().endsWith(ending))
          .flatMap(file -> matches(file, pattern))
          .toList();
    }
  }

  private static Stream<String> matches(Path file, Pattern pattern) {
    try {
      String text = Files.readString(file);
      return pattern
          .matcher(text)
          .results()
          .map(hit -> file + ": " + hit.group())
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
