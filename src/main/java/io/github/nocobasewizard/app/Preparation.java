package io.github.nocobasewizard.app;

import io.github.nocobasewizard.engine.WebClient;
import io.github.nocobasewizard.engine.docker.DockerEngine;
import io.github.nocobasewizard.engine.http.ChosenProxies;
import io.github.nocobasewizard.engine.http.DockerHubRegistry;
import io.github.nocobasewizard.engine.http.JdkWebClient;
import io.github.nocobasewizard.engine.process.Machine;
import io.github.nocobasewizard.health.StartWatch;
import io.github.nocobasewizard.support.Reach;
import io.github.nocobasewizard.ui.Services;
import io.github.nocobasewizard.ui.VirtualThreads;
import io.github.nocobasewizard.ui.text.Texts;
import java.net.ProxySelector;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What the window stands on and JavaFX is not needed for: made while JavaFX starts, which takes longer.
///
/// @param selfTest where the pictures go; empty in a usual start
/// @param services those of this computer
record Preparation(
    Optional<Path> selfTest,
    Folders folders,
    VirtualThreads background,
    Settings settings,
    Texts texts,
    Machine machine,
    WebClient web,
    Services services,
    Reach reach) {

  /// @param arguments of the program
  static Preparation of(List<String> arguments) {
    Optional<Path> selfTest = SelfTest.wanted(arguments);
    Folders folders = selfTest.map(Folders::within).orElseGet(Folders::ofThisSystem);
    VirtualThreads background = new VirtualThreads();
    Settings settings =
        Settings.load(folders.data().resolve("settings.properties"), background::run);
    Texts texts =
        Texts.forLocale(
            settings.get("language").map(Locale::forLanguageTag).orElse(Locale.getDefault()));
    Machine machine = Machine.here();
    ProxySelector proxies = new ChosenProxies(settings::proxy);
    WebClient web = new JdkWebClient(proxies);
    Composition.Outside outside = outside(machine, folders, settings, proxies);
    return new Preparation(
        selfTest,
        folders,
        background,
        settings,
        texts,
        machine,
        web,
        Composition.services(outside),
        new Reach(web, DockerHubRegistry.NOCOBASE, outside.registry()));
  }

  private static Composition.Outside outside(
      Machine machine, Folders folders, Settings settings, ProxySelector proxies) {
    return Composition.thisComputer(
            machine,
            Optional.empty(),
            DockerEngine.STALL_LIMIT,
            folders.data(),
            () -> settings.get("backupFolder").map(Path::of).orElse(folders.backups()),
            StartWatch.Limits.STANDARD,
            proxies,
            settings::mirror)
        .keeping(settings::keptBackups);
  }
}
