/// An upgrade, or a way back, that was cut off: what is known, and the ways on.
@NullMarked
package io.github.nocobasewizard.ui.unfinished;

import org.jspecify.annotations.NullMarked;
