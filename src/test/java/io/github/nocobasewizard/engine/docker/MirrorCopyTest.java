package io.github.nocobasewizard.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.nocobasewizard.engine.Cancellation;
import io.github.nocobasewizard.engine.ContainerEngine.PullProgress;
import io.github.nocobasewizard.engine.EngineException;
import io.github.nocobasewizard.engine.EngineException.Reason;
import io.github.nocobasewizard.engine.ImageReference;
import io.github.nocobasewizard.engine.Registry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// A mirror can be late, and it could be false: what it has is taken only if it is what Docker Hub has.
class MirrorCopyTest {
  private static final ImageReference IMAGE = ImageReference.parse("nocobase/nocobase:2.2.15");
  private static final ImageReference COPY =
      ImageReference.parse("m.example.com/nocobase/nocobase:2.2.15");
  private static final String RIGHT = "sha256:" + "1".repeat(64);
  private static final String WRONG = "sha256:" + "2".repeat(64);

  private final Shelf registry = new Shelf();
  private final List<PullProgress> remarks = new ArrayList<>();

  @Test
  void whatDockerHubHasTooIsTakenByItsDigest() throws EngineException {
    registry.digests.put(COPY, RIGHT);
    registry.digests.put(IMAGE, RIGHT);

    assertThat(find()).hasToString("m.example.com/nocobase/nocobase@" + RIGHT);
    assertThat(remarks).isEmpty();
  }

  @Test
  void anotherProgramUnderTheNameIsRefused() {
    registry.digests.put(COPY, WRONG);
    registry.digests.put(IMAGE, RIGHT);

    EngineException refused = catchThrowableOfType(EngineException.class, this::find);
    assertThat(refused.reason()).isEqualTo(Reason.MIRROR_DIFFERS);
    assertThat(refused.thing()).isEqualTo(COPY.toString());
    assertThat(refused.details()).contains(RIGHT, WRONG);
  }

  @Test
  void aVersionThatOnlyTheMirrorHasIsRefused() {
    registry.digests.put(COPY, RIGHT);

    assertThat(reason()).isEqualTo(Reason.IMAGE_NOT_FOUND);
  }

  @ParameterizedTest
  @EnumSource(names = {"REGISTRY_UNREACHABLE", "REGISTRY_LIMIT", "REGISTRY_ERROR"})
  void whereDockerHubCannotBeAskedTheMirrorIsBelieved(Reason away) throws EngineException {
    registry.digests.put(COPY, RIGHT);
    registry.failures.put(IMAGE, away);

    assertThat(find()).hasToString("m.example.com/nocobase/nocobase@" + RIGHT);
    assertThat(remarks)
        .singleElement()
        .matches(PullProgress::isRemark)
        .extracting(PullProgress::message)
        .asString()
        .contains("Not compared with Docker Hub: " + COPY);
  }

  @Test
  void aVersionThatTheMirrorLacksIsAProblemOfItsOwn() {
    registry.digests.put(IMAGE, RIGHT);

    EngineException lacking = catchThrowableOfType(EngineException.class, this::find);
    assertThat(lacking.reason()).isEqualTo(Reason.MIRROR_LACKS);
    assertThat(lacking.thing()).isEqualTo(COPY.toString());
  }

  @ParameterizedTest
  @CsvSource({
    "REGISTRY_DENIED, MIRROR_LACKS, m.example.com/nocobase/nocobase:2.2.15",
    "IMAGE_NOT_FOUND, MIRROR_LACKS, m.example.com/nocobase/nocobase:2.2.15",
    "REGISTRY_LIMIT, MIRROR_LIMIT, m.example.com",
    "REGISTRY_UNREACHABLE, REGISTRY_UNREACHABLE, m.example.com",
    "REGISTRY_ERROR, REGISTRY_ERROR, nocobase/nocobase:2.2.15",
    "DOWNLOAD_BROKEN, DOWNLOAD_BROKEN, nocobase/nocobase:2.2.15",
    "ENGINE_LOST, ENGINE_LOST, as it was"
  })
  void aFailureOfTheMirrorNamesIt(Reason failure, Reason told, String thing) {
    EngineException said =
        MirrorCopy.of(IMAGE, registry)
            .orElseThrow()
            .failure(new EngineException(failure, "as it was", "words"));

    assertThat(said.reason()).isEqualTo(told);
    assertThat(said.thing()).isEqualTo(thing);
    assertThat(said.details()).isEqualTo("words");
    registry.failures.put(COPY, failure);
    assertThat(reason()).isEqualTo(told);
  }

  @Test
  void whatComesFromWhereItsNameSaysNeedsNoCopy() {
    assertThat(MirrorCopy.of(COPY, registry)).isEmpty();
  }

  private ImageReference find() throws EngineException {
    return MirrorCopy.of(IMAGE, registry).orElseThrow().find(remarks::add, Cancellation.none());
  }

  private Reason reason() {
    return catchThrowableOfType(EngineException.class, this::find).reason();
  }

  /// A registry with nothing but digests and failures.
  private static final class Shelf implements Registry {
    private final Map<ImageReference, String> digests = new HashMap<>();
    private final Map<ImageReference, Reason> failures = new HashMap<>();

    @Override
    public ImageReference source(ImageReference image) {
      return image.equals(IMAGE) ? COPY : image;
    }

    @Override
    public void tags(
        ImageReference repository, Consumer<List<RemoteTag>> page, Cancellation cancellation) {
      throw new AssertionError("nobody asks for lists");
    }

    @Override
    public Optional<RemoteTag> tag(ImageReference image, Cancellation cancellation)
        throws EngineException {
      if (failures.containsKey(image)) {
        throw new EngineException(failures.get(image), image.name(), "as the test wants");
      }
      return Optional.ofNullable(digests.get(image))
          .map(digest ->
              new RemoteTag(
                  image.tagOrLatest(),
                  Optional.of(digest),
                  OptionalLong.empty(),
                  Optional.empty(),
                  Set.of()));
    }
  }
}
