package io.github.nocobasewizard.installation.edit;

import io.github.nocobasewizard.engine.ImageReference;
import java.util.SortedSet;

/// Where the version of a service's image is written.
public sealed interface ImageLocation permits ImageLocation.Found, Refused {

  /// An image that was found.
  sealed interface Found extends ImageLocation {
    String service();

    /// The image as Compose sees it, variables filled in.
    String image();

    /// The same, taken apart.
    ImageReference reference();

    /// The characters that decide the version: the tag; the digest if there is no tag; the name if
    /// there is neither.
    Place version();

    /// The whole `image:` value in the Compose file, as written (with quotes, without anchor).
    Place scalar();

    /// Other services whose image depends on the same characters.
    SortedSet<String> sharedWith();
  }

  /// The version is written in a Compose file: literally, or as the default of a variable.
  record InFile(
      String service,
      String image,
      ImageReference reference,
      Place version,
      Place scalar,
      Style style,
      SortedSet<String> sharedWith)
      implements Found {}

  /// The version is the value of a variable in `.env` or another environment file of the project.
  ///
  /// @param variable its name
  record InEnvironmentFile(
      String service,
      String image,
      ImageReference reference,
      Place version,
      Place scalar,
      String variable,
      SortedSet<String> sharedWith)
      implements Found {}

  /// How a value is written in YAML.
  enum Style {
    PLAIN,
    SINGLE_QUOTED,
    DOUBLE_QUOTED,
    LITERAL_BLOCK,
    FOLDED_BLOCK
  }
}
