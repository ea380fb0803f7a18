package io.github.nocobasewizard.app;

import io.github.nocobasewizard.engine.Notices;
import io.github.nocobasewizard.engine.TaskbarProgress;
import io.github.nocobasewizard.engine.process.DockerDesktop;
import io.github.nocobasewizard.ui.flow.Desktop;
import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javafx.application.HostServices;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.Stage;

/// The desktop of this computer.
final class NativeDesktop implements Desktop {
  private final Stage stage;
  private final HostServices host;
  private final DockerDesktop docker;
  private final Notices notices;
  private final TaskbarProgress taskbar;
  private boolean working;
  private boolean calling;

  NativeDesktop(
      Stage stage,
      HostServices host,
      DockerDesktop docker,
      Notices notices,
      TaskbarProgress taskbar) {
    this.stage = stage;
    this.host = host;
    this.docker = docker;
    this.notices = notices;
    this.taskbar = taskbar;
    // Who looks at the window need not be called to it.
    stage
        .focusedProperty()
        .subscribe(focused -> {
          if (focused && calling) {
            calling = false;
            taskbar.remove();
          }
        });
  }

  @Override
  public Optional<Path> chooseFolder(Optional<Path> begin) {
    DirectoryChooser chooser = new DirectoryChooser();
    begin.filter(Files::isDirectory).map(Path::toFile).ifPresent(chooser::setInitialDirectory);
    return Optional.ofNullable(chooser.showDialog(stage)).map(File::toPath);
  }

  @Override
  public Optional<Path> chooseFileToSave(String name) {
    FileChooser chooser = new FileChooser();
    chooser.setInitialFileName(name);
    return Optional.ofNullable(chooser.showSaveDialog(stage)).map(File::toPath);
  }

  @Override
  public Optional<Path> chooseFile(String what, String pattern) {
    FileChooser chooser = new FileChooser();
    chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter(what, pattern));
    return Optional.ofNullable(chooser.showOpenDialog(stage)).map(File::toPath);
  }

  @Override
  public void open(URI address) {
    host.showDocument(address.toString());
  }

  @Override
  public void open(Path folder) {
    host.showDocument(folder.toUri().toString());
  }

  @Override
  public boolean windowInFront() {
    return stage.isFocused() && !stage.isIconified();
  }

  @Override
  public void announce(String title, String text) {
    notices.show(title, text);
  }

  @Override
  public void showProgress(double whole) {
    working = true;
    calling = false;
    taskbar.show(whole);
  }

  @Override
  public void endProgress() {
    if (working) {
      working = false;
      if (windowInFront()) {
        taskbar.remove();
      } else {
        calling = true;
        taskbar.attention();
      }
    }
  }

  @Override
  public boolean startDocker() {
    return docker.start();
  }
}
