/// What happens between the pages: the way through the wizard, joined to the rooms that do the work.
@NullMarked
package io.github.nocobasewizard.ui.flow;

import org.jspecify.annotations.NullMarked;
