package io.github.nocobasewizard.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nocobasewizard.backup.Adoption;
import io.github.nocobasewizard.backup.Arrival;
import io.github.nocobasewizard.backup.BackupException;
import io.github.nocobasewizard.backup.DatabaseFile;
import io.github.nocobasewizard.backup.DatabaseFileImport;
import io.github.nocobasewizard.backup.ImportException;
import io.github.nocobasewizard.backup.Notes;
import io.github.nocobasewizard.backup.Proof;
import io.github.nocobasewizard.backup.RestorePoint;
import io.github.nocobasewizard.backup.RestorePointExport;
import io.github.nocobasewizard.backup.RestorePointImport;
import io.github.nocobasewizard.backup.RestorePointStore;
import io.github.nocobasewizard.backup.Retest;
import io.github.nocobasewizard.backup.TransferProgress;
import io.github.nocobasewizard.engine.Cancellation;
import io.github.nocobasewizard.engine.practice.PracticeTime;
import io.github.nocobasewizard.engine.practice.PracticeWorld;
import io.github.nocobasewizard.installation.Installation;
import io.github.nocobasewizard.run.RunContext;
import io.github.nocobasewizard.ui.Services;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A restore point leaves the backup folder and comes back, whole or not at all.
class TransfersTest {
  private static final TransferProgress NOBODY = (done, total) -> {};

  @TempDir Path home;

  private Services services;
  private Installation installation;
  private RestorePoint point;
  private Path stick;

  @BeforeEach
  void backUp() throws Exception {
    PracticeWorld world = PracticeWorld.open(home.resolve("sample"), PracticeTime.atSpeed(100));
    services = Composition.services(Sample.around(world, home));
    installation = services.finder().find(List.of()).installations().getFirst();
    point = services.backup().get().make(installation, "2.2.0", RunContext.unwatched());
    stick = Files.createDirectory(home.resolve("stick"));
  }

  private Path exported() throws BackupException {
    return RestorePointExport.toFolder(point, stick, NOBODY, Cancellation.none());
  }

  private RestorePoint taken(Path place) throws Exception {
    try (Arrival arrival = Arrival.find(place).orElseThrow()) {
      return new RestorePointImport(
              services.backups().get(), new Adoption(services.planner()::changes))
          .take(arrival, installation, NOBODY, Cancellation.none());
    }
  }

  private void refused(Path place, ImportException.Reason reason) {
    assertThatThrownBy(() -> taken(place))
        .isInstanceOfSatisfying(
            ImportException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }

  private static void edit(Path copy, String from, String to) throws IOException {
    Path manifest = copy.resolve("manifest.json");
    String text = Files.readString(manifest);
    assertThat(text).contains(from);
    Files.writeString(manifest, text.replace(from, to));
  }

  private List<String> names(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void aFolderGoesOutAndComesBack() throws Exception {
    Path copy = exported();
    assertThat(names(stick)).containsExactly(point.folder().getFileName().toString());
    assertThat(Files.mismatch(copy.resolve("manifest.json"), point.file("manifest.json")))
        .isEqualTo(-1);
    if (Files.getFileStore(stick).supportsFileAttributeView("posix")) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(copy)))
          .isEqualTo("rwx------");
    }
    refused(copy, ImportException.Reason.ALREADY_HERE);

    RestorePointStore.delete(point.folder());
    RestorePoint back = taken(copy);

