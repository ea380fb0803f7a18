package io.github.nocobasewizard.ui.kit;

/// What an icon means, and the glyph of Material Design Icons that stands for it. Things are drawn in
/// outline, states are filled.
public enum Icon {
  START("mdi2h-home-outline"),
  RESTORE("mdi2b-backup-restore"),
  HISTORY("mdi2h-history"),
  SETTINGS("mdi2c-cog-outline"),
  HELP("mdi2h-help-circle-outline"),
  PRACTICE("mdi2s-school-outline"),
  INSTALLATION("mdi2l-layers-outline"),
  PASSED("mdi2c-check"),
  DONE("mdi2c-check-circle"),
  REMARK("mdi2a-alert"),
  STOP("mdi2c-close-circle"),
  INFO("mdi2i-information-outline"),
  FAILED_STEP("mdi2e-exclamation"),
  PROVEN("mdi2s-shield-check"),
  PROTECTED("mdi2s-shield-check-outline"),
  FOLDER("mdi2f-folder-outline"),
  FILE("mdi2f-file-document-outline"),
  DATABASE("mdi2d-database-outline"),
  TIME("mdi2c-clock-outline"),
  STOPPED("mdi2p-pause-circle-outline"),
  PRIVATE("mdi2l-lock-outline"),
  WENT_BACK("mdi2u-undo-variant", true),
  UPGRADE("mdi2a-arrow-up-circle-outline"),
  FROM_TO("mdi2a-arrow-right", true),
  FOLDED("mdi2c-chevron-right", true),
  UNFOLDED("mdi2c-chevron-down"),
  COPY("mdi2c-content-copy"),
  SAVE("mdi2c-content-save-outline"),
  AGAIN("mdi2r-refresh"),
  SEARCH("mdi2m-magnify"),
  NONE_FOUND("mdi2f-folder-search-outline"),
  MORE("mdi2d-dots-horizontal");

  private final String literal;
  private final boolean directed;

  Icon(String literal) {
    this(literal, false);
  }

  Icon(String literal, boolean directed) {
    this.literal = literal;
    this.directed = directed;
  }

  /// The name under which ikonli knows the glyph.
  public String literal() {
    return literal;
  }

  /// Whether it points along the reading direction and is mirrored where that runs to the left.
  public boolean directed() {
    return directed;
  }
}
