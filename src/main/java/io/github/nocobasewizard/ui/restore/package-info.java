/// The place for going back to an earlier state.
@NullMarked
package io.github.nocobasewizard.ui.restore;

import org.jspecify.annotations.NullMarked;
