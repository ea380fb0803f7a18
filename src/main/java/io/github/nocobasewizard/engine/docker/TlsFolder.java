package io.github.nocobasewizard.engine.docker;

import com.github.dockerjava.transport.SSLConfig;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.KeyManagementException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// Docker's own way to keep what TLS needs: a folder with `ca.pem` (whom to trust), `cert.pem` and
/// `key.pem` (who we are). See docs.docker.com, "Protect the Docker daemon socket".
final class TlsFolder implements SSLConfig {
  private static final char[] NO_PASSWORD = new char[0];
  private static final Pattern PEM =
      Pattern.compile("-----BEGIN ((?:RSA )?PRIVATE KEY)-----([^-]+)-----END", Pattern.DOTALL);

  /// What stands before an RSA key of the older form (PKCS #1) to make it one of the newer (PKCS #8):
  /// version 0, and the name of the RSA algorithm (RFC 8017, appendix A.1).
  private static final byte[] RSA_PREFIX = {
    2, 1, 0, 0x30, 13, 6, 9, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 13, 1, 1, 1, 5, 0
  };

  private final Path folder;

  TlsFolder(Path folder) {
    this.folder = folder;
  }

  /// @throws KeyStoreException if a file is missing or no key or certificate; names the file
  @Override
  public SSLContext getSSLContext()
      throws KeyManagementException,
          UnrecoverableKeyException,
          NoSuchAlgorithmException,
          KeyStoreException {
    try {
      KeyStore own = empty();
      own.setKeyEntry(
          "docker",
          key(folder.resolve("key.pem")),
          NO_PASSWORD,
          certificates(folder.resolve("cert.pem")).toArray(Certificate[]::new));
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(own, NO_PASSWORD);

      KeyStore trusted = empty();
      int number = 0;
      for (Certificate authority : certificates(folder.resolve("ca.pem"))) {
        trusted.setCertificateEntry("ca-" + number++, authority);
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted);

      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw new KeyStoreException(e.getMessage(), e);
    }
  }

  private static KeyStore empty() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }

  private static Collection<? extends Certificate> certificates(Path file)
      throws IOException, GeneralSecurityException {
    try (InputStream in = Files.newInputStream(file)) {
      return CertificateFactory.getInstance("X.509").generateCertificates(in);
    }
  }

  private static PrivateKey key(Path file) throws IOException, GeneralSecurityException {
    Matcher pem = PEM.matcher(Files.readString(file));
    if (!pem.find()) {
      throw new InvalidKeyException(
          "no PRIVATE KEY in " + file + "; \"openssl pkcs8 -topk8 -nocrypt\" makes one of others");
    }
    byte[] bytes = Base64.getMimeDecoder().decode(pem.group(2));
    if (pem.group(1).startsWith("RSA")) {
      bytes = pkcs8(bytes);
    }
    for (String algorithm : List.of("RSA", "EC", "EdDSA")) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(bytes));
      } catch (InvalidKeySpecException e) {
        // A key says what it is only by being read.
      }
    }
    throw new InvalidKeyException("a key of an unknown kind: " + file);
  }

  private static byte[] pkcs8(byte[] rsa) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(RSA_PREFIX);
    body.writeBytes(tagged(0x04, rsa));
    return tagged(0x30, body.toByteArray());
  }

  /// A piece of DER: tag, length in the long form, content.
  private static byte[] tagged(int tag, byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    out.write(0x83);
    out.write(content.length >> 16);
    out.write(content.length >> 8);
    out.write(content.length);
    out.writeBytes(content);
    return out.toByteArray();
  }
}
