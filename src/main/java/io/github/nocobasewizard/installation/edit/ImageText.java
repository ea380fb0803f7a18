package io.github.nocobasewizard.installation.edit;

import io.github.nocobasewizard.engine.ImageReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// An image's text taken apart at the places where name, tag and digest are written in it.
///
/// @param nameEnd where the name ends
/// @param tagEnd where the tag ends; equal to `nameEnd` if there is none
record ImageText(String text, ImageReference reference, int nameEnd, int tagEnd) {

  static Optional<ImageText> of(String text) {
    return ImageReference.find(text)
        .map(reference -> {
          int at = text.indexOf('@');
          int tagEnd = at < 0 ? text.length() : at;
          int nameEnd = reference.tag() == null ? tagEnd : text.lastIndexOf(':', tagEnd - 1);
          return new ImageText(text, reference, nameEnd, tagEnd);
        });
  }

  boolean hasTag() {
    return nameEnd < tagEnd;
  }

  boolean hasDigest() {
    return tagEnd < text.length();
  }

  /// Where the characters stand that decide the version.
  int versionStart() {
    return hasTag() ? nameEnd + 1 : hasDigest() ? tagEnd + 1 : 0;
  }

  int versionEnd() {
    return hasTag() || !hasDigest() ? tagEnd : text.length();
  }

  /// The text this becomes for a target; the name stays as it is written if it means the same.
  String moved(ImageReference target) {
    return name(target)
        + (target.tag() == null ? "" : ":" + target.tag())
        + (target.digest() == null ? "" : "@" + target.digest());
  }

  private String name(ImageReference target) {
    return isSameName(target) ? text.substring(0, nameEnd) : target.name();
  }

  private boolean isSameName(ImageReference target) {
    return reference.registry().equals(target.registry())
        && reference.repository().equals(target.repository());
  }

  /// A replacement of the characters from `start` to `end`.
  record Part(int start, int end, String replacement) {}

  /// What has to be replaced in this text to make it [#moved], in pieces as small as the grammar
  /// allows.
  List<Part> parts(ImageReference target) {
    List<Part> parts = new ArrayList<>();
    if (!isSameName(target)) {
      parts.add(new Part(0, nameEnd, target.name()));
    }
    String tag = target.tag();
    String digest = target.digest();
    if (!hasTag() && tag != null && hasDigest() && digest == null) {
      parts.add(new Part(tagEnd, text.length(), ":" + tag));
      return parts;
    }
    if (hasTag() && tag == null && !hasDigest() && digest != null) {
      parts.add(new Part(nameEnd, text.length(), "@" + digest));
      return parts;
    }
    addPart(parts, nameEnd, tagEnd, ':', tag == null ? "" : tag);
    addPart(parts, tagEnd, text.length(), '@', digest == null ? "" : digest);
    return parts;
  }

  private void addPart(List<Part> parts, int start, int end, char sign, String wanted) {
    boolean there = start < end;
    if (there && !wanted.isEmpty()) {
      if (!text.substring(start + 1, end).equals(wanted)) {
        parts.add(new Part(start + 1, end, wanted));
      }
    } else if (there) {
      parts.add(new Part(start, end, ""));
    } else if (!wanted.isEmpty()) {
      parts.add(new Part(start, start, sign + wanted));
    }
  }
}
