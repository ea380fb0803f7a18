/// The upgrade: the plan, the run and its outcome.
@NullMarked
package io.github.nocobasewizard.upgrade;

import org.jspecify.annotations.NullMarked;
