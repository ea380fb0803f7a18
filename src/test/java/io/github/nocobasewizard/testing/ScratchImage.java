package io.github.nocobasewizard.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/// An image of random bytes that no engine has yet, so that each download is a real one. It cannot
/// be run.
public final class ScratchImage {
  private final List<Content> contents = new ArrayList<>();
  private final Content manifest;

  /// @param bytes a manifest, a configuration or a layer
  public record Content(String mediaType, String digest, byte[] bytes) {}

  private ScratchImage(String architecture, int[] layerSizes) throws IOException {
    List<String> diffs = new ArrayList<>();
    List<Content> layers = new ArrayList<>();
    for (int i = 0; i < layerSizes.length; i++) {
      byte[] tar = tar("file" + i, layerSizes[i]);
      diffs.add(digest(tar));
      layers.add(content("application/vnd.docker.image.rootfs.diff.tar.gzip", gzip(tar)));
    }
    String quoted = diffs.stream().map(diff -> '"' + diff + '"').collect(Collectors.joining(","));
    Content config =
        content(
            "application/vnd.docker.container.image.v1+json",
            """
            {"architecture":"%s","os":"linux","config":{},
             "rootfs":{"type":"layers","diff_ids":[%s]}}
            """
                .formatted(architecture, quoted)
                .getBytes(StandardCharsets.UTF_8));
    String described = layers.stream().map(ScratchImage::describe).collect(Collectors.joining(","));
    String type = "application/vnd.docker.distribution.manifest.v2+json";
    manifest =
        content(
            type,
            """
            {"schemaVersion":2,"mediaType":"%s","config":%s,"layers":[%s]}
            """
                .formatted(type, describe(config), described)
                .getBytes(StandardCharsets.UTF_8));
    contents.add(manifest);
    contents.add(config);
    contents.addAll(layers);
  }

  /// @param architecture e.g. `amd64`
  /// @param layerSizes bytes of each layer; random bytes do not get smaller by packing
  public static ScratchImage of(String architecture, int... layerSizes) throws IOException {
    return new ScratchImage(architecture, layerSizes);
  }

  Content manifest() {
    return manifest;
  }

  List<Content> contents() {
    return List.copyOf(contents);
  }

  /// Digest of the manifest: what the engine calls the image's digest.
  public String digest() {
    return manifest.digest();
  }

  /// Bytes of all layers as they are downloaded.
  public long layerBytes() {
    return contents.stream().skip(2).mapToLong(content -> content.bytes().length).sum();
  }

  /// Digest of the largest layer, part of the path under which it is asked for.
  public String largestLayer() {
    return contents.stream()
        .skip(2)
        .max(Comparator.comparingInt(content -> content.bytes().length))
        .orElseThrow()
        .digest();
  }

  private static Content content(String mediaType, byte[] bytes) {
    return new Content(mediaType, digest(bytes), bytes);
  }

  private static String describe(Content content) {
    return "{\"mediaType\":\"%s\",\"size\":%d,\"digest\":\"%s\"}"
        .formatted(content.mediaType(), content.bytes().length, content.digest());
  }

  private static byte[] tar(String name, int size) throws IOException {
    byte[] content = new byte[size];
    new Random().nextBytes(content);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
      TarArchiveEntry entry = new TarArchiveEntry(name);
      entry.setSize(size);
      tar.putArchiveEntry(entry);
      tar.write(content);
      tar.closeArchiveEntry();
    }
    return bytes.toByteArray();
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(bytes);
    }
    return packed.toByteArray();
  }

  private static String digest(byte[] bytes) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return "sha256:" + HexFormat.of().formatHex(sha256.digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
