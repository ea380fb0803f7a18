package io.github.nocobasewizard.readiness;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OtherPluginsTest {
  @TempDir Path plugins;

  @Test
  void whatNocoBaseItselfBringsIsNotAmongThem() throws Exception {
    for (String name :
        new String[] {
          "@nocobase/plugin-backups", "@local/tickets", "@local/print", "alone", ".cache/x"
        }) {
      Files.createDirectories(plugins.resolve(name));
    }
    Files.createFile(plugins.resolve("readme.txt"));

    assertThat(OtherPlugins.in(plugins)).containsExactly("@local/print", "@local/tickets", "alone");
  }

  @Test
  void withoutAFolderThereAreNone() {
    assertThat(OtherPlugins.in(plugins.resolve("none"))).isEmpty();
  }
}
