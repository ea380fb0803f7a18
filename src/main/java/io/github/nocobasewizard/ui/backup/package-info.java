/// Step 2: a backup is made and tried out, or the admin vouches for an own one.
@NullMarked
package io.github.nocobasewizard.ui.backup;

import org.jspecify.annotations.NullMarked;
