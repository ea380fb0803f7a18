package io.github.nocobasewizard.installation.edit;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;

/// Says where the image of a service is written.
final class Locator {
  /// An image that is there, is text, and is not built here.
  record Located(ComposeModel.Service service, ComposeModel.Image source, ImageText image) {
    Traced text() {
      return source.text();
    }

    /// The whole scalar replaced by a literal text.
    TextChange.InFile literally(String moved) throws RefusedException {
      Traced written = source.file().traced(source.node());
      int start = written.cells().getFirst().start();
      int end = written.cells().getLast().end();
      return new TextChange.InFile(
          source.file().file(),
          new FileEdit.Splice(start, end, moved.getBytes(StandardCharsets.UTF_8)));
    }
  }

  private final ComposeModel model;

  Locator(ComposeModel model) {
    this.model = model;
  }

  Located located(String name) throws RefusedException {
    ComposeModel.Service service = model.services().get(name);
    if (service == null) {
      throw new RefusedException(Refused.of(Reason.SERVICE_NOT_FOUND).forService(name));
    }
    if (service.trouble() != null) {
      throw new RefusedException(service.trouble().forService(name));
    }
    ComposeModel.Image image = service.image();
    if (image == null) {
      Reason reason = service.built() ? Reason.IMAGE_MISSING_BUILD_ONLY : Reason.IMAGE_MISSING;
      throw new RefusedException(Refused.of(reason).forService(name));
    }
    Refused here =
        Refused.of(Reason.IMAGE_IS_BUILT)
            .forService(name)
            .at(image.file().file().path(), image.file().lineOf(image.node()));
    if (service.built()) {
      throw new RefusedException(here);
    }
    ImageText text = ImageText.of(image.text().text()).orElse(null);
    if (text == null) {
      throw new RefusedException(notAnImage(here, image));
    }
    return new Located(service, image, text);
  }

  private static Refused notAnImage(Refused here, ComposeModel.Image image) {
    // A variable without a value leaves an empty tag, and that is what there is to say about it.
    boolean missing = !image.missing().isEmpty();
    return new Refused(
        missing ? Reason.VARIABLE_NOT_FOUND : Reason.NOT_AN_IMAGE,
        here.service(),
        here.file(),
        here.line(),
        missing ? image.missing().iterator().next() : image.text().text(),
        List.of());
  }

  ImageLocation locate(String name) throws RefusedException {
    Located located = located(name);
    ComposeModel.Image image = located.source();
    ImageText text = located.image();
    YamlFile.@Nullable Written written = image.file().written(image.node());
    if (written == null) {
      throw new RefusedException(Refused.of(Reason.TOO_COMPLEX).forService(name));
    }
    Place scalar = image.file().place(written);
    // The longest piece decides: in `${TAG}-full` the variable, in `1.9.62${FLAVOUR}` the literal.
    Traced.Run run =
        located.text().runs(text.versionStart(), text.versionEnd()).stream()
            .max(Comparator.comparingInt(Traced.Run::length))
            .orElseThrow();
    SortedSet<String> sharedWith = sharedWith(located, run.source());
    return switch (run.source()) {
      case Traced.Source.Scalar in ->
          new ImageLocation.InFile(
              name,
              text.text(),
              text.reference(),
              place(in.file().file(), located.text(), run),
              scalar,
              style(written.style()),
              sharedWith);
      case Traced.Source.Variable in ->
          new ImageLocation.InEnvironmentFile(
              name,
              text.text(),
              text.reference(),
              place(in.file(), located.text(), run),
              scalar,
              in.name(),
              sharedWith);
      case Traced.Source.Shell in ->
          Refused.of(Reason.IN_SHELL_ENVIRONMENT).forService(name).named(in.name());
      case Traced.Source.Computed in ->
          Refused.of(Reason.VARIABLE_OF_COMPOSE).forService(name).named(in.name());
    };
  }

  private SortedSet<String> sharedWith(Located located, Traced.Source source) {
    SortedSet<String> others = new TreeSet<>();
    for (ComposeModel.Service other : model.services().values()) {
      if (other.image() != null && !other.name().equals(located.service().name())) {
        Set<Traced.Source> sources = new HashSet<>();
        other.image().text().cells().forEach(cell -> sources.add(cell.source()));
        if (sources.contains(source)) {
          others.add(other.name());
        }
      }
    }
    return others;
  }

  private static Place place(TextFile file, Traced text, Traced.Run run) {
    return file.place(text.cells().get(run.start()).start(), text.cells().get(run.end() - 1).end());
  }

  private static ImageLocation.Style style(DumperOptions.ScalarStyle style) {
    return switch (style) {
      case SINGLE_QUOTED -> ImageLocation.Style.SINGLE_QUOTED;
      case DOUBLE_QUOTED -> ImageLocation.Style.DOUBLE_QUOTED;
      case LITERAL -> ImageLocation.Style.LITERAL_BLOCK;
      case FOLDED -> ImageLocation.Style.FOLDED_BLOCK;
      default -> ImageLocation.Style.PLAIN;
    };
  }
}
