package io.github.nocobasewizard.backup;

/// Told how far a transfer is, often; in bytes.
@FunctionalInterface
public interface TransferProgress {
  void at(long done, long total);
}
