/// What every run shares: its journal, its listener, its lock.
@NullMarked
package io.github.nocobasewizard.run;

import org.jspecify.annotations.NullMarked;
