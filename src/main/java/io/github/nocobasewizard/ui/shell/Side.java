package io.github.nocobasewizard.ui.shell;

import io.github.nocobasewizard.ui.kit.StepModel;
import io.github.nocobasewizard.ui.text.Texts;
import java.util.List;

/// What the side panel shows beside a page.
public sealed interface Side {
  /// The places, one of them marked.
  record Places(Place here) implements Side {}

  /// The steps of a run. Every page of a run hands over the same list, so that work that runs on stays
  /// visible while the admin goes from page to page.
  ///
  /// @param mayLeave whether "Back to start" is offered; not while something is being changed
  record Run(List<StepModel> steps, boolean mayLeave) implements Side {}

  /// The steps of going back to a chosen restore point, all to come.
  static List<StepModel> goingBackSteps(Texts texts) {
    return List.of(
        new StepModel(texts.get("step.point")),
        new StepModel(texts.get("step.goBack")),
        new StepModel(texts.get("step.done")));
  }

  /// The five steps of an upgrade, all to come.
  static List<StepModel> upgradeSteps(Texts texts) {
    return List.of(
        new StepModel(texts.get("step.installation")),
        new StepModel(texts.get("step.backup")),
        new StepModel(texts.get("step.version")),
        new StepModel(texts.get("step.upgrade")),
        new StepModel(texts.get("step.done")));
  }
}
