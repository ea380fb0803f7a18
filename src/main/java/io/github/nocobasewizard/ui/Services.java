package io.github.nocobasewizard.ui;

import io.github.nocobasewizard.backup.BackupRun;
import io.github.nocobasewizard.backup.RestorePointStore;
import io.github.nocobasewizard.engine.ComposeTool;
import io.github.nocobasewizard.engine.ContainerEngine;
import io.github.nocobasewizard.engine.WebClient;
import io.github.nocobasewizard.installation.InstallationFinder;
import io.github.nocobasewizard.readiness.Readiness;
import io.github.nocobasewizard.restore.RestoreRun;
import io.github.nocobasewizard.run.RunStore;
import io.github.nocobasewizard.upgrade.UpgradePlanner;
import io.github.nocobasewizard.upgrade.UpgradeRecovery;
import io.github.nocobasewizard.upgrade.UpgradeRun;
import io.github.nocobasewizard.version.UpgradePolicy;
import io.github.nocobasewizard.version.VersionSource;
import java.time.Clock;
import java.util.function.Supplier;

/// What the pages ask for work: everything behind the window, for the real computer or for practice.
///
/// @param backups the present backup folder
/// @param practice true if nothing of this computer is touched
public record Services(
    ContainerEngine engine,
    ComposeTool compose,
    WebClient web,
    InstallationFinder finder,
    Readiness readiness,
    Supplier<RestorePointStore> backups,
    Supplier<BackupRun> backup,
    VersionSource versions,
    UpgradePolicy policy,
    UpgradePlanner planner,
    Supplier<UpgradeRun> upgrade,
    Supplier<UpgradeRecovery> recovery,
    Supplier<RestoreRun> restore,
    RunStore runs,
    Clock clock,
    boolean practice) {}
