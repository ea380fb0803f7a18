package io.github.nocobasewizard.version;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.nocobasewizard.engine.ImageReference;
import io.github.nocobasewizard.engine.Registry.RemoteTag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/// Keeps the last list of each repository in a JSON file of its own, for when there is no network.
///
/// It is a memory aid and no record: a file that cannot be read counts as absent, one that cannot
/// be written is left out.
public final class TagCatalogFile {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int FORMAT = 1;
  private static final System.Logger LOG = System.getLogger(TagCatalogFile.class.getName());

  private final Path folder;

  /// @param folder made when first needed
  public TagCatalogFile(Path folder) {
    this.folder = folder;
  }

  /// Replaces what is remembered of this repository.
  public void save(TagCatalog catalog) {
    Path file = fileOf(catalog.repository());
    try {
      Files.createDirectories(folder);
      Path written = Files.createTempFile(folder, "tags", ".part");
      try {
        Files.write(written, JSON.writeValueAsBytes(toJson(catalog)));
        Files.move(written, file, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(written);
      }
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, "list of versions not remembered in " + file, e);
    }
  }

  /// The list of this repository as it was last saved.
  public Optional<TagCatalog> find(ImageReference repository) {
    Path file = fileOf(repository);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      return fromJson(JSON.readTree(Files.readAllBytes(file)), repository);
    } catch (IOException | DateTimeException e) {
      LOG.log(System.Logger.Level.INFO, "remembered list of versions not readable: " + file, e);
      return Optional.empty();
    }
  }

  private Path fileOf(ImageReference repository) {
    String name = repository.registry() + "/" + repository.repository();
    // No two repositories share a name: "_" stands for "/" and ":", the hash for the difference.
    return folder.resolve(
        name.replaceAll("[^A-Za-z0-9.-]", "_")
            + "-"
            + Integer.toHexString(name.hashCode())
            + ".json");
  }

  private static ObjectNode toJson(TagCatalog catalog) {
    ObjectNode root = JSON.createObjectNode();
    root.put("format", FORMAT);
    root.put("registry", catalog.repository().registry());
    root.put("repository", catalog.repository().repository());
    root.put("fetched", catalog.fetched().toString());
    root.put("complete", catalog.complete());
    ArrayNode tags = root.putArray("tags");
    catalog.tags().forEach(tag -> tags.add(toJson(tag)));
    return root;
  }

  private static ObjectNode toJson(RemoteTag tag) {
    ObjectNode node = JSON.createObjectNode();
    node.put("name", tag.name());
    tag.digest().ifPresent(digest -> node.put("digest", digest));
    tag.size().ifPresent(size -> node.put("size", size));
    tag.pushed().ifPresent(pushed -> node.put("pushed", pushed.toString()));
    if (!tag.architectures().isEmpty()) {
      ArrayNode architectures = node.putArray("architectures");
      new TreeSet<>(tag.architectures()).forEach(architectures::add);
    }
    return node;
  }

  private static Optional<TagCatalog> fromJson(JsonNode root, ImageReference repository) {
    boolean ours =
        root.path("format").asInt() == FORMAT
            && root.path("registry").asText().equals(repository.registry())
            && root.path("repository").asText().equals(repository.repository());
    if (!ours) {
      return Optional.empty();
    }
    List<RemoteTag> tags = new ArrayList<>();
    for (JsonNode tag : root.path("tags")) {
      tags.add(tagFromJson(tag));
    }
    Instant fetched = Instant.parse(root.path("fetched").asText());
    return Optional.of(
        new TagCatalog(repository, tags, fetched, root.path("complete").asBoolean()));
  }

  private static RemoteTag tagFromJson(JsonNode node) {
    Set<String> architectures = new HashSet<>();
    node.path("architectures").forEach(architecture -> architectures.add(architecture.asText()));
    return new RemoteTag(
        node.path("name").asText(),
        node.path("digest").isTextual()
            ? Optional.of(node.path("digest").asText())
            : Optional.empty(),
        node.path("size").canConvertToLong()
            ? OptionalLong.of(node.path("size").asLong())
            : OptionalLong.empty(),
        node.path("pushed").isTextual()
            ? Optional.of(Instant.parse(node.path("pushed").asText()))
            : Optional.empty(),
        architectures);
  }
}
