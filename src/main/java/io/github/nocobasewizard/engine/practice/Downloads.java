package io.github.nocobasewizard.engine.practice;

import io.github.nocobasewizard.engine.Cancellation;
import io.github.nocobasewizard.engine.ContainerEngine.PullProgress;
import io.github.nocobasewizard.engine.EngineException;
import io.github.nocobasewizard.engine.EngineException.Reason;
import io.github.nocobasewizard.engine.ImageReference;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// Downloads of the sample: nothing is transferred. What has arrived stays when one is broken off.
final class Downloads {
  private static final Duration TRANSFER = Duration.ofSeconds(16);
  private static final Duration UNPACK = Duration.ofSeconds(4);
  private static final Duration STEP = Duration.ofMillis(200);

  /// Where each layer ends, as a share of the whole download.
  private static final double[] LAYER_ENDS = {
    0.045, 0.05, 0.16, 0.17, 0.31, 0.33, 0.52, 0.58, 0.87, 0.94, 0.99, 1
  };

  private final Images images;
  private final VersionList versions;
  private final PracticeTime time;
  private final Faults faults;

  /// Manifest digest to the share that has arrived.
  private final Map<String, Double> arrived = new ConcurrentHashMap<>();

  Downloads(Images images, VersionList versions, PracticeTime time, Faults faults) {
    this.images = images;
    this.versions = versions;
    this.time = time;
    this.faults = faults;
  }

  void pull(ImageReference image, Consumer<PullProgress> progress, Cancellation cancellation)
      throws EngineException {
    time.pass(STEP.multipliedBy(4), cancellation);
    faults.checkRegistry(image.toString());
    VersionList.Entry entry =
        versions
            .find(image)
            .orElseThrow(() ->
                new EngineException(
                    Reason.IMAGE_NOT_FOUND,
                    image.toString(),
                    "manifest for " + image + " not found: manifest unknown"));
    Images.Stored stored = versions.image(image, entry);
    if (images.find(stored.id()).isEmpty()) {
      new Download(image, entry, progress, cancellation).run();
    }
    images.add(image, stored);
  }

  /// One download.
  private final class Download {
    private final ImageReference image;
    private final String digest;
    private final long size;
    private final Consumer<PullProgress> progress;
    private final Cancellation cancellation;

    Download(
        ImageReference image,
        VersionList.Entry entry,
        Consumer<PullProgress> progress,
        Cancellation cancellation) {
      this.image = image;
      this.digest = entry.tag().digest().orElseThrow();
      this.size = entry.tag().size().orElse(1);
      this.progress = progress;
      this.cancellation = cancellation;
    }

    void run() throws EngineException {
      transfer();
      Instant begin = time.now();
      while (time.fraction(begin, UNPACK) < 1) {
        tell(1, true);
        time.pass(STEP, cancellation);
      }
      if (faults.has(Fault.NO_SPACE_FOR_IMAGES)) {
        throw new EngineException(
            Reason.NO_SPACE, image.toString(), "failed to register layer: no space left on device");
      }
      arrived.remove(digest);
    }

    private void transfer() throws EngineException {
      double before = arrived.getOrDefault(digest, 0.0);
      Instant begin = time.now();
      double share = before;
      while (share < 1) {
        tell(share, false);
        if (share > 0.4 && faults.take(Fault.DOWNLOAD_BREAKS_ONCE)) {
          throw new EngineException(Reason.DOWNLOAD_BROKEN, image.toString(), "unexpected EOF");
        }
        time.pass(STEP, cancellation);
        faults.checkEngineStillThere(image.toString());
        // However late this thread comes to look, it breaks on the way.
        double end = faults.has(Fault.DOWNLOAD_BREAKS_ONCE) ? 0.5 : 1;
        share = Math.min(end, before + time.fraction(begin, TRANSFER));
        arrived.put(digest, lastWholeLayer(share));
      }
      tell(1, false);
    }

    private double lastWholeLayer(double share) {
      int layers = layersWithin(share);
      return layers == 0 ? 0 : LAYER_ENDS[layers - 1];
    }

    private int layersWithin(double share) {
      int layers = 0;
      while (layers < LAYER_ENDS.length && LAYER_ENDS[layers] <= share) {
        layers++;
      }
      return layers;
    }

    private void tell(double share, boolean unpacking) {
      progress.accept(
          new PullProgress(
              (long) (size * share),
              size,
              LAYER_ENDS.length,
              layersWithin(share),
              unpacking,
              unpacking ? "Extracting" : "Downloading"));
    }
  }
}
