/// The look of the window: colours, type, sizes, and the choice between light and dark.
@NullMarked
package io.github.nocobasewizard.ui.theme;

import org.jspecify.annotations.NullMarked;
