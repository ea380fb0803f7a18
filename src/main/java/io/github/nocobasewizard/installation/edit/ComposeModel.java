package io.github.nocobasewizard.installation.edit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/// The images of a project's services, each traced to its written characters, put together from
/// files, documents, `extends` and `include` in Compose's order.
///
/// Rules: the `loader` and `override` packages of compose-go, reduced to `image` and `build`.
final class ComposeModel {
  private static final int MAX_DEPTH = 30;

  /// Compose's tag for taking away what an earlier file said.
  private static final Tag RESET = new Tag("!reset");

  /// The image of a service.
  ///
  /// @param text with variables filled in
  /// @param node the scalar that says so
  /// @param missing variables without a value that were replaced by nothing
  record Image(YamlFile file, ScalarNode node, Traced text, Set<String> missing) {}

  /// A service once everything is put together.
  ///
  /// @param build whether it has `build:`; null if nothing is said of it, which an override leaves
  ///     as it is
  /// @param trouble why nothing certain can be said about it; null if all is well
  record Service(
      String name, @Nullable Image image, @Nullable Boolean build, @Nullable Refused trouble) {
    boolean built() {
      return Boolean.TRUE.equals(build);
    }

    Service under(Service override) {
      return new Service(
          name,
          override.image == null ? image : override.image,
          override.build == null ? build : override.build,
          override.trouble == null ? trouble : override.trouble);
    }

    /// The same, but not to be touched.
    Service troubled(Refused why) {
      return trouble != null ? this : new Service(name, image, build, why.forService(name));
    }

    /// A service that is defined twice, which Compose accepts only if both are wholly equal. It has
    /// both images, so that a change of either is seen.
    Service twice(Service other, Refused why) {
      Image both = image;
      if (both != null && other.image != null) {
        both = new Image(both.file, both.node, both.text.plus(other.image.text), both.missing);
      }
      return new Service(name, both, build, null).troubled(why);
    }

    Service named(String newName) {
      return new Service(newName, image, build, trouble);
    }
  }

  /// A service as one document has it.
  private record Raw(Service service, @Nullable Extends base) {}

  private record Extends(String service, @Nullable String file, int line) {}

  /// How a file is read.
  ///
  /// @param folder what its relative paths start from
  private record Context(Path folder, Variables variables, int depth) {
    Context deeper(Path newFolder, Variables newVariables) throws RefusedException {
      if (depth >= MAX_DEPTH) {
        throw new RefusedException(Refused.of(Reason.TOO_COMPLEX));
      }
      return new Context(newFolder, newVariables, depth + 1);
    }
  }

  private final FileSource files;
  private final ComposeFiles composeFiles;
  private final SortedMap<String, Service> services = new TreeMap<>();
  private final List<Usage> usages = new ArrayList<>();
  private final Map<Path, YamlFile> parsed = new LinkedHashMap<>();
  private final List<Path> includedEnvironmentFiles = new ArrayList<>();
  private final List<DotEnv.Entry> environmentEntries = new ArrayList<>();

  private ComposeModel(FileSource files, ComposeFiles composeFiles) {
    this.files = files;
    this.composeFiles = composeFiles;
    environmentEntries.addAll(composeFiles.environmentEntries());
  }

  static ComposeModel load(ProjectSource source, FileSource files) throws RefusedException {
    ComposeModel model = new ComposeModel(files, ComposeFiles.find(source, files));
    Context context = new Context(source.folder(), model.composeFiles.variables(), 0);
    model.services.putAll(model.loadFiles(model.composeFiles.files(), context));
    return model;
  }

  SortedMap<String, Service> services() {
    return services;
  }

  /// Every document that was read, with the variables it was read with.
  List<Usage> usages() {
    return usages;
  }

  Collection<YamlFile> yamlFiles() {
    return parsed.values();
  }

