/// Whether an installation can be upgraded now: one finding per check, each with its fix.
@NullMarked
package io.github.nocobasewizard.readiness;

import org.jspecify.annotations.NullMarked;
