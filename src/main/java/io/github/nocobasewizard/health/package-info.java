/// What the app looks like from outside while it starts, and the verdict drawn from it.
@NullMarked
package io.github.nocobasewizard.health;

import org.jspecify.annotations.NullMarked;