  /// The files whose variables go into containers, as far as they are there.
  Set<Path> containerEnvironmentFiles() throws RefusedException {
    Set<Path> all = new TreeSet<>();
    for (Usage usage : usages) {
      usage.settings().environmentFiles().stream().filter(files::isFile).forEach(all::add);
    }
    return all;
  }

  /// The project's own and those of included projects.
  List<Path> environmentFiles() {
    List<Path> all = new ArrayList<>(composeFiles.environmentFiles());
    all.addAll(includedEnvironmentFiles);
    return all;
  }

  List<DotEnv.Entry> environmentEntries() {
    return environmentEntries;
  }

  private Map<String, Service> loadFiles(List<Path> paths, Context context)
      throws RefusedException {
    Map<String, Service> all = new LinkedHashMap<>();
    for (Path path : paths) {
      YamlFile file = parse(path);
      for (Node document : file.documents()) {
        loadDocument(file, document, context).forEach((name, service) -> overlay(all, service));
      }
    }
    return all;
  }

  private static void overlay(Map<String, Service> all, Service service) {
    all.merge(service.name(), service, Service::under);
  }

  private YamlFile parse(Path path) throws RefusedException {
    Path identity = files.identity(path);
    YamlFile known = parsed.get(identity);
    if (known != null) {
      return known;
    }
    YamlFile file = YamlFile.parse(TextFile.read(files, path));
    parsed.put(identity, file);
    return file;
  }

  private Map<String, Service> loadDocument(YamlFile file, Node document, Context context)
      throws RefusedException {
    usages.add(new Usage(file, document, context.variables(), context.folder()));
    Map<String, Node> root = mapping(file, document);
    Map<String, Raw> raws = rawServices(file, root, context);
    Map<String, Service> result = new LinkedHashMap<>();
    for (Raw raw : raws.values()) {
      result.put(raw.service().name(), extended(file, raw, raws, context));
    }
    Refused twice = Refused.of(Reason.INCLUDE_NOT_UNDERSTOOD, file.file().path());
    for (Service included : included(file, root, context).values()) {
      result.merge(included.name(), included, (own, other) -> own.twice(other, twice));
    }
    return result;
  }

  private Map<String, Raw> rawServices(YamlFile file, Map<String, Node> root, Context context)
      throws RefusedException {
    Map<String, Raw> raws = new LinkedHashMap<>();
    Node services = root.get("services");
    if (services == null || isNull(services)) {
      return raws;
    }
    for (Map.Entry<String, Node> entry : mapping(file, services).entrySet()) {
      if (!isNull(entry.getValue())) {
        raws.put(entry.getKey(), raw(file, entry.getKey(), entry.getValue(), context));
      }
    }
    return raws;
  }

  /// What carries a tag of Compose's own (`!reset`, `!override`) is not followed, but its image is
  /// still compared before and after, as far as it can be seen.
  private Raw raw(YamlFile file, String name, Node node, Context context) {
    try {
      if (!(node instanceof MappingNode mapping)) {
        throw refused(Reason.NOT_YAML, file, node);
      }
      Map<String, Node> keys = Keys.of(file, mapping);
      Node image = keys.get("image");
      Service service =
          new Service(name, image(file, image, context), build(keys.get("build")), null);
      Extends base = extending(file, keys.get("extends"), context);
      boolean plain = node.getTag().equals(Tag.MAP) && (image == null || isPlain(image));
      Refused unusual = Refused.of(Reason.TOO_COMPLEX).at(file.file().path(), file.lineOf(node));
      return new Raw(plain ? service : service.troubled(unusual), base);
    } catch (RefusedException refused) {
      // Other services of the file are none the worse for it.
      return new Raw(new Service(name, null, null, refused.refused().forService(name)), null);
    }
  }

  private static boolean isPlain(Node node) {
    return isNull(node) || node.getTag().equals(Tag.STR);
  }

  private static @Nullable Boolean build(@Nullable Node node) {
    if (node == null || isNull(node)) {
      return null;
    }
    return !node.getTag().equals(RESET);
  }

