package io.github.nocobasewizard.version;

/// Which versions the person looks at. Differs from what is in use only if they chose so.
public record Wanted(Channel channel, Flavour flavour) {
  /// Nothing changes but the number.
  public static Wanted asInUse(InUse inUse) {
    return new Wanted(inUse.channel(), inUse.flavour());
  }

  public Wanted withChannel(Channel other) {
    return new Wanted(other, flavour);
  }

  public Wanted withFlavour(Flavour other) {
    return new Wanted(channel, other);
  }
}
