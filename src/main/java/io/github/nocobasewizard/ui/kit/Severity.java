package io.github.nocobasewizard.ui.kit;

/// How serious a banner or an outcome is.
public enum Severity {
  INFO("info", Mark.INFO, Icon.INFO),
  SUCCESS("success", Mark.DONE, Icon.DONE),
  REMARK("warning", Mark.REMARK, Icon.REMARK),
  STOP("danger", Mark.STOP, Icon.STOP);

  private final String tint;
  private final Mark mark;
  private final Icon icon;

  Severity(String tint, Mark mark, Icon icon) {
    this.tint = tint;
    this.mark = mark;
    this.icon = icon;
  }

  String tint() {
    return tint;
  }

  Mark mark() {
    return mark;
  }

  Icon icon() {
    return icon;
  }
}
