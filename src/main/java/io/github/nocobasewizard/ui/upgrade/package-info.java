/// Step 4: the last look, the upgrade at work, and what there is to do if it is no success; going
/// back is shown here, too.
@NullMarked
package io.github.nocobasewizard.ui.upgrade;

import org.jspecify.annotations.NullMarked;
