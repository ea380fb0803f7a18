/// The ports that speak HTTP: registries, and the web side of the app.
@NullMarked
package io.github.nocobasewizard.engine.http;

import org.jspecify.annotations.NullMarked;
