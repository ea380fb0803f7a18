package io.github.nocobasewizard.restore;

import io.github.nocobasewizard.backup.Manifest.ServiceImage;
import io.github.nocobasewizard.engine.ContainerEngine;
import io.github.nocobasewizard.engine.ContainerEngine.Image;
import io.github.nocobasewizard.engine.EngineException;
import io.github.nocobasewizard.engine.EngineException.Reason;
import io.github.nocobasewizard.engine.ImageReference;
import io.github.nocobasewizard.run.RunContext;
import io.github.nocobasewizard.run.RunEvent.Level;
import io.github.nocobasewizard.version.Tag;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The very images that a restore point's version ran from.
///
/// A tag is only a name: `latest`, `2.2` and their like mean another image after every download, and
/// the files of a restore point are put back as they were, alias and all. So the image is found by
/// its id (on this computer) or by its digest (in the registry), and then the name in the file is
/// made to mean it again on this computer. The files stay true to the letter, nothing but the local
/// name moves, and Compose, which never downloads here, runs the recorded image. The image that had
/// the name keeps its id and its digest, by which it is found again in the same way.
public final class RecordedImages {
  private final ContainerEngine engine;
  private final List<ServiceImage> recorded;
  private final Map<ServiceImage, String> ids = new LinkedHashMap<>();

  public RecordedImages(ContainerEngine engine, List<ServiceImage> recorded) {
    this.engine = engine;
    this.recorded = List.copyOf(recorded);
  }

  /// Makes sure that they are on this computer; downloads what is not. No name changes its meaning.
  ///
  /// @throws EngineException `IMAGE_NOT_FOUND` if an image is nowhere any more
  public void fetch(RunContext context) throws EngineException {
    for (ServiceImage image : recorded) {
      ids.put(image, idOf(image, context));
    }
  }

  /// Lets the names in the files mean these images. Call [#fetch] before.
  public void name(RunContext context) throws EngineException {
    for (Map.Entry<ServiceImage, String> entry : ids.entrySet()) {
      ImageReference name = ImageReference.parse(entry.getKey().image());
      if (name.digest() == null && !means(name, entry.getValue())) {
        context.log(name + " means another image by now; it means the recorded one again");
        engine.tag(entry.getValue(), name);
      }
    }
  }

  private boolean means(ImageReference name, String id) throws EngineException {
    return engine.image(name.toString()).filter(image -> image.id().equals(id)).isPresent();
  }

  private String idOf(ServiceImage image, RunContext context) throws EngineException {
    Optional<Image> here = engine.image(image.imageId());
    if (here.isPresent()) {
      return here.get().id();
    }
    Optional<ImageReference> digest =
        Optional.ofNullable(image.repoDigest()).flatMap(ImageReference::find);
    if (digest.isPresent()) {
      Optional<String> exact = byDigest(digest.get(), context);
      if (exact.isPresent()) {
        return exact.get();
      }
    }
    return byNumber(image, context);
  }

  /// Empty if the registry does not keep it any more.
  private Optional<String> byDigest(ImageReference digest, RunContext context)
      throws EngineException {
    if (engine.image(digest.toString()).isEmpty()) {
      try {
        download(digest, context);
      } catch (EngineException e) {
        if (e.reason() != Reason.IMAGE_NOT_FOUND) {
          throw e;
        }
      }
    }
    return engine.image(digest.toString()).map(Image::id);
  }

  /// A build of the same number will do; what an alias means today will not.
  private String byNumber(ServiceImage image, RunContext context) throws EngineException {
    ImageReference name = ImageReference.parse(image.image());
    if (!(Tag.parse(name.tagOrLatest()) instanceof Tag.Exact)) {
      throw new EngineException(Reason.IMAGE_NOT_FOUND, image.image(), image.imageId());
    }
    if (engine.image(name.toString()).isEmpty()) {
      download(name, context);
    }
    context.log(Level.WARNING, name + " was built anew since; its present build is taken");
    return engine
        .image(name.toString())
        .map(Image::id)
        .orElseThrow(() -> new EngineException(Reason.IMAGE_NOT_FOUND, image.image(), ""));
  }

  private void download(ImageReference image, RunContext context) throws EngineException {
    context.log("Downloading " + image);
    engine.pull(image, "", progress -> context.log(progress.message()), context.cancellation());
  }
}
