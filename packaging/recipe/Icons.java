import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.Path2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Scanner;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/// Draws the icon from its SVG in the forms the systems want. It knows what our icon is made of, rounded
/// rectangles and straight paths, and refuses anything else rather than drawing it wrong.
final class Icons {
  private static final int[] SIZES = {16, 32, 48, 64, 128, 256, 512, 1024};

  /// What macOS calls a picture of a size: `iconutil --help`, "icon types".
  private static final Map<Integer, String> ICNS_TYPES =
      new TreeMap<>(Map.of(16, "icp4", 32, "icp5", 64, "icp6", 128, "ic07", 256, "ic08", 512, "ic09", 1024, "ic10"));

  private Icons() {}

  static Path file(Path folder, Target target) {
    return folder.resolve("icon." + target.icon);
  }

  static void draw(Path svg, Path folder) throws IOException {
    Files.createDirectories(folder);
    Element root = read(svg);
    Map<Integer, byte[]> pictures = new TreeMap<>();
    for (int size : SIZES) {
      pictures.put(size, png(root, size));
    }
    Files.write(folder.resolve("icon.png"), pictures.get(512));
    Files.write(folder.resolve("icon.ico"), ico(pictures));
    Files.write(folder.resolve("icon.icns"), icns(pictures));
    for (int size : new int[] {16, 32, 48, 64, 128, 256}) {
      Files.write(folder.resolve("icon-" + size + ".png"), pictures.get(size));
    }
  }

  private static Element read(Path svg) throws IOException {
    try {
      return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(svg.toFile()).getDocumentElement();
    } catch (ParserConfigurationException | SAXException e) {
      throw new IOException("unreadable " + svg, e);
    }
  }

  private static byte[] png(Element root, int size) throws IOException {
    BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_INT_ARGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    double side = Double.parseDouble(root.getAttribute("viewBox").split(" ")[2]);
    graphics.scale(size / side, size / side);
    for (Node node = root.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element) {
        graphics.setColor(Color.decode(element.getAttribute("fill")));
        graphics.fill(shape(element));
      }
    }
    graphics.dispose();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, "png", out);
    return out.toByteArray();
  }

  private static Shape shape(Element element) {
    return switch (element.getTagName()) {
      case "rect" ->
          new RoundRectangle2D.Double(
              number(element, "x"),
              number(element, "y"),
              number(element, "width"),
              number(element, "height"),
              2 * number(element, "rx"),
              2 * number(element, "rx"));
      case "path" -> path(element.getAttribute("d"));
      default -> throw new IllegalArgumentException("not drawn: <" + element.getTagName() + ">");
    };
  }

  private static double number(Element element, String attribute) {
    return Double.parseDouble(element.getAttribute(attribute));
  }

  private static Path2D path(String data) {
    Path2D.Double path = new Path2D.Double();
    Scanner words = new Scanner(data.replaceAll("([A-Za-z])", " $1 "));
    while (words.hasNext()) {
      switch (words.next()) {
        case "M" -> path.moveTo(coordinate(words), coordinate(words));
        case "L" -> path.lineTo(coordinate(words), coordinate(words));
        case "H" -> path.lineTo(coordinate(words), path.getCurrentPoint().getY());
        case "V" -> path.lineTo(path.getCurrentPoint().getX(), coordinate(words));
        case "Z" -> path.closePath();
        case String other -> throw new IllegalArgumentException("not drawn: path command " + other);
      }
    }
    return path;
  }

  private static double coordinate(Scanner words) {
    return Double.parseDouble(words.next());
  }

  /// An icon file of Windows with pictures as PNG (since Windows Vista).
  private static byte[] ico(Map<Integer, byte[]> pictures) {
    Map<Integer, byte[]> fitting = new TreeMap<>(pictures);
    fitting.keySet().removeIf(size -> size > 256);
    int length = 6 + 16 * fitting.size();
    int offset = length;
    for (byte[] picture : fitting.values()) {
      length += picture.length;
    }
    ByteBuffer file = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    file.putShort((short) 0).putShort((short) 1).putShort((short) fitting.size());
    for (var picture : fitting.entrySet()) {
      byte side = (byte) (picture.getKey() % 256); // 0 stands for 256
      file.put(side).put(side).put((byte) 0).put((byte) 0).putShort((short) 1).putShort((short) 32);
      file.putInt(picture.getValue().length).putInt(offset);
      offset += picture.getValue().length;
    }
    fitting.values().forEach(file::put);
    return file.array();
  }

  private static byte[] icns(Map<Integer, byte[]> pictures) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(body);
    for (var type : ICNS_TYPES.entrySet()) {
      byte[] picture = pictures.get(type.getKey());
      out.write(type.getValue().getBytes(StandardCharsets.US_ASCII));
      out.writeInt(8 + picture.length);
      out.write(picture);
    }
    return ByteBuffer.allocate(8 + body.size())
        .put("icns".getBytes(StandardCharsets.US_ASCII))
        .putInt(8 + body.size())
        .put(body.toByteArray())
        .array();
  }
}
