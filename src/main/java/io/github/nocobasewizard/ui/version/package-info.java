/// Step 3: which version it should be.
@NullMarked
package io.github.nocobasewizard.ui.version;

import org.jspecify.annotations.NullMarked;
