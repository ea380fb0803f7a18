package io.github.nocobasewizard.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TlsFolderTest {
  private static final char[] PASSWORD = "changeit".toCharArray();

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"RSA,false", "RSA,true", "EC,false"})
  void speaksWithAServerThatAsksWhoWeAre(String algorithm, boolean olderForm) throws Exception {
    writeFolder(algorithm, olderForm);
    SSLContext context = new TlsFolder(folder).getSSLContext();
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    // The same certificate on both sides: trusted by ca.pem, shown by both.
    server.setHttpsConfigurator(
        new HttpsConfigurator(context) {
          @Override
          public void configure(HttpsParameters parameters) {
            SSLParameters wanted = context.getDefaultSSLParameters();
            wanted.setNeedClientAuth(true);
            parameters.setSSLParameters(wanted);
          }
        });
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, 2);
          exchange.getResponseBody().write("OK".getBytes());
          exchange.close();
        });
    server.start();
    try (HttpClient client = HttpClient.newBuilder().sslContext(context).build()) {
      URI address = URI.create("https://localhost:" + server.getAddress().getPort() + "/_ping");
      assertThat(client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString()))
          .extracting(response -> response.body())
          .isEqualTo("OK");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void namesAFileThatIsNoKey() throws Exception {
    writeFolder("RSA", false);
    Files.writeString(
        folder.resolve("key.pem"),
        "-----BEGIN EC PRIVATE KEY-----\nMAA=\n-----END EC PRIVATE KEY-----\n");
    assertThatThrownBy(() -> new TlsFolder(folder).getSSLContext())
        .hasMessageContaining("key.pem")
        .hasMessageContaining("openssl pkcs8");
  }

  @Test
  void namesAFileThatIsMissing() {
    assertThatThrownBy(() -> new TlsFolder(folder).getSSLContext()).hasMessageContaining("key.pem");
  }

  private void writeFolder(String algorithm, boolean olderForm) throws Exception {
    Path store = folder.resolve("keys.p12");
    keytool(store, algorithm);
    KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD);
    String certificate = pem("CERTIFICATE", keys.getCertificate("docker").getEncoded());
    Files.writeString(folder.resolve("cert.pem"), certificate);
    Files.writeString(folder.resolve("ca.pem"), certificate);
    byte[] key = ((PrivateKey) keys.getKey("docker", PASSWORD)).getEncoded();
    Files.writeString(
        folder.resolve("key.pem"),
        // An RSA key of 2048 bits in the newer form is the older one after 26 bytes.
        olderForm
            ? pem("RSA PRIVATE KEY", Arrays.copyOfRange(key, 26, key.length))
            : pem("PRIVATE KEY", key));
  }

  private static void keytool(Path store, String algorithm) throws Exception {
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                    "-genkeypair",
                    "-alias",
                    "docker",
                    "-keyalg",
                    algorithm,
                    "-dname",
                    "CN=localhost",
                    "-ext",
                    "san=dns:localhost",
                    "-keystore",
                    store.toString(),
                    "-storetype",
                    "PKCS12",
                    "-storepass",
                    new String(PASSWORD)))
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor()).as(said).isZero();
  }

  private static String pem(String kind, byte[] bytes) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(kind, Base64.getMimeEncoder().encodeToString(bytes), kind);
  }
}
