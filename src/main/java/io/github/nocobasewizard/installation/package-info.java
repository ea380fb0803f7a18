/// What the user has: a Compose project with NocoBase in it, its database, its storage; finding it and
/// reading it.
@NullMarked
package io.github.nocobasewizard.installation;

import org.jspecify.annotations.NullMarked;
