package io.github.nocobasewizard.app;

import io.github.nocobasewizard.engine.http.ChosenProxies;
import io.github.nocobasewizard.engine.http.JdkWebClient;
import io.github.nocobasewizard.engine.http.Registries;
import io.github.nocobasewizard.engine.http.RegistryLogins;
import io.github.nocobasewizard.engine.http.RegistrySettings;
import io.github.nocobasewizard.engine.practice.PracticeTime;
import io.github.nocobasewizard.engine.practice.PracticeWorld;
import io.github.nocobasewizard.health.StartWatch;
import io.github.nocobasewizard.support.NewerWizard;
import io.github.nocobasewizard.support.Reach;
import io.github.nocobasewizard.ui.Services;
import java.net.ProxySelector;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The window on its Settings page, with a list of versions that only a proxy could lead to.
final class SettingsWindow {
  private static final Duration SOON = Duration.ofSeconds(60);

  private SettingsWindow() {}

  static WizardDriver open(Path home) throws Exception {
    PracticeWorld world = PracticeWorld.open(home.resolve("sample"), PracticeTime.atSpeed(60));
    Services services =
        Composition.services(
            new Composition.Outside(
                world.engine(),
                world.compose(),
                world.web(),
                world.registry(),
                home.resolve("data"),
                () -> home.resolve("backups"),
                StartWatch.Limits.STANDARD,
                Clock.systemDefaultZone(),
                false));
    WizardDriver window =
        WizardDriver.open(
            services,
            () -> {
              throw new AssertionError("no practice here");
            },
            home,
            new NewerWizard(new JdkWebClient(), Optional.empty(), "0.0.0"),
            SettingsWindow::reach);
    window.awaitWords("What would you like to do?", SOON);
    window.press("Settings");
    window.awaitWords("Proxy", SOON);
    return window;
  }

  private static Reach reach(Settings settings) {
    ProxySelector proxies = new ChosenProxies(settings::proxy);
    return new Reach(
        new JdkWebClient(proxies),
        URI.create("http://versions.invalid/list"),
        Registries.create(
            RegistrySettings.standard("amd64", Path.of("none"), List.of())
                .withProxies(proxies)
                .withLogins(RegistryLogins.none())));
  }
}
