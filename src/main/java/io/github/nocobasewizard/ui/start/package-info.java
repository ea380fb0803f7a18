/// The first page: what is there on this computer and what can be done with it.
@NullMarked
package io.github.nocobasewizard.ui.start;

import org.jspecify.annotations.NullMarked;
