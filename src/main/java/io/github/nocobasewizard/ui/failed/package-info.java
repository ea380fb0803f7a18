/// An upgrade that did not end well: why, what was not touched, and the way back to its end.
@NullMarked
package io.github.nocobasewizard.ui.failed;

import org.jspecify.annotations.NullMarked;
