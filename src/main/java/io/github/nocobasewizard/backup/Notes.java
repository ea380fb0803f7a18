package io.github.nocobasewizard.backup;

/// What is known of a restore point beside its manifest, and may change: the name the admin gave it,
/// whether it must stay, where it came from. Kept as `notes.json` in its folder; the manifest itself
/// is never touched for it.
///
/// @param name the admin's own name for it; may be empty
/// @param kept true if only the admin may delete it
/// @param source the file or folder it was imported from; empty if it was made here
public record Notes(String name, boolean kept, Origin origin, String source) {
  /// Nothing noted yet.
  public static final Notes NONE = new Notes("", false, Origin.MADE_HERE, "");

  /// Where a restore point came from.
  public enum Origin {
    /// This wizard made it from this installation.
    MADE_HERE,
    /// Made from this installation, and brought back from a copy.
    COPY,
    /// Made from another installation, perhaps on another computer.
    ANOTHER_INSTALLATION,
    /// Made from a database dump of the admin's own: no files in it.
    DATABASE_FILE
  }

  /// Also fills in what older or foreign notes lack.
  public Notes {
    name = name == null ? "" : name.strip();
    origin = origin == null ? Origin.MADE_HERE : origin;
    source = source == null ? "" : source;
  }

  public Notes withName(String newName) {
    return new Notes(newName, kept, origin, source);
  }

  public Notes withKept(boolean nowKept) {
    return new Notes(name, nowKept, origin, source);
  }
}
