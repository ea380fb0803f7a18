/// The parts that pages are made of: each looks right by itself and is used from FXML or from code.
@NullMarked
package io.github.nocobasewizard.ui.kit;

import org.jspecify.annotations.NullMarked;
