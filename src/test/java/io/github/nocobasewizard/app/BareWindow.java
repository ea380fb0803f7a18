package io.github.nocobasewizard.app;

import javafx.application.Application;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.stage.Stage;

/// The least that JavaFX can show, to compare with.
public final class BareWindow extends Application {
  static final String DRAWN = "window drawn";

  @Override
  public void start(Stage stage) {
    Scene scene = new Scene(new Label("Hello"), 1040, 720);
    scene.addPostLayoutPulseListener(() -> {
      System.out.println(DRAWN);
      System.out.flush();
    });
    stage.setScene(scene);
    stage.show();
  }

  static void main(String[] args) {
    Application.launch(BareWindow.class, args);
  }
}
