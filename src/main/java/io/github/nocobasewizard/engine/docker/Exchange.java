package io.github.nocobasewizard.engine.docker;

import com.github.dockerjava.transport.DockerHttpClient;
import com.github.dockerjava.transport.DockerHttpClient.Response;
import io.github.nocobasewizard.engine.EngineException;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// An answer of the engine that is still coming, over a connection of its own. Any thread may close
/// it at any time; a read that waits then ends with an exception or with the end of the stream.
final class Exchange implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);

  private final DockerHttpClient client;
  private final Response response;
  private final DockerAddress address;
  private final Executor executor;
  private final AtomicBoolean closed = new AtomicBoolean();

  Exchange(DockerHttpClient client, Response response, DockerAddress address, Executor executor) {
    this.client = client;
    this.response = response;
    this.address = address;
    this.executor = executor;
  }

  InputStream body() {
    return response.getBody();
  }

  String header(String name) {
    String value = response.getHeader(name);
    return value == null ? "" : value;
  }

  boolean failed() {
    return response.getStatusCode() >= 400;
  }

  /// The engine's words in an answer that says that it failed.
  String errorMessage() throws EngineException {
    try {
      return DockerErrors.message(body().readAllBytes());
    } catch (IOException e) {
      throw lost(e);
    }
  }

  /// @param thing what an error is about
  void requireSuccess(String thing) throws EngineException {
    if (failed()) {
      throw DockerErrors.call(thing, response.getStatusCode(), errorMessage());
    }
  }

  EngineException lost(IOException cause) {
    return DockerErrors.lost(address.toString(), cause);
  }

  /// Closes without making the caller wait.
  void closeAside() {
    executor.execute(this::close);
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      response.close();
      try {
        client.close();
      } catch (IOException e) {
        LOG.debug("closing a connection", e);
      }
    }
  }
}
