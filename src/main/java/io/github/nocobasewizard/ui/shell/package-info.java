/// The window around the pages: side panel, page area, practice strip, dialogs, and going from page to
/// page.
@NullMarked
package io.github.nocobasewizard.ui.shell;

import org.jspecify.annotations.NullMarked;
