package io.github.nocobasewizard.ui.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nocobasewizard.installation.edit.FileEdit;
import io.github.nocobasewizard.installation.edit.Place;
import io.github.nocobasewizard.ui.upgrade.ReviewModel.WayBack;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReviewModelTest {
  private static final Path FILE = Path.of("folder", "docker-compose.yml").toAbsolutePath();

  @Test
  void theChangedPartIsCutOutOfItsLine() {
    var model = new ReviewModel();
    String old = "    image: nocobase/nocobase:2.2.0-full # mine";
    String now = "    image: nocobase/nocobase:2.2.15-full # mine";
    model.show(
        List.of(List.of(edit(place(5, 30, "2.2.0", old), place(5, 30, "2.2.15", now)))),
        List.of("2.2.15"),
        line -> line);
    var change = model.changes.getFirst();
    assertThat(change.before()).isEqualTo("    image: nocobase/nocobase:");
    assertThat(change.removed()).isEqualTo("2.2.0");
    assertThat(change.added()).isEqualTo("2.2.15");
    assertThat(change.after()).isEqualTo("-full # mine");
    assertThat(change.file()).isEqualTo("docker-compose.yml");
    assertThat(change.line()).isEqualTo(5);
  }

  @Test
  void secretsOnTheSameLineAreBlotted() {
    var model = new ReviewModel();
    String line = "{image: a:1, environment: {P: geheim}}";
    model.show(
        List.of(List.of(edit(place(1, 11, "1", line), place(1, 11, "2", line)))),
        List.of("2"),
        text -> text.replace("geheim", "***"));
    assertThat(model.changes.getFirst().after()).isEqualTo(", environment: {P: ***}}");
  }

  @Test
  void itCanStartOnlyWithAWayBackOrTheAdminsWord() {
    var model = new ReviewModel();
    assertThat(model.ready.get()).isFalse();
    model.wayBack.set(new WayBack.Ready(Instant.EPOCH, true));
    assertThat(model.ready.get()).isTrue();
    model.wayBack.set(new WayBack.BackupFailed());
    assertThat(model.ready.get()).isFalse();
    model.wayBack.set(new WayBack.OwnBackup());
    assertThat(model.ready.get()).isTrue();
  }

  private static Place place(int line, int column, String text, String lineText) {
    return new Place(FILE, line, column, 0, 0, text, lineText);
  }

  private static FileEdit edit(Place before, Place after) {
    return new FileEdit(
        FILE, new byte[0], new byte[0], List.of(new FileEdit.Change(before, after)));
  }
}