    RestorePointStore.verify(back);
    assertThat(back.notes().origin()).isEqualTo(Notes.Origin.COPY);
    assertThat(back.notes().kept()).isTrue();
    assertThat(back.manifest().proven()).isPresent();
    assertThat(services.backups().get().of(installation.key())).hasSize(1);
  }

  @Test
  void oneFileGoesOutAndComesBack() throws Exception {
    Path zip = stick.resolve("shop.zip");
    RestorePointExport.toZip(point, zip, NOBODY, Cancellation.none());
    assertThat(names(stick)).containsExactly("shop.zip");
    RestorePointStore.delete(point.folder());
    RestorePointStore.verify(taken(zip));
  }

  @Test
  void whatIsDamagedStaysOutsideAndLeavesNothingBehind() throws Exception {
    Path copy = exported();
    RestorePointStore.delete(point.folder());
    Path dump = copy.resolve(point.manifest().databases().getFirst().file());
    byte[] bytes = Files.readAllBytes(dump);
    bytes[bytes.length / 2] ^= 1;
    Files.write(dump, bytes);
    assertThatThrownBy(() -> taken(copy))
        .isInstanceOfSatisfying(
            BackupException.class,
            e -> assertThat(e.reason()).isEqualTo(BackupException.Reason.DAMAGED));
    Files.delete(dump);
    assertThatThrownBy(() -> taken(copy)).isInstanceOf(BackupException.class);
    assertThat(names(services.backups().get().folder())).isEmpty();
  }

  @Test
  void aDamagedOriginalIsNotCopied() throws Exception {
    Files.writeString(point.file(point.manifest().databases().getFirst().file()), "other");
    assertThatThrownBy(this::exported)
        .isInstanceOfSatisfying(
            BackupException.class,
            e -> assertThat(e.reason()).isEqualTo(BackupException.Reason.DAMAGED));
    assertThat(names(stick)).isEmpty();
  }

  @Test
  void cancellingLeavesNothingBehind() throws Exception {
    for (boolean zip : new boolean[] {false, true}) {
      Cancellation wish = new Cancellation();
      TransferProgress cancelling = (done, total) -> wish.cancel();
      assertThatThrownBy(
              () -> {
                if (zip) {
                  RestorePointExport.toZip(point, stick.resolve("a.zip"), cancelling, wish);
                } else {
                  RestorePointExport.toFolder(point, stick, cancelling, wish);
                }
              })
          .isInstanceOf(CancellationException.class);
      assertThat(names(stick)).isEmpty();
    }
  }

  @Test
  void namesThatLeadOutsideAreRefused() throws Exception {
    Path copy = exported();
    String dump = point.manifest().databases().getFirst().file();
    for (String name :
        List.of("../evil", "/etc/evil", "a/../../evil", "C:\\\\evil", "..\\\\evil")) {
      edit(copy, "\"" + dump + "\"", "\"" + name + "\"");
      refused(copy, ImportException.Reason.UNSAFE);
      edit(copy, "\"" + name + "\"", "\"" + dump + "\"");
    }
    assertThat(home.resolve("evil")).doesNotExist();
  }

  @Test
  void whatANewerWizardMadeOrNobodyCanReadIsRefusedInWords() throws Exception {
    Path copy = exported();
    edit(copy, "\"format\" : 1", "\"format\" : 2");
    refused(copy, ImportException.Reason.NEWER_FORMAT);
    Files.writeString(copy.resolve("manifest.json"), "{ \"format\": 1");
    refused(copy, ImportException.Reason.MANIFEST_UNREADABLE);
    Files.writeString(copy.resolve("manifest.json"), "{ \"format\": 1 }");
    refused(copy, ImportException.Reason.MANIFEST_UNREADABLE);
    assertThat(Arrival.find(stick.resolve("nothing-here"))).isEmpty();
    assertThat(Arrival.find(Files.writeString(stick.resolve("a.zip"), "no zip"))).isEmpty();
  }

  @Test
  void aForeignOneGetsTheFilesOfThisInstallationWithItsOwnVersion() throws Exception {
    Path copy = exported();
    RestorePointStore.delete(point.folder());
    edit(copy, installation.key(), "anotherone12");
    edit(copy, "\"version\" : \"2.2.0-full\"", "\"version\" : \"2.2.4-full\"");

    RestorePoint foreign = taken(copy);

    assertThat(foreign.notes().origin()).isEqualTo(Notes.Origin.ANOTHER_INSTALLATION);
    assertThat(foreign.manifest().installation()).isEqualTo(installation.key());
    assertThat(foreign.manifest().folder()).isEqualTo(installation.folder().toString());
    assertThat(foreign.manifest().proven()).isEmpty();
    RestorePointStore.verify(foreign);
    Path compose = installation.project().files().getFirst();
    String kept =
        foreign.manifest().files().stream()
            .filter(part -> part.path().equals(compose.toAbsolutePath().toString()))
            .map(part -> read(foreign.file(part.file())))
            .findFirst()
            .orElseThrow();
    assertThat(kept).isEqualTo(Files.readString(compose).replace("2.2.0-full", "2.2.4-full"));

    RestorePoint tested =
        new Retest(services.engine(), services.backups().get(), new Proof(services.engine()))
            .of(installation, foreign, RunContext.unwatched());
    assertThat(tested.manifest().proven()).isPresent();
    assertThat(tested.notes().origin()).isEqualTo(Notes.Origin.ANOTHER_INSTALLATION);
  }

  private RestorePoint taken(Path dump, Optional<String> version) throws Exception {
    return new DatabaseFileImport(
            services.engine(),
            services.backups().get(),
            new Proof(services.engine()),
            new Adoption(services.planner()::changes))
        .take(DatabaseFile.recognise(dump), installation, version, RunContext.unwatched());
  }

  private Path dump() throws IOException {
    return Files.copy(
        point.file(point.manifest().databases().getFirst().file()), stick.resolve("my.backup"));
  }

  @Test
  void anAdminsOwnDumpBecomesATestedRestorePointWithTheVersionFoundInside() throws Exception {
    RestorePoint made = taken(dump(), Optional.empty());
    assertThat(made.notes().origin()).isEqualTo(Notes.Origin.DATABASE_FILE);
    assertThat(made.notes().source()).isEqualTo("my.backup");
    assertThat(made.manifest().version()).isEqualTo("2.2.0-full");
    assertThat(made.manifest().appVersion()).isEqualTo("2.2.0");
    assertThat(made.manifest().proven()).isPresent();
    assertThat(made.manifest().storage()).isEmpty();
    assertThat(made.manifest().counts().rows()).isEqualTo(point.manifest().counts().rows());
    RestorePointStore.verify(made);
    assertThat(names(made.folder())).doesNotContain("incoming");
    assertThat(taken(stick.resolve("my.backup"), Optional.of("2.2.4")).manifest().version())
        .isEqualTo("2.2.4-full");
  }

  @Test
  void aDumpThatIsNoneLeavesNothingBehind() throws Exception {
    Path dump = dump();
    byte[] bytes = Files.readAllBytes(dump);
    Files.write(dump, java.util.Arrays.copyOf(bytes, bytes.length / 2));
    assertThatThrownBy(() -> taken(dump, Optional.empty())).isInstanceOf(ImportException.class);
    Path mysql =
        Files.writeString(stick.resolve("m.sql"), "-- MySQL dump 10.13\n-- Dump completed\n");
    assertThatThrownBy(() -> taken(mysql, Optional.empty()))
        .isInstanceOfSatisfying(
            ImportException.class,
            e -> assertThat(e.reason()).isEqualTo(ImportException.Reason.OTHER_DATABASE));
    Path cut = Files.writeString(stick.resolve("c.sql"), "-- PostgreSQL database dump\nCREATE");
    assertThatThrownBy(() -> taken(cut, Optional.empty()))
        .isInstanceOfSatisfying(
            ImportException.class,
            e -> assertThat(e.reason()).isEqualTo(ImportException.Reason.CUT_SHORT));
    assertThat(services.backups().get().list()).hasSize(1);
    assertThat(names(services.backups().get().folder())).hasSize(1);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
