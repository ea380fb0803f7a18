package io.github.nocobasewizard.installation.edit;

import java.nio.file.Path;

/// A stretch of characters in a file.
///
/// @param file the file
/// @param line of the first character, from 1
/// @param column of the first character within its line, from 1, in characters
/// @param startByte offset of the first byte in the file
/// @param endByte offset after the last byte
/// @param text the characters
/// @param lineText the whole line of the first character, without its line end
public record Place(
    Path file, int line, int column, int startByte, int endByte, String text, String lineText) {}
