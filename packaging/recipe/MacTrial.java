import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/// Puts a program folder for macOS together where there is no Mac, and looks whether it is sound: all that can be
/// seen without starting it. Ends with an error that names every mistake found.
///
/// Run by `packaging/macos/build-trial.sh`: `MacTrial RUNTIME FOLDER`.
final class MacTrial {
  private static final int MACH_O_64 = 0xfeedfacf;
  private static final int ARM_64 = 0x0100000c;
  private static final int BUILT_FOR_VERSION = 0x32;
  private static final int LOWEST_VERSION = 0x24;

  private final Folders folders = new Folders(Path.of("").toAbsolutePath());
  private final Product product;
  private final Path contents;
  private final List<String> mistakes = new ArrayList<>();

  private MacTrial(Path folder) throws IOException {
    this.product = Product.read(folders);
    this.contents = folder.resolve(Product.NAME + ".app/Contents");
  }

  public static void main(String[] args) throws Exception {
    MacTrial trial = new MacTrial(Path.of(args[1]));
    trial.assemble(Path.of(args[0]));
    trial.look();
    if (!trial.mistakes.isEmpty()) {
      throw new IllegalStateException(String.join("\n", trial.mistakes));
    }
    Console.say("sound, as far as can be seen: %s", trial.contents.getParent());
  }

  private void assemble(Path runtime) throws IOException {
    Icons.draw(folders.recipe("common/icon.svg"), folders.icons());
    Path resources = Files.createDirectories(contents.resolve("Resources"));
    Files.copy(Icons.file(folders.icons(), Target.MACOS), resources.resolve(Product.NAME + ".icns"));
    move(runtime, contents.resolve("runtime/Contents/Home"));
    move(folders.libraries(), contents.resolve("app"));
    // The jars without a system in their names are empty.
    try (Stream<Path> jars = Files.list(folders.javafx())) {
      for (Path jar : jars.filter(file -> file.toString().contains("-mac")).toList()) {
        move(jar, contents.resolve("javafx").resolve(jar.getFileName()));
      }
    }
    Path launcher = contents.resolve("MacOS").resolve(Product.NAME);
    Files.createDirectories(launcher.getParent());
    Files.writeString(launcher, LAUNCHER);
    launcher.toFile().setExecutable(true);
    Files.writeString(contents.resolve("Info.plist"), filledIn(Files.readString(folders.recipe("macos/Info.plist"))));
  }

  /// In place of jpackage's, which only a JDK for macOS has.
  private static final String LAUNCHER =
      """
      #!/bin/sh
      here="$(cd "$(dirname "$0")/.." && pwd)"
      exec "$here/runtime/Contents/Home/bin/java" --module-path "$here/javafx" --add-modules javafx.controls,javafx.fxml \\
        -cp "$here/app/*" %s "$@"
      """
          .formatted(Product.MAIN_CLASS);

  private static void move(Path from, Path to) throws IOException {
    Files.createDirectories(to.getParent());
    Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
  }

  /// As jpackage does it.
  private String filledIn(String template) {
    return template
        .replace("DEPLOY_BUNDLE_IDENTIFIER", Product.BUNDLE)
        .replace("DEPLOY_BUNDLE_NAME", Product.NAME)
        .replace("DEPLOY_LAUNCHER_NAME", Product.NAME)
        .replace("DEPLOY_ICON_FILE", Product.NAME + ".icns")
        .replace("DEPLOY_BUNDLE_SHORT_VERSION", product.version())
        .replace("DEPLOY_BUNDLE_CFBUNDLE_VERSION", product.version())
        .replace("DEPLOY_BUNDLE_COPYRIGHT", "")
        .replace("DEPLOY_FILE_ASSOCIATIONS", "");
  }

  private void look() throws Exception {
    Map<String, String> info = plist(contents.resolve("Info.plist"));
    expect(info.values().stream().noneMatch(value -> value.contains("DEPLOY_")), "Info.plist: not filled in: " + info);
    expect(Product.BUNDLE.equals(info.get("CFBundleIdentifier")), "Info.plist: identifier " + info.get("CFBundleIdentifier"));
    expect("APPL".equals(info.get("CFBundlePackageType")), "Info.plist: package type");
    // jpackage's rule for CFBundleVersion: one to three numbers, the first not 0.
    expect(product.version().matches("[1-9]\\d*(\\.\\d+){0,2}"), "a version that macOS does not take: " + product.version());
    expect(Files.isExecutable(contents.resolve("MacOS").resolve(info.get("CFBundleExecutable"))), "no launcher");
    icon(contents.resolve("Resources").resolve(info.get("CFBundleIconFile")));
    entitlements();
    libraries(version(info.get("LSMinimumSystemVersion")));
  }

