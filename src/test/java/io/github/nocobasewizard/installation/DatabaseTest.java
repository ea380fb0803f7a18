package io.github.nocobasewizard.installation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nocobasewizard.installation.Database.Kind;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseTest {
  private static Database of(Map<String, String> environment) {
    return Database.of(environment, "postgres", "app");
  }

  @Nested
  class InAFile {
    @Test
    void isWhatAnEnvironmentWithoutADialectMeans() {
      Database database = of(Map.of("DB_HOST", "postgres"));

      assertThat(database.kind()).isEqualTo(Kind.SQLITE);
      assertThat(database.fileInContainer()).isEqualTo("/app/nocobase/storage/db/nocobase.sqlite");
      assertThat(database.service()).as("a host in the environment means nothing").isNull();
      assertThat(database.isInProject()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "storage/db/shop.sqlite",
          "./storage/db/shop.sqlite",
          "/app/nocobase/storage/db/deep/shop.db"
        })
    void isCopiedWhereCopiesOfTheStorageLeaveItOut(String file) {
      assertThat(of(Map.of("DB_STORAGE", file)).canBeDumped()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "storage/shop.sqlite",
          "storage/db/../shop.sqlite",
          "/data/shop.sqlite",
          "database.sqlite",
          ":memory:"
        })
    void needsABackupOfOnesOwnElsewhere(String file) {
      assertThat(of(Map.of("DB_STORAGE", file)).canBeDumped()).isFalse();
    }

    @Test
    void hasThoseOfAppsBesideItInTheSameFolder() {
      Database main = of(Map.of("DB_STORAGE", "storage/db/nocobase.sqlite"));
      Database branch = main.named("branch");

      assertThat(branch.fileInContainer()).isEqualTo("/app/nocobase/storage/db/branch.sqlite");
      assertThat(branch.key()).isNotEqualTo(main.key());
    }
  }
}
