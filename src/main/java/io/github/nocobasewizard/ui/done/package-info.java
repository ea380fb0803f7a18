/// Step 5: the new version runs, and what proves it.
@NullMarked
package io.github.nocobasewizard.ui.done;

import org.jspecify.annotations.NullMarked;
