package io.github.nocobasewizard.engine.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.nocobasewizard.engine.Cancellation;
import io.github.nocobasewizard.engine.EngineException;
import io.github.nocobasewizard.engine.EngineException.Reason;
import io.github.nocobasewizard.engine.ImageReference;
import io.github.nocobasewizard.engine.Mirror;
import io.github.nocobasewizard.engine.PullAllowance;
import io.github.nocobasewizard.engine.Registry;
import io.github.nocobasewizard.engine.http.RegistryLogins.Password;
import io.github.nocobasewizard.testing.FakeDockerHub;
import io.github.nocobasewizard.testing.FakeDockerHub.HubTag;
import io.github.nocobasewizard.testing.FakeRegistryServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RegistriesTest {
  private static final ImageReference ON_HUB = ImageReference.parse("team/private:1");
  private static final ImageReference NOCOBASE = ImageReference.parse("nocobase/nocobase:2.2.15");
  private static final RegistryLogins SIGNED_IN =
      (_, _) -> Optional.of(new Password("tester", "secret"));

  private final Stub hub = new Stub("by the Hub's API");
  private final Stub others = new Stub("by Registry v2");
  private Optional<Mirror> mirror = Optional.empty();

  @Test
  void asksDockerHubByItsOwnApiAndOthersByTheProtocol() throws EngineException {
    try (FakeDockerHub fakeHub = FakeDockerHub.withNocoBase("2.2.15", "2.2.8");
        FakeRegistryServer fakeRegistry =
            new FakeRegistryServer("team/nocobase").image("2.2.0", "amd64", 1)) {
      RegistrySettings settings =
          RegistrySettings.standard("amd64", Path.of("none"), List.of())
              .withDockerHub(fakeHub.address());
      Registries registries = Registries.create(settings);
      ImageReference elsewhere =
          ImageReference.parse(fakeRegistry.server().host() + "/team/nocobase:2.2.0");
      ImageReference onHub = ImageReference.parse("nocobase/nocobase:2.2.15");

      assertThat(names(registries, onHub)).containsExactly("2.2.15", "2.2.8");
      assertThat(registries.tag(onHub, Cancellation.none()).orElseThrow().digest())
          .contains(HubTag.digestOf("2.2.15"));
      assertThat(names(registries, elsewhere)).containsExactly("2.2.0");
      assertThat(registries.tag(elsewhere, Cancellation.none())).isPresent();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"IMAGE_NOT_FOUND", "REGISTRY_DENIED"})
  void asksByTheProtocolWhatTheHubHidesFromStrangers(Reason hidden) throws EngineException {
    hub.failure = hidden;
    Registries registries = new Registries(hub, others, SIGNED_IN, () -> mirror);

    assertThat(names(registries, ON_HUB)).containsExactly("by Registry v2");
    assertThat(registries.tag(ON_HUB, Cancellation.none()))
        .map(Registry.RemoteTag::name)
        .contains("by Registry v2");
  }

  @Test
  void leavesItAtTheHubsWordForThoseWhoAreNotSignedIn() {
    hub.failure = Reason.IMAGE_NOT_FOUND;
    Registries registries = new Registries(hub, others, RegistryLogins.none(), () -> mirror);

    assertThat(reason(registries)).isEqualTo(Reason.IMAGE_NOT_FOUND);
  }

  @ParameterizedTest
  @EnumSource(names = {"REGISTRY_UNREACHABLE", "REGISTRY_LIMIT", "REGISTRY_ERROR"})
  void doesNotTryElsewhereWhenTheHubIsInTrouble(Reason trouble) {
    hub.failure = trouble;

    assertThat(reason(new Registries(hub, others, SIGNED_IN, () -> mirror))).isEqualTo(trouble);
  }

  @ParameterizedTest
  @EnumSource(names = {"REGISTRY_UNREACHABLE", "REGISTRY_LIMIT", "REGISTRY_ERROR"})
  void asksTheMirrorWhenTheHubIsInTrouble(Reason trouble) throws EngineException {
    hub.failure = trouble;
    mirror = Mirror.parse("mirror.example.com/hub");
    Registries registries = new Registries(hub, others, SIGNED_IN, () -> mirror);

    assertThat(names(registries, ON_HUB)).containsExactly("by Registry v2");
    assertThat(registries.tag(ON_HUB, Cancellation.none())).isPresent();
    assertThat(others.asked)
        .containsOnly(ImageReference.parse("mirror.example.com/hub/team/private:1"));
    EngineException original =
        catchThrowableOfType(
            EngineException.class, () -> registries.original(ON_HUB, Cancellation.none()));
    assertThat(original.reason()).isEqualTo(trouble);
  }

  @Test
  void theHubIsAskedFirst() throws EngineException {
    mirror = Optional.of(Mirror.NOCOBASE);
    Registries registries = new Registries(hub, others, SIGNED_IN, () -> mirror);

    assertThat(names(registries, NOCOBASE)).containsExactly("by the Hub's API");
    assertThat(registries.tag(NOCOBASE, Cancellation.none())).isPresent();
    assertThat(others.asked).isEmpty();
  }

  @Test
  void whatTheMirrorLacksMayExistAllTheSame() {
    hub.failure = Reason.REGISTRY_UNREACHABLE;
    others.lacksIt = true;
    mirror = Optional.of(Mirror.NOCOBASE);
    Registries registries = new Registries(hub, others, SIGNED_IN, () -> mirror);

    assertThat(
            catchThrowableOfType(
                    EngineException.class, () -> registries.tag(NOCOBASE, Cancellation.none()))
                .reason())
        .isEqualTo(Reason.REGISTRY_UNREACHABLE);
  }

  @Test
  void halfAListOfTheHubIsNotMixedWithTheMirrors() {
    hub.failure = Reason.REGISTRY_UNREACHABLE;
    hub.breaksOff = true;
    mirror = Optional.of(Mirror.NOCOBASE);
    Registries registries = new Registries(hub, others, SIGNED_IN, () -> mirror);

    assertThat(reason(registries)).isEqualTo(Reason.REGISTRY_UNREACHABLE);
    assertThat(others.asked).isEmpty();
  }

  @Test
  void whereAnImageComesFrom() {
    Registries registries = new Registries(hub, others, SIGNED_IN, () -> mirror);
    assertThat(registries.source(NOCOBASE)).isEqualTo(NOCOBASE);

    mirror = Optional.of(Mirror.NOCOBASE);
    assertThat(registries.source(NOCOBASE))
        .hasToString("registry.cn-shanghai.aliyuncs.com/nocobase/nocobase:2.2.15");
    ImageReference elsewhere = ImageReference.parse("ghcr.io/somebody/nocobase:1");
    assertThat(registries.source(elsewhere)).isEqualTo(elsewhere);
    ImageReference pinned = ImageReference.parse("nocobase/nocobase:1@sha256:" + "0".repeat(64));
    assertThat(registries.source(pinned)).isEqualTo(pinned);
  }

  /// Docker Hub's limit does not count for what comes from elsewhere.
  @Test
  void ofDockerHubsLimitNothingIsSaidWhereAMirrorIsChosen() throws EngineException {
    Registries registries = new Registries(hub, others, SIGNED_IN, () -> mirror);
    assertThat(registries.allowance(NOCOBASE, Cancellation.none())).isPresent();

    mirror = Optional.of(Mirror.NOCOBASE);
    assertThat(registries.allowance(NOCOBASE, Cancellation.none())).isEmpty();
  }

  private static Reason reason(Registries registries) {
    return catchThrowableOfType(
            EngineException.class, () -> registries.tags(ON_HUB, _ -> {}, Cancellation.none()))
        .reason();
  }

  private static List<String> names(Registries registries, ImageReference image)
      throws EngineException {
    List<String> names = new ArrayList<>();
    registries.tags(image, page -> page.forEach(tag -> names.add(tag.name())), Cancellation.none());
    return names;
  }

  private static final class Stub implements Registry {
    private final RemoteTag only;
    private final List<ImageReference> asked = new ArrayList<>();
    private Reason failure = Reason.OTHER;
    private boolean breaksOff;
    private boolean lacksIt;

    Stub(String name) {
      only =
          new RemoteTag(name, Optional.empty(), OptionalLong.empty(), Optional.empty(), Set.of());
    }

    @Override
    public void tags(
        ImageReference repository, Consumer<List<RemoteTag>> page, Cancellation cancellation)
        throws EngineException {
      if (breaksOff) {
        page.accept(List.of(only));
      }
      fail(repository);
      page.accept(List.of(only));
    }

    @Override
    public Optional<RemoteTag> tag(ImageReference image, Cancellation cancellation)
        throws EngineException {
      fail(image);
      return lacksIt ? Optional.empty() : Optional.of(only);
    }

    @Override
    public Optional<PullAllowance> allowance(ImageReference image, Cancellation cancellation) {
      return Optional.of(new PullAllowance(3, Duration.ofHours(6)));
    }

    private void fail(ImageReference image) throws EngineException {
      asked.add(image);
      if (failure != Reason.OTHER) {
        throw new EngineException(failure, image.name(), "as the test wants");
      }
    }
  }
}
