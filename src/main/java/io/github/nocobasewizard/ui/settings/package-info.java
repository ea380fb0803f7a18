/// The place for what is chosen once: language, look, where backups go.
@NullMarked
package io.github.nocobasewizard.ui.settings;

import org.jspecify.annotations.NullMarked;
