package io.github.nocobasewizard.ui.shell;

import io.github.nocobasewizard.ui.kit.ConfirmDialog;

/// Goes from page to page and asks questions above them.
public interface Navigator {
  /// Shows `page` instead of the present one.
  void show(Page page);

  /// Opens a dialog and calls `onConfirm` if it is confirmed.
  void ask(ConfirmDialog dialog, Runnable onConfirm);
}
