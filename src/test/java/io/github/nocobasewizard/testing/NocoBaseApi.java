package io.github.nocobasewizard.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// Content made and read back through NocoBase's own API, as a user of it would.
///
/// What is made: a collection with records of many kinds of values, a user, an uploaded file.
public final class NocoBaseApi {
  private static final String COLLECTION = "wizard_orders";
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

  private final HttpClient http = client();
  private final URI address;
  private String token = "";

  public NocoBaseApi(URI address) {
    this.address = address;
  }

  /// HTTP/1.1: the app's web server takes an offer of HTTP/2 for a web socket, and never answers.
  static HttpClient client() {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .connectTimeout(Duration.ofSeconds(5))
        .build();
  }

  /// Signs in as the administrator that every fresh NocoBase has.
  public NocoBaseApi signIn() throws IOException, InterruptedException {
    token = tokenOf("admin@nocobase.com", "admin123");
    return this;
  }

  private String tokenOf(String account, String password) throws IOException, InterruptedException {
    ObjectNode body = JSON.createObjectNode().put("account", account).put("password", password);
    return call("POST", "auth:signIn", body).path("data").path("token").asText();
  }

  public String version() throws IOException, InterruptedException {
    return call("GET", "app:getInfo", null).path("data").path("version").asText();
  }

  public void make(int records) throws IOException, InterruptedException {
    call("POST", "collections:create", collection());
    JsonNode file = upload("Contents äöü 中文 العربية 🙂\n".repeat(300));
    for (int i = 1; i <= records; i++) {
      addRecord(i, i == 1 ? file : null);
    }
    call(
        "POST",
        "users:create",
        JSON.createObjectNode()
            .put("nickname", "Tess Tester äöü")
            .put("username", "tess")
            .put("email", "tess@example.com")
            .put("password", "secret123"));
  }

  public void addRecord(int i) throws IOException, InterruptedException {
    addRecord(i, null);
  }

  private void addRecord(int i, JsonNode file) throws IOException, InterruptedException {
    String[] words = {"Grüße", "订单", "طلب", "заказ", "🙂 emoji", "O'Brien \"quoted\" \\ back"};
    ObjectNode record =
        JSON.createObjectNode()
            .put("title", words[i % words.length] + " " + i)
            .put("note", i % 5 == 0 ? "long text, line after line\n".repeat(300) : null)
            .put("pieces", 9007199254740000L + i)
            .put("paid", i % 2 == 0);
    record.putObject("extra").put("n", i).put("ключ", "值");
    ArrayNode files = record.putArray("files");
    if (file != null) {
      files.addObject().put("id", file.path("id").asLong());
    }
    call("POST", COLLECTION + ":create", record);
  }

  private ObjectNode collection() {
    ObjectNode collection =
        JSON.createObjectNode()
            .put("name", COLLECTION)
            .put("title", "Wizard orders")
            .put("autoGenId", true)
            .put("createdAt", true)
            .put("updatedAt", true);
    ArrayNode fields = collection.putArray("fields");
    field(fields, "title", "string", "input");
    field(fields, "note", "text", "textarea");
    field(fields, "pieces", "bigInt", "integer");
    field(fields, "paid", "boolean", "checkbox");
    field(fields, "extra", "json", "json");
    ObjectNode files = field(fields, "files", "belongsToMany", "attachment");
    files.put("target", "attachments");
    return collection;
  }

  private static ObjectNode field(ArrayNode fields, String name, String type, String ui) {
    ObjectNode field = fields.addObject().put("name", name).put("type", type).put("interface", ui);
    field.putObject("uiSchema").put("type", "string").put("title", name);
    return field;
  }

  private JsonNode upload(String text) throws IOException, InterruptedException {
    String boundary = "wizard-test-boundary";
    String body =
        "--"
            + boundary
            + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"test.txt\"\r\n"
            + "Content-Type: text/plain\r\n\r\n"
            + text
            + "\r\n--"
            + boundary
            + "--\r\n";
    HttpRequest request =
        request("attachments:create?attachmentField=" + COLLECTION + ".files")
            .header("Content-Type", "multipart/form-data; boundary=" + boundary)
            .POST(BodyPublishers.ofString(body))
            .build();
    return JSON.readTree(send(request)).path("data");
  }

  /// All of it, in an order that does not change: two reads of the same content are equal.
  public String read() throws IOException, InterruptedException {
    ObjectNode all = JSON.createObjectNode();
    ArrayNode records = all.putArray("records");
    for (JsonNode record :
        call("GET", COLLECTION + ":list?pageSize=1000&sort=id&appends=files", null).path("data")) {
      ObjectNode copy = ((ObjectNode) record).deepCopy();
      ArrayNode files = JSON.createArrayNode();
      for (JsonNode file : record.path("files")) {
        files.add(fileHash(file.path("url").asText()));
      }
      copy.set("files", files);
      records.add(copy);
    }
    ArrayNode users = all.putArray("users");
    for (JsonNode user : call("GET", "users:list?pageSize=1000&sort=id", null).path("data")) {
      users.add(user.path("email").asText() + " " + user.path("nickname").asText());
    }
    all.put("tessCanSignIn", !tokenOf("tess@example.com", "secret123").isEmpty());
    return JSON.writerWithDefaultPrettyPrinter()
        .writeValueAsString(JSON.treeToValue(all, Object.class));
  }

  private String fileHash(String url) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(address.resolve(url))
            .header("Authorization", "Bearer " + token)
            .build();
    HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
    try {
      byte[] hash = java.security.MessageDigest.getInstance("SHA-256").digest(response.body());
      return response.statusCode() + " " + HexFormat.of().formatHex(hash);
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Titles of all records, for a short look.
  public List<String> titles() throws IOException, InterruptedException {
    List<String> titles = new ArrayList<>();
    call("GET", COLLECTION + ":list?pageSize=1000&sort=id", null)
        .path("data")
        .forEach(record -> titles.add(record.path("title").asText()));
    return titles;
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address.resolve("/api/" + path))
            .timeout(Duration.ofSeconds(60))
            .header("X-Authenticator", "basic");
    return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
  }

  private JsonNode call(String method, String path, JsonNode body)
      throws IOException, InterruptedException {
    BodyPublisher publisher =
        body == null
            ? BodyPublishers.noBody()
            : BodyPublishers.ofString(body.toString(), StandardCharsets.UTF_8);
    HttpRequest.Builder request = request(path).method(method, publisher);
    if (body != null) {
      request.header("Content-Type", "application/json");
    }
    return JSON.readTree(send(request.build()));
  }

  private String send(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<String> response =
        http.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
    if (response.statusCode() >= 300) {
      throw new IOException(
          request.method()
              + " "
              + request.uri()
              + ": "
              + response.statusCode()
              + " "
              + response.body());
    }
    return response.body();
  }
}
