package io.github.nocobasewizard.ui.kit;

import org.jspecify.annotations.Nullable;

/// The state of a line. Each has its own shape beside its colour.
public enum Mark {
  /// Not begun, or waiting for something else: a ring.
  TODO(null, "muted"),
  /// Being worked on: a turning ring.
  BUSY(null, ""),
  /// A check that passed: a bare tick.
  PASSED(Icon.PASSED, "success"),
  /// Work that is done or a fact that is proven: a filled tick.
  DONE(Icon.DONE, "success"),
  REMARK(Icon.REMARK, "warning"),
  STOP(Icon.STOP, "danger"),
  INFO(Icon.INFO, "muted"),
  PAUSED(Icon.STOPPED, "muted"),
  WENT_BACK(Icon.WENT_BACK, "warning");

  private final @Nullable Icon icon;
  private final String tint;

  Mark(@Nullable Icon icon, String tint) {
    this.icon = icon;
    this.tint = tint;
  }

  /// Null where the mark is a ring.
  @Nullable Icon icon() {
    return icon;
  }

  String tint() {
    return tint;
  }
}