  private @Nullable Image image(YamlFile file, @Nullable Node node, Context context)
      throws RefusedException {
    if (node == null || isNull(node)) {
      return null;
    }
    if (!(node instanceof ScalarNode scalar)) {
      throw refused(Reason.TOO_COMPLEX, file, node);
    }
    Template template = new Template(context.variables());
    Traced text = fill(file, scalar, file.traced(scalar), template);
    return new Image(file, scalar, text, template.missing());
  }

  private static Traced fill(YamlFile file, Node node, Traced text, Template template)
      throws RefusedException {
    try {
      return template.fill(text);
    } catch (Template.InvalidException invalid) {
      throw new RefusedException(
          Refused.of(invalid.isMissing() ? Reason.VARIABLE_NOT_FOUND : Reason.NOT_AN_IMAGE)
              .at(file.file().path(), file.lineOf(node))
              .named(invalid.variable()),
          invalid);
    }
  }

  private String text(YamlFile file, @Nullable Node node, Context context, Reason otherwise)
      throws RefusedException {
    if (node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.STR)) {
      Traced text = Traced.unwritten(scalar.getValue(), new Traced.Source.Computed(""));
      return fill(file, node, text, new Template(context.variables())).text();
    }
    throw new RefusedException(Refused.of(otherwise, file.file().path()));
  }

  private @Nullable Extends extending(YamlFile file, @Nullable Node node, Context context)
      throws RefusedException {
    if (node == null || isNull(node)) {
      return null;
    }
    if (node instanceof ScalarNode) {
      String service = text(file, node, context, Reason.EXTENDS_NOT_UNDERSTOOD);
      return new Extends(service, null, file.lineOf(node));
    }
    Map<String, Node> keys = mapping(file, node);
    Node path = keys.get("file");
    return new Extends(
        text(file, keys.get("service"), context, Reason.EXTENDS_NOT_UNDERSTOOD),
        path == null || isNull(path)
            ? null
            : text(file, path, context, Reason.EXTENDS_NOT_UNDERSTOOD),
        file.lineOf(node));
  }

  private Service extended(YamlFile file, Raw raw, Map<String, Raw> siblings, Context context) {
    Extends base = raw.base();
    if (base == null) {
      return raw.service();
    }
    try {
      return base(file, base, siblings, context).under(raw.service()).named(raw.service().name());
    } catch (RefusedException refused) {
      return raw.service().troubled(refused.refused());
    }
  }

  private Service base(YamlFile file, Extends base, Map<String, Raw> siblings, Context context)
      throws RefusedException {
    RefusedException notFound =
        new RefusedException(
            Refused.of(Reason.EXTENDS_NOT_UNDERSTOOD)
                .at(file.file().path(), base.line())
                .named(base.file() == null ? base.service() : base.file()));
    String written = base.file();
    if (written == null) {
      Raw raw = Optional.ofNullable(siblings.get(base.service())).orElseThrow(() -> notFound);
      return extended(file, raw, siblings, context.deeper(context.folder(), context.variables()));
    }
    Path path = ComposeFiles.resolve(context.folder(), written).orElseThrow(() -> notFound);
    Path folder = Optional.ofNullable(path.getParent()).orElseThrow(() -> notFound);
    Context there = context.deeper(folder, context.variables());
    YamlFile other = parse(path);
    Map<String, Raw> raws = new LinkedHashMap<>();
    for (Node document : other.documents()) {
      usages.add(new Usage(other, document, there.variables(), folder));
      rawServices(other, mapping(other, document), there)
          .forEach((name, raw) -> raws.merge(name, raw, ComposeModel::overlayRaw));
    }
    Raw raw = Optional.ofNullable(raws.get(base.service())).orElseThrow(() -> notFound);
    return extended(other, raw, raws, there);
  }

  private static Raw overlayRaw(Raw under, Raw over) {
    return new Raw(
        under.service().under(over.service()), over.base() == null ? under.base() : over.base());
  }

  private Map<String, Service> included(YamlFile file, Map<String, Node> root, Context context)
      throws RefusedException {
    Map<String, Service> all = new LinkedHashMap<>();
    Node include = root.get("include");
    if (include == null || isNull(include)) {
      return all;
    }
    if (!(include instanceof SequenceNode sequence)) {
      throw refused(Reason.INCLUDE_NOT_UNDERSTOOD, file, include);
    }
    for (Node item : sequence.getValue()) {
      for (Service service : includedOne(file, item, context).values()) {
        if (all.putIfAbsent(service.name(), service) != null) {
          throw refused(Reason.INCLUDE_NOT_UNDERSTOOD, file, item);
        }
      }
    }
    return all;
  }

  private Map<String, Service> includedOne(YamlFile file, Node item, Context context)
      throws RefusedException {
    Map<String, Node> keys =
        item instanceof ScalarNode ? Map.of("path", item) : mapping(file, item);
    boolean special = keys.containsKey("project_directory") || keys.containsKey("env_file");
    if (context.depth() > 0 && special) {
      // Compose sees these of a nested include from a folder that depends on where it was started.
      throw refused(Reason.INCLUDE_NOT_UNDERSTOOD, file, item);
    }
    List<Path> paths = includedPaths(file, item, keys.get("path"), context);
    if (paths.isEmpty() || paths.getFirst().getParent() == null) {
      throw refused(Reason.INCLUDE_NOT_UNDERSTOOD, file, item);
    }
    Path folder = paths.getFirst().getParent();
    if (keys.containsKey("project_directory")) {
      String written =
          text(file, keys.get("project_directory"), context, Reason.INCLUDE_NOT_UNDERSTOOD);
      folder = resolve(file, item, context.folder(), written);
    }
    List<Path> environment =
        keys.containsKey("env_file")
            ? includedPaths(file, item, keys.get("env_file"), context)
            : usualEnvironment(folder);
    includedEnvironmentFiles.addAll(environment);
    Variables variables = context.variables().with(environment, files, environmentEntries);
    return loadFiles(paths, context.deeper(folder, variables));
  }

  private List<Path> usualEnvironment(Path folder) {
    Path usual = folder.resolve(".env");
    return files.isFile(usual) ? List.of(usual) : List.of();
  }

  private List<Path> includedPaths(
      YamlFile file, Node item, @Nullable Node written, Context context) throws RefusedException {
    List<Node> nodes =
        written instanceof SequenceNode sequence
            ? sequence.getValue()
            : written == null ? List.of() : List.of(written);
    List<Path> paths = new ArrayList<>();
    for (Node node : nodes) {
      String text = text(file, node, context, Reason.INCLUDE_NOT_UNDERSTOOD);
      paths.add(resolve(file, item, context.folder(), text));
    }
    return paths;
  }

  private static Path resolve(YamlFile file, Node item, Path folder, String written)
      throws RefusedException {
    Optional<Path> path = ComposeFiles.resolve(folder, written);
    if (path.isEmpty()) {
      throw refused(Reason.INCLUDE_NOT_UNDERSTOOD, file, item);
    }
    return path.get();
  }

  /// The keys of a mapping that carries no tag of Compose's own.
  private static Map<String, Node> mapping(YamlFile file, Node node) throws RefusedException {
    if (!(node instanceof MappingNode mapping)) {
      throw refused(Reason.NOT_YAML, file, node);
    }
    if (!mapping.getTag().equals(Tag.MAP)) {
      throw refused(Reason.TOO_COMPLEX, file, node);
    }
    return Keys.of(file, mapping);
  }

  private static boolean isNull(Node node) {
    return node.getTag().equals(Tag.NULL);
  }

  private static RefusedException refused(Reason reason, YamlFile file, Node node) {
    return new RefusedException(Refused.of(reason).at(file.file().path(), file.lineOf(node)));
  }
}
