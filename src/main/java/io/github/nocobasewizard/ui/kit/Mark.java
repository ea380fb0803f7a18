package io.github.nocobasewizard.ui.kit;

import org.jspecify.annotations.Nullable;

/// The state of a line. Each has its own shape beside its colour, and a word for screen readers.
public enum Mark {
  /// Not begun, or waiting for something else: a ring.
  TODO(null, "muted", "mark.todo"),
  /// Being worked on: a turning ring.
  BUSY(null, "", "mark.busy"),
  /// A check that passed: a bare tick.
  PASSED(Icon.PASSED, "success", "mark.passed"),
  /// Work that is done or a fact that is proven: a filled tick.
  DONE(Icon.DONE, "success", "mark.done"),
  REMARK(Icon.REMARK, "warning", "mark.remark"),
  STOP(Icon.STOP, "danger", "mark.stop"),
  INFO(Icon.INFO, "muted", "mark.info"),
  PAUSED(Icon.STOPPED, "muted", "mark.paused"),
  WENT_BACK(Icon.WENT_BACK, "warning", "mark.wentBack");

  private final @Nullable Icon icon;
  private final String tint;
  private final String wordKey;

  Mark(@Nullable Icon icon, String tint, String wordKey) {
    this.icon = icon;
    this.tint = tint;
    this.wordKey = wordKey;
  }

  /// Null where the mark is a ring.
  @Nullable Icon icon() {
    return icon;
  }

  String tint() {
    return tint;
  }

  /// The key of the word that screen readers say.
  public String wordKey() {
    return wordKey;
  }
}
