package io.github.nocobasewizard.version;

import static io.github.nocobasewizard.version.Given.NOCOBASE;
import static io.github.nocobasewizard.version.Given.NOW;
import static io.github.nocobasewizard.version.Given.bareName;
import static io.github.nocobasewizard.version.Given.registryWith;
import static io.github.nocobasewizard.version.Given.tag;
import static io.github.nocobasewizard.version.Given.version;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.nocobasewizard.engine.ImageReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TagCatalogTest {
  @TempDir private Path folder;

  @Test
  void growsPageByPage() {
    TagCatalog first = TagCatalog.empty(NOCOBASE.withTag("2.2.0"), NOW).with(List.of(tag("2.2.8")));
    TagCatalog second = first.with(List.of(tag("2.2.15"), tag("2.2.8", "again")));

    assertThat(first.tags()).containsExactly(tag("2.2.8"));
    assertThat(second.tags()).containsExactly(tag("2.2.8", "again"), tag("2.2.15"));
    assertThat(second.repository()).isEqualTo(NOCOBASE);
    assertThat(second.complete()).isFalse();
    assertThat(second.asComplete().complete()).isTrue();
  }

  @Test
  void listsVersionsNewestFirst() {
    assertThat(registryWith("2.2.8", "latest", "2.2.15", "2.2.15-full", "pr-1").versions())
        .extracting(entry -> entry.tag().text())
        .containsExactly("2.2.15", "2.2.15-full", "2.2.8");
  }

  @Test
  void listsTheFlavoursThatThereAre() {
    assertThat(registryWith("2.2.8-full", "2.2.8", "2.2.8-acme", "latest-no-nginx").flavours())
        .containsExactly(Flavour.PLAIN, Flavour.FULL, new Flavour("-acme"));
  }

  @Test
  void tellsWhatATagThatMovesStandsFor() {
    TagCatalog registry =
        registryWith(
            tag("latest", "a"),
            tag("2.2", "a"),
            tag("2.2.15", "a"),
            tag("2.2.8", "b"),
            tag("beta", "c"),
            bareName("alpha"));

    assertThat(registry.versionOf(Tag.parse("latest"))).contains(version("2.2.15"));
    assertThat(registry.versionOf(Tag.parse("2.2"))).contains(version("2.2.15"));
    assertThat(registry.versionOf(Tag.parse("2.1.0"))).contains(version("2.1.0"));
    assertThat(registry.versionOf(Tag.parse("beta"))).isEmpty();
    assertThat(registry.versionOf(Tag.parse("alpha"))).isEmpty();
    assertThat(registry.versionOf(Tag.parse("next"))).isEmpty();
    assertThat(registry.tagOfDigest("sha256:b")).contains((Tag.Exact) Tag.parse("2.2.8"));
  }

  @Test
  void knowsItsAge() {
    TagCatalog registry = registryWith("2.2.15");

    assertThat(registry.age(NOW.plusSeconds(90))).isEqualTo(Duration.ofSeconds(90));
    assertThat(registry.age(NOW.minusSeconds(5))).isEqualTo(Duration.ZERO);
  }

  @Test
  void isTheSameAfterItWasRemembered() {
    TagCatalog registry = registryWith(tag("2.2.15"), bareName("latest"), tag("später"));
    TagCatalogFile file = new TagCatalogFile(folder.resolve("made when needed"));
    file.save(registry);

    assertThat(file.find(NOCOBASE.withTag("2.2.0"))).contains(registry);
  }

  @Test
  void isRememberedForEachRepositoryOfItsOwn() {
    TagCatalogFile file = new TagCatalogFile(folder);
    List<ImageReference> repositories =
        Stream.of("nocobase/nocobase", "127.0.0.1:5000/a/b", "127.0.0.1:5000/a_b", "ghcr.io/a/b")
            .map(ImageReference::parse)
            .toList();
    for (ImageReference repository : repositories) {
      file.save(new TagCatalog(repository, List.of(tag(repository.repository())), NOW, true));
    }

    for (ImageReference repository : repositories) {
      assertThat(file.find(repository).orElseThrow().tags())
          .containsExactly(tag(repository.repository()));
    }
  }

  @Test
  void isForgottenIfTheFileIsDamaged() throws IOException {
    TagCatalogFile file = new TagCatalogFile(folder);
    assertThat(file.find(NOCOBASE)).isEmpty();
    for (String damaged :
        List.of(
            "", "{", "[]", "null", "{\"format\":2}", "{\"format\":1,\"fetched\":\"yesterday\"}")) {
      file.save(registryWith("2.2.15"));
      try (Stream<Path> files = Files.list(folder)) {
        Files.writeString(files.findFirst().orElseThrow(), damaged);
      }
      assertThat(file.find(NOCOBASE)).as(damaged).isEmpty();
    }
  }

  @Test
  void isNotMissedIfItCannotBeRemembered() throws IOException {
    Path occupied = Files.writeString(folder.resolve("occupied"), "a file");

    new TagCatalogFile(occupied).save(registryWith("2.2.15"));

    assertThat(new TagCatalogFile(occupied).find(NOCOBASE)).isEmpty();
  }
}
