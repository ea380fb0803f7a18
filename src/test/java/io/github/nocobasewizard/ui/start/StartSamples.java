package io.github.nocobasewizard.ui.start;

import io.github.nocobasewizard.installation.InstallationException;
import io.github.nocobasewizard.ui.start.StartModel.Found;
import io.github.nocobasewizard.ui.start.StartModel.Offer;
import io.github.nocobasewizard.ui.start.StartModel.View;
import java.time.Duration;
import java.time.Instant;

/// The first page's states, for pictures.
public final class StartSamples {
  private StartSamples() {}

  public static StartModel found() {
    var model = new StartModel();
    model.view.set(View.FOUND);
    model.count.set(1);
    model.found.set(new Found("my-project", "C:\\Users\\Anna\\nocobase", true, "2.2.0"));
    model.offer.set(new Offer.Newer("2.2.15", Duration.ofMinutes(8), Duration.ofMinutes(2)));
    model.restorePoints.set(2);
    model.lastRestorePoint.set(Instant.parse("2026-06-12T09:31:00Z"));
    return model;
  }

  /// It has been found, and is looked at.
  public static StartModel looking() {
    var model = new StartModel();
    model.view.set(View.FOUND);
    model.count.set(1);
    model.found.set(new Found("my-project", "C:\\Users\\Anna\\nocobase", false, ""));
    model.offer.set(new Offer.Checking());
    return model;
  }

  public static StartModel searching() {
    return new StartModel();
  }

  public static StartModel empty() {
    var model = new StartModel();
    model.view.set(View.NOTHING_FOUND);
    return model;
  }

  /// A NocoBase runs, but not so that the wizard could work with it.
  public static StartModel unusable() {
    var model = empty();
    model.unusable.setAll(
        new InstallationException(InstallationException.Reason.SWARM, "office", "", null),
        new InstallationException(InstallationException.Reason.SWARM, "office", "", null));
    return model;
  }

  public static StartModel dockerOff() {
    var model = empty();
    model.dockerOff.set(true);
    return model;
  }

  public static StartModel dockerForbidden() {
    var model = empty();
    model.dockerForbidden.set(true);
    return model;
  }

  public static StartModel newest() {
    var model = found();
    model.offer.set(new Offer.UpToDate());
    model.lastRestorePoint.set(null);
    model.newerWizard.set("1.1.0");
    return model;
  }

  public static StartModel offline() {
    var model = found();
    model.count.set(3);
    model.found.set(
        new Found(
            "customer-administration-production",
            "C:\\Users\\Anna Katharina"
                + " Müller\\Documents\\Company\\Applications\\NocoBase\\customer-administration-production",
            false,
            "2.2.0"));
    model.offer.set(new Offer.Unknown());
    return model;
  }
}