  private void entitlements() throws Exception {
    Map<String, String> granted = plist(folders.recipe("macos/entitlements.plist"));
    expect(granted.keySet().stream().allMatch(key -> key.startsWith("com.apple.security.cs.")), "entitlements: " + granted);
    expect(granted.values().stream().allMatch("true"::equals), "entitlements: " + granted);
    expect(granted.containsKey("com.apple.security.cs.allow-jit"), "entitlements: Java cannot compile");
  }

  /// Every picture has the size that its type promises, and the lengths add up.
  private void icon(Path file) throws IOException {
    Map<String, Integer> sizes =
        Map.of("icp4", 16, "icp5", 32, "icp6", 64, "ic07", 128, "ic08", 256, "ic09", 512, "ic10", 1024);
    ByteBuffer icns = ByteBuffer.wrap(Files.readAllBytes(file));
    expect("icns".equals(type(icns)) && icns.getInt() == icns.capacity(), "icon: wrong head or length");
    while (icns.remaining() >= 8) {
      String type = type(icns);
      byte[] picture = new byte[icns.getInt() - 8];
      icns.get(picture);
      int width = ImageIO.read(new ByteArrayInputStream(picture)).getWidth();
      expect(Integer.valueOf(width).equals(sizes.get(type)), "icon: " + type + " is " + width + " wide");
    }
  }

  private static String type(ByteBuffer icns) {
    byte[] type = new byte[4];
    icns.get(type);
    return new String(type, StandardCharsets.US_ASCII);
  }

  /// All of Java's libraries are for this processor, and none wants a newer macOS than Info.plist says.
  private void libraries(int lowest) throws IOException {
    int seen = 0;
    try (Stream<Path> files = Files.walk(contents.resolve("runtime"))) {
      for (Path file : files.filter(file -> file.toString().endsWith(".dylib")).toList()) {
        ByteBuffer library = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        expect(library.getInt(0) == MACH_O_64 && library.getInt(4) == ARM_64, "not for Apple silicon: " + file);
        int wanted = wantedSystem(library).orElse(0);
        expect(wanted <= lowest, file + " wants macOS " + (wanted >> 16) + "." + (wanted >> 8 & 0xff));
        seen++;
      }
    }
    expect(seen > 10, "Java is missing in the program folder");
    Console.say("%d libraries of Java looked at", seen);
  }

  /// From the load commands of a Mach-O file (Apple's mach-o/loader.h): major version from bit 16, minor from bit 8.
  private static Optional<Integer> wantedSystem(ByteBuffer library) {
    int at = 32;
    for (int left = library.getInt(16); left > 0; left--) {
      int command = library.getInt(at);
      if (command == BUILT_FOR_VERSION) {
        return Optional.of(library.getInt(at + 12));
      }
      if (command == LOWEST_VERSION) {
        return Optional.of(library.getInt(at + 8));
      }
      at += library.getInt(at + 4);
    }
    return Optional.empty();
  }

  private static int version(String dotted) {
    String[] parts = dotted.split("\\.");
    return Integer.parseInt(parts[0]) << 16 | Integer.parseInt(parts[1]) << 8;
  }

  /// The keys of the outermost dictionary with their values as text; `true` and `false` for the empty elements.
  private static Map<String, String> plist(Path file) throws Exception {
    var factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
    Element dictionary = firstElement(factory.newDocumentBuilder().parse(file.toFile()).getDocumentElement());
    Map<String, String> values = new LinkedHashMap<>();
    String key = "";
    for (Node node = dictionary.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element) {
        if (element.getTagName().equals("key")) {
          key = element.getTextContent();
        } else {
          boolean empty = List.of("true", "false").contains(element.getTagName());
          values.put(key, empty ? element.getTagName() : element.getTextContent());
        }
      } else if (node.getNodeType() == Node.TEXT_NODE && !node.getTextContent().isBlank()) {
        throw new IllegalStateException(file + ": text outside of elements: " + node.getTextContent().strip());
      }
    }
    return values;
  }

  private static Element firstElement(Element parent) {
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element) {
        return element;
      }
    }
    throw new IllegalStateException("empty: " + parent.getTagName());
  }

  private void expect(boolean fulfilled, String mistake) {
    if (!fulfilled) {
      mistakes.add(mistake);
    }
  }
}
