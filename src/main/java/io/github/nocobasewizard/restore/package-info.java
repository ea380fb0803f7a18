/// Going back: the plan, the run and its outcome.
@NullMarked
package io.github.nocobasewizard.restore;

import org.jspecify.annotations.NullMarked;
