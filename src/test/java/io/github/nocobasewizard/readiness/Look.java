package io.github.nocobasewizard.readiness;

import io.github.nocobasewizard.engine.Cancellation;
import io.github.nocobasewizard.engine.ContainerEngine.Container;
import io.github.nocobasewizard.engine.ImageReference;
import io.github.nocobasewizard.engine.Registry;
import io.github.nocobasewizard.installation.Installation;
import io.github.nocobasewizard.installation.InstallationFinder;
import io.github.nocobasewizard.run.RunStore;
import io.github.nocobasewizard.testing.FakeCompose;
import io.github.nocobasewizard.testing.FakeContainers;
import io.github.nocobasewizard.ui.text.FindingTexts;
import io.github.nocobasewizard.ui.text.Texts;
import io.github.nocobasewizard.upgrade.UpgradePlanner;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/// What the checks find in a folder, without an engine or a network.
final class Look {
  private Look() {}

  /// @param services as `docker compose config` tells them, e.g. `"app":{…},"db":{…}`
  /// @param containers as the engine tells them
  static List<Finding> at(Path folder, String services, List<Container> containers)
      throws Exception {
    FakeCompose compose = new FakeCompose().services(services);
    // Found by its files, so that a container of another folder is only met by the checks.
    Installation installation =
        new InstallationFinder(FakeContainers.engine(List.of()), compose).load(folder);
    Readiness readiness =
        new Readiness(
            FakeContainers.engine(containers),
            compose,
            (request, limit) -> {
              throw new AssertionError("nothing runs");
            },
            new NoRegistry(),
            new RunStore(folder.resolve("runs"), Clock.systemUTC()),
            new UpgradePlanner(),
            () -> folder);
    return readiness.check(installation, _ -> {}, Cancellation.none()).findings();
  }

  static String words(Finding finding) {
    FindingTexts texts = new FindingTexts(Texts.forLocale(Locale.UK));
    return texts.title(finding) + "\n" + texts.detail(finding);
  }

  private static final class NoRegistry implements Registry {
    @Override
    public void tags(
        ImageReference repository, Consumer<List<RemoteTag>> page, Cancellation cancellation) {}

    @Override
    public Optional<RemoteTag> tag(ImageReference image, Cancellation cancellation) {
      return Optional.empty();
    }
  }
}
