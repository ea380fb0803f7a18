/// What goes to somebody who helps: all facts of an installation and its runs, and none of its
/// secrets.
@NullMarked
package io.github.nocobasewizard.support;

import org.jspecify.annotations.NullMarked;
