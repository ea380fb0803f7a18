package io.github.nocobasewizard.installation.edit;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// What would be written to move services to another image, or why that cannot be.
public sealed interface EditPlan permits EditPlan.Planned, Refused {

  /// Checked edits: read again, they change the image of the intended services and nothing else.
  ///
  /// @param edits one for each file; empty if every image already is what it should become
  /// @param images what Compose will see as image of each moved service
  record Planned(List<FileEdit> edits, SortedMap<String, String> images) implements EditPlan {
    public Planned {
      edits = List.copyOf(edits);
      images = Collections.unmodifiableSortedMap(new TreeMap<>(images));
    }
  }

  /// How to change an image whose text is put together from variables.
  enum Manner {
    /// Change the characters that decide the version where they stand, e.g. in `.env`.
    WHERE_IT_IS_WRITTEN,
    /// Replace the whole `image:` value in the Compose file by the new image, literally. The way out
    /// where a variable comes from the shell or is used for something else as well.
    LITERALLY
  }
}
