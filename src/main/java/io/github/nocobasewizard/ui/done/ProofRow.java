package io.github.nocobasewizard.ui.done;

import io.github.nocobasewizard.ui.kit.Mark;

/// Something that was looked at, and what was found.
///
/// @param fact what proves it, empty where the name says all
public record ProofRow(Mark mark, String name, String fact) {}
