/// The place that answers what people ask most.
@NullMarked
package io.github.nocobasewizard.ui.help;

import org.jspecify.annotations.NullMarked;
