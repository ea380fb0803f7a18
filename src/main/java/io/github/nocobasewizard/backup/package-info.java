/// Restore points: making, proving, bringing up to date, and the folder that keeps them.
@NullMarked
package io.github.nocobasewizard.backup;

import org.jspecify.annotations.NullMarked;
