/// The database behind NocoBase, reached through its own container's client: facts, counts, dump and
/// restore.
@NullMarked
package io.github.nocobasewizard.database;

import org.jspecify.annotations.NullMarked;
