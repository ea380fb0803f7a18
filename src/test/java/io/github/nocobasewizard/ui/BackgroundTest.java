package io.github.nocobasewizard.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxToolkit;

class BackgroundTest {
  private final Background background = new CallingThread();
  private final List<String> events = new ArrayList<>();

  @Test
  void successIsFollowedByTheEnd() {
    background
        .call(() -> "value")
        .onSuccess(events::add)
        .onFailure(e -> events.add("failed"))
        .finallyDo(() -> events.add("end"))
        .start();
    assertThat(events).containsExactly("value", "end");
  }

  @Test
  void failureIsFollowedByTheEnd() {
    background
        .call(() -> {
          throw new IOException("no disk");
        })
        .onSuccess(_ -> events.add("succeeded"))
        .onFailure(e -> events.add(e.getMessage()))
        .finallyDo(() -> events.add("end"))
        .start();
    assertThat(events).containsExactly("no disk", "end");
  }

  @Test
  void theEndComesEvenWhenShowingTheResultFails() {
    var job =
        background
            .call(() -> "value")
            .onSuccess(_ -> {
              throw new IllegalStateException("cannot be shown");
            })
            .onFailure(_ -> {})
            .finallyDo(() -> events.add("end"));
    assertThatThrownBy(job::start).isInstanceOf(IllegalStateException.class);
    assertThat(events).containsExactly("end");
  }

  @Test
  void resultsOfVirtualThreadsArriveOnTheUiThread() throws Exception {
    FxToolkit.registerPrimaryStage();
    var arrived = new CompletableFuture<List<Boolean>>();
    try (var threads = new VirtualThreads()) {
      threads
          .call(() -> Thread.currentThread().isVirtual())
          .onSuccess(
              virtual -> arrived.complete(List.of(virtual, Platform.isFxApplicationThread())))
          .start();
      assertThat(arrived.get(10, TimeUnit.SECONDS)).containsExactly(true, true);
    }
  }
}
