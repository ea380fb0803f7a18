package io.github.nocobasewizard.ui.kit;

/// One way to go on, as offered by an [OptionList].
///
/// @param title what it does, as a deed: "Go back to version 2.2.0"
/// @param note what it means and how long it takes
/// @param deed what the main button says while it is chosen
/// @param recommended whether it carries the badge and is chosen at first
/// @param action what the main button then does
public record Option(
    String title, String note, String deed, boolean recommended, Runnable action) {}
