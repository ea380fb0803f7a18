/// Step 1: which installation, and whether it is ready for an upgrade.
@NullMarked
package io.github.nocobasewizard.ui.installation;

import org.jspecify.annotations.NullMarked;
