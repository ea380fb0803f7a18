package io.github.nocobasewizard.engine.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nocobasewizard.engine.Cancellation;
import io.github.nocobasewizard.engine.EngineException;
import io.github.nocobasewizard.engine.ImageReference;
import io.github.nocobasewizard.engine.ProxyAddress;
import io.github.nocobasewizard.engine.ProxyChoice;
import io.github.nocobasewizard.engine.WebClient;
import io.github.nocobasewizard.engine.WebClient.Answer;
import io.github.nocobasewizard.engine.WebClient.NoAnswer;
import io.github.nocobasewizard.engine.WebClient.Response;
import io.github.nocobasewizard.testing.LocalProxy;
import io.github.nocobasewizard.testing.LocalServer;
import java.net.ProxySelector;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// With real proxies on this computer, and a server that only they could lead to.
class ChosenProxiesTest {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final URI FAR = URI.create("http://far.invalid/list");

  private volatile ProxyChoice choice = new ProxyChoice.AsSystem();
  private final ProxySelector proxies = new ChosenProxies(() -> choice);
  private final WebClient web = new JdkWebClient(proxies);

  private static ProxyChoice through(LocalProxy proxy) {
    return new ProxyChoice.This(ProxyAddress.parse(proxy.address()).orElseThrow());
  }

  @Test
  void aChoiceCountsFromTheNextRequestOn() {
    try (LocalProxy one = LocalProxy.answering("200 OK");
        LocalProxy other = LocalProxy.answering("203 OK")) {
      choice = through(one);
      assertThat(status(web.get(FAR, LONG))).isEqualTo(200);
      choice = through(other);
      assertThat(status(web.get(FAR, LONG))).isEqualTo(203);
      choice = new ProxyChoice.None();
      assertThat(web.get(FAR, LONG)).isInstanceOf(NoAnswer.class);

      assertThat(one.asked()).containsExactly("GET http://far.invalid/list HTTP/1.1");
      assertThat(other.asked()).hasSize(1);
    }
  }

  /// The app, and registries on this computer, must be found whatever is chosen.
  @Test
  void thisComputerIsReachedDirectly() {
    try (LocalProxy proxy = LocalProxy.answering("502 Bad Gateway");
        LocalServer near = LocalServer.start(_ -> LocalServer.Answer.of(200, "here"))) {
      choice = through(proxy);
      int port = near.address().getPort();

      for (String name : new String[] {"127.0.0.1", "localhost"}) {
        assertThat(status(web.get(URI.create("http://" + name + ":" + port), LONG))).isEqualTo(200);
      }
      assertThat(proxies.select(URI.create("http://registry:5000/v2/")))
          .isEqualTo(proxies.select(near.address()));
      assertThat(proxy.asked()).isEmpty();
    }
  }

  @Test
  void anEncryptedConnectionIsAskedForAsATunnel() {
    try (LocalProxy proxy = LocalProxy.answering("502 Bad Gateway")) {
      choice = through(proxy);

      assertThat(web.get(DockerHubRegistry.NOCOBASE, LONG)).isInstanceOf(NoAnswer.class);
      assertThat(proxy.asked()).containsExactly("CONNECT hub.docker.com:443 HTTP/1.1");
    }
  }

  @Test
  void aProxyThatWantsASignInSaysSo() {
    try (LocalProxy proxy = LocalProxy.answering("407 Proxy Authentication Required")) {
      choice = through(proxy);

      assertThat(status(web.get(FAR, LONG))).isEqualTo(407);
      assertThat(status(web.get(DockerHubRegistry.NOCOBASE, LONG))).isEqualTo(407);
    }
  }

  @Test
  void theListOfVersionsTakesTheSameWay() {
    try (LocalProxy proxy = LocalProxy.answering("403 Forbidden")) {
      choice = through(proxy);
      RegistryHttp http = new RegistryHttp(proxies, new RecordedPatience().patience());
      var hub = new DockerHubRegistry(URI.create("http://hub.invalid"), http, "amd64");

      assertThatThrownBy(() ->
              hub.tags(ImageReference.parse("nocobase/nocobase"), _ -> {}, Cancellation.none()))
          .isInstanceOf(EngineException.class);
      assertThat(proxy.asked())
          .containsExactly(
              "GET http://hub.invalid/v2/namespaces/nocobase/repositories/nocobase/tags"
                  + "?page_size=100 HTTP/1.1");
    }
  }

  @Test
  void aProxyThatWantsASignInIsNoListOfVersions() {
    try (LocalProxy proxy = LocalProxy.answering("407 Proxy Authentication Required")) {
      choice = through(proxy);
      RegistryHttp http = new RegistryHttp(proxies, new RecordedPatience().patience());
      var hub = new DockerHubRegistry(DockerHubRegistry.ADDRESS, http, "amd64");

      assertThatThrownBy(() ->
              hub.tags(ImageReference.parse("nocobase/nocobase"), _ -> {}, Cancellation.none()))
          .isInstanceOf(EngineException.class)
          .hasMessageContaining("407");
    }
  }

  private static int status(Answer answer) {
    assertThat(answer).isInstanceOf(Response.class);
    return ((Response) answer).status();
  }
}
