package io.github.nocobasewizard.backup;

import io.github.nocobasewizard.engine.Cancellation;
import io.github.nocobasewizard.engine.ContainerEngine;
import io.github.nocobasewizard.engine.ContainerEngine.Command;
import io.github.nocobasewizard.engine.ContainerEngine.CommandResult;
import io.github.nocobasewizard.engine.ContainerEngine.Container;
import io.github.nocobasewizard.engine.ContainerEngine.HelperContainer;
import io.github.nocobasewizard.engine.EngineException;
import io.github.nocobasewizard.installation.AppService;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The storage folder of one NocoBase service, reached through a helper container that has the
/// service's mounts: works the same for folders and volumes, on every system, whoever owns the
/// files, and whether the app runs or not.
public final class StorageTools implements AutoCloseable {
  /// Not part of a restore point: the database's own files (never copied live), and what the app
  /// makes anew.
  static final List<String> LEFT_OUT =
      List.of("db", "logs", "tmp", "cache", "dist-client", ".pm2", ".upgrading");

  private static final String UPLOADS = "uploads/";

  /// While a storage is put back, the new files wait here and the old ones go there.
  private static final String INCOMING = ".wizard-incoming";

  private static final String OUTGOING = ".wizard-outgoing";

  private final ContainerEngine engine;
  private final String helper;

  private StorageTools(ContainerEngine engine, String helper) {
    this.engine = engine;
    this.helper = helper;
  }

  /// @param app container of the service, running or not
  public static StorageTools open(ContainerEngine engine, Container app) throws EngineException {
    String helper =
        engine.startHelper(
            new HelperContainer(
                app.imageId(), List.of("sleep", "86400"), Map.of(), app.id(), "storage"));
    return new StorageTools(engine, helper);
  }

  /// @param listing changes if any file's name, size or time does
  public record Content(long files, long bytes, String listing) {}

  public Content look(Cancellation cancellation) throws EngineException {
    long files = 0;
    long bytes = 0;
    var digest = RestorePointStore.newSha256();
    for (String line : lines(cancellation)) {
      files++;
      bytes += Long.parseLong(line.substring(0, line.indexOf('\t')));
      digest.update(line.getBytes(java.nio.charset.StandardCharsets.UTF_8));
      digest.update((byte) 0);
    }
    return new Content(files, bytes, java.util.HexFormat.of().formatHex(digest.digest()));
  }

  /// How many of the files that users uploaded are newer than a moment.
  public long uploadedSince(Instant moment, Cancellation cancellation) throws EngineException {
    BigDecimal seconds =
        BigDecimal.valueOf(moment.getEpochSecond()).add(BigDecimal.valueOf(moment.getNano(), 9));
    return lines(cancellation).stream()
        .map(line -> line.split("\t", 3))
        .filter(parts -> parts[2].startsWith(UPLOADS))
        .filter(parts -> new BigDecimal(parts[1]).compareTo(seconds) > 0)
        .count();
  }

  /// Size, time and path of every file, sorted.
  private List<String> lines(Cancellation cancellation) throws EngineException {
    List<String> find = new ArrayList<>(List.of("find", AppService.STORAGE, "("));
    List<String> names = new ArrayList<>(LEFT_OUT);
    names.addAll(List.of(INCOMING, OUTGOING));
    for (String name : names) {
      find.addAll(List.of("-path", AppService.STORAGE + "/" + name, "-o"));
    }
    find.removeLast();
    find.addAll(List.of(")", "-prune", "-o", "-not", "-type", "d", "-printf", "%s\\t%T@\\t%P\\0"));
    String output = engine.output(helper, new Command(find, Map.of(), "0:0"), cancellation);
    List<String> lines = new ArrayList<>(List.of(output.split("\0")));
    lines.removeIf(String::isEmpty);
    lines.sort(null);
    return lines;
  }

  /// Writes the storage as a tar archive.
  ///
  /// @param quiet true if the app is stopped: then a file that changes meanwhile is an error
  void archive(OutputStream out, boolean quiet, Cancellation cancellation)
      throws EngineException, IOException {
    List<String> tar = new ArrayList<>(List.of("tar", "-C", AppService.STORAGE));
    LEFT_OUT.forEach(name -> tar.add("--exclude=./" + name));
    tar.add("--exclude=./" + INCOMING);
    tar.add("--exclude=./" + OUTGOING);
    tar.addAll(List.of("-cf", "-", "."));
    CommandResult result =
        engine.exec(helper, new Command(tar, Map.of(), "0:0"), out, cancellation);
    // GNU tar: 1 means that a file changed while it was read, which a running app may do.
    if (result.exitCode() != 0 && (quiet || result.exitCode() != 1)) {
      throw new EngineException(EngineException.Reason.COMMAND_FAILED, "tar", result.stderr());
    }
  }

  /// Puts an archive's content in the place of what is there; what is left out of restore points
  /// stays. The new files are complete beside the old ones before anything is moved, so that a full
  /// disk harms nothing; done again after an interruption it begins anew.
  public void replaceBy(Path archive, Cancellation cancellation)
      throws EngineException, IOException {
    shell("cd \"$1\" && rm -rf \"$2\" && mkdir \"$2\"", INCOMING);
    try (InputStream tar = Files.newInputStream(archive)) {
      engine.copyIn(helper, AppService.STORAGE + "/" + INCOMING, tar, cancellation);
    }
    StringBuilder kept = new StringBuilder();
    LEFT_OUT.forEach(name -> kept.append(name).append('|'));
    // An app started in between may have made folders that are left out: those that came stay out.
    shell(
        """
        set -e
        cd "$1"
        mkdir -p "$3"
        for f in * .[!.]* ..?*; do
          [ -e "$f" ] || [ -L "$f" ] || continue
          case "$f" in %s$2|$3) continue ;; esac
          rm -rf "$3/$f"
          mv -- "$f" "$3/$f"
        done
        cd "$2"
        for f in * .[!.]* ..?*; do
          [ -e "$f" ] || [ -L "$f" ] || continue
          mv -- "$f" "$1/$f"
        done
        cd "$1"
        rmdir "$2"
        rm -rf "$3"
        """
            .formatted(kept),
        INCOMING,
        OUTGOING);
  }

  private void shell(String script, String... names) throws EngineException {
    List<String> arguments = new ArrayList<>(List.of("sh", "-c", script, "sh", AppService.STORAGE));
    arguments.addAll(List.of(names));
    engine.output(helper, new Command(arguments, Map.of(), "0:0"), Cancellation.none());
  }

  @Override
  public void close() throws EngineException {
    engine.removeHelper(helper);
  }
}
