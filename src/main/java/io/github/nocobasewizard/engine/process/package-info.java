/// Programs of this computer: where they are, and running one as a child process that can neither
/// hang this program nor outlive its time limit.
@NullMarked
package io.github.nocobasewizard.engine.process;

import org.jspecify.annotations.NullMarked;
