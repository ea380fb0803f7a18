/// The place that tells everything this wizard has done on this computer.
@NullMarked
package io.github.nocobasewizard.ui.history;

import org.jspecify.annotations.NullMarked;
