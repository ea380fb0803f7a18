/// Every text on screen, in the language of the admin, and numbers, dates and sizes as written there.
@NullMarked
package io.github.nocobasewizard.ui.text;

import org.jspecify.annotations.NullMarked;
