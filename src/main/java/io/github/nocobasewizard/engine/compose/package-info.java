/// Docker Compose by its command. Compose is a program without a library: what a project means is
/// what `docker compose` says it means.
@NullMarked
package io.github.nocobasewizard.engine.compose;

import org.jspecify.annotations.NullMarked;
