/// The program's entry point and the one place where its parts are put together.
@NullMarked
package io.github.nocobasewizard.app;

import org.jspecify.annotations.NullMarked;
