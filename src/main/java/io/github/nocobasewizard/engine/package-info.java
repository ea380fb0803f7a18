/// The ports to the outside world: the container engine, the `docker compose` command, registries
/// and the web side of the app. One implementation of each lives in a sub-package; third-party I/O
/// exists nowhere else.
@NullMarked
package io.github.nocobasewizard.engine;

import org.jspecify.annotations.NullMarked;
