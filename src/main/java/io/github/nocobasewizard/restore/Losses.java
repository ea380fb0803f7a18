package io.github.nocobasewizard.restore;

import java.util.List;

/// What has happened to an installation since a restore point: going back would undo it.
///
/// @param collections those that have changed, the most changed first
/// @param files uploaded files that were added or changed since
public record Losses(List<OfCollection> collections, long files) {
  public Losses {
    collections = List.copyOf(collections);
  }

  /// @param table of the database; tells collections without a title apart
  /// @param title as shown in the app; empty for tables that link others
  /// @param added records made since: they would be gone
  /// @param changed records changed since: they would be what they were; -1 if that cannot be told
  /// @param deleted records deleted since: they would come back
  public record OfCollection(String table, String title, long added, long changed, long deleted) {
    boolean any() {
      return added > 0 || changed > 0 || deleted > 0;
    }

    long weight() {
      return added + Math.max(0, changed);
    }
  }

  /// Records that were made or changed since.
  public long records() {
    return collections.stream().mapToLong(OfCollection::weight).sum();
  }

  /// Collections in which records were made or changed since.
  public long collectionsWithLosses() {
    return collections.stream().filter(each -> each.weight() > 0).count();
  }

  public boolean none() {
    return collections.isEmpty() && files == 0;
  }
}
