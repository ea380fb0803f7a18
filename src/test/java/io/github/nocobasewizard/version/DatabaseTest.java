package io.github.nocobasewizard.version;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nocobasewizard.version.Database.Kind;
import io.github.nocobasewizard.version.Database.ServerVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseTest {
  @ParameterizedTest
  @CsvSource({
    "16.4, 16.4",
    "'PostgreSQL 15.8 (Debian 15.8-0+deb12u1) on x86_64-pc-linux-gnu, 64-bit', 15.8",
    "8.0.36-0ubuntu0.22.04.1, 8.0.36",
    "11.8.3-MariaDB-0+deb13u1, 11.8.3",
    "5.5.5-10.6.12-MariaDB, 10.6.12",
    "5.5.5, 5.5.5",
    "5.7.44-log, 5.7.44",
    "17beta2, 17"
  })
  void findsTheNumberInWhatAServerSays(String text, String number) {
    assertThat(ServerVersion.find(text)).hasToString("Optional[" + number + "]");
  }

  @Test
  void findsNoNumberWhereThereIsNone() {
    assertThat(ServerVersion.find("unknown")).isEmpty();
  }

  @Test
  void comparesNumbersByValue() {
    assertThat(server("10.11")).isGreaterThan(server("10.9")).isLessThan(server("11"));
    assertThat(server("8.0.17")).isGreaterThan(server("8.0.9")).isGreaterThan(server("8"));
    assertThat(server("10.0")).isEqualTo(server("10")).isEqualByComparingTo(server("10"));
  }

  @Test
  void knowsTheDialects() {
    assertThat(Kind.ofDialect("postgres")).isEqualTo(Kind.POSTGRES);
    assertThat(Kind.ofDialect(" MariaDB ")).isEqualTo(Kind.MARIADB);
    assertThat(Kind.ofDialect("oracle")).isEqualTo(Kind.UNKNOWN);
  }

  private static ServerVersion server(String number) {
    return ServerVersion.find(number).orElseThrow();
  }
}
