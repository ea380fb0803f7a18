package io.github.nocobasewizard.engine.process;

import io.github.nocobasewizard.engine.Notices;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Shows notices with the program that each system has for it. Titles and texts are handed over as
/// arguments or variables, never as part of a script.
///
/// Sources: notify-send(1), osascript(1), `Windows.UI.Notifications` in the Windows API.
public final class SystemNotices implements Notices {
  /// Of Windows PowerShell: Windows shows nothing from a program that it does not know.
  private static final String KNOWN_TO_WINDOWS =
      "{1AC14E77-02E7-4E5D-B744-2EB1AE5198B7}\\WindowsPowerShell\\v1.0\\powershell.exe";

  /// Without double quotes, which would not survive a Windows command line.
  private static final String TOAST =
      """
      $ErrorActionPreference = 'Stop';
      $null = [Windows.UI.Notifications.ToastNotificationManager, Windows.UI.Notifications, \
      ContentType = WindowsRuntime];
      $null = [Windows.UI.Notifications.ToastNotification, Windows.UI.Notifications, \
      ContentType = WindowsRuntime];
      $null = [Windows.Data.Xml.Dom.XmlDocument, Windows.Data.Xml.Dom.XmlDocument, \
      ContentType = WindowsRuntime];
      $title = [Security.SecurityElement]::Escape($env:NOTICE_TITLE);
      $text = [Security.SecurityElement]::Escape($env:NOTICE_TEXT);
      $xml = New-Object Windows.Data.Xml.Dom.XmlDocument;
      $xml.LoadXml('<toast><visual><binding template=''ToastGeneric''><text>' + $title \
      + '</text><text>' + $text + '</text></binding></visual></toast>');
      $toast = New-Object Windows.UI.Notifications.ToastNotification $xml;
      [Windows.UI.Notifications.ToastNotificationManager]::CreateToastNotifier('%s').Show($toast)
      """
          .formatted(KNOWN_TO_WINDOWS)
          .replace('\n', ' ');

  private static final System.Logger LOG = System.getLogger(SystemNotices.class.getName());

  private final Machine machine;
  private final Programs programs;

  public SystemNotices(Machine machine) {
    this(machine, new Programs(machine));
  }

  SystemNotices(Machine machine, Programs programs) {
    this.machine = machine;
    this.programs = programs;
  }

  @Override
  public void show(String title, String text) {
    String name =
        switch (machine.os()) {
          case LINUX -> "notify-send";
          case MACOS -> "osascript";
          case WINDOWS -> "powershell";
        };
    Optional<Path> program = programs.find(name);
    if (program.isEmpty()) {
      LOG.log(Level.INFO, "no notice can be shown: there is no {0}", name);
      return;
    }
    start(command(program.get().toString(), title, text), title, text);
  }

  private List<String> command(String program, String title, String text) {
    return switch (machine.os()) {
      case LINUX -> List.of(program, "--app-name=" + title, "--", title, plain(text));
      case MACOS ->
          List.of(
              program,
              "-e",
              "on run argv",
              "-e",
              "display notification (item 2 of argv) with title (item 1 of argv)",
              "-e",
              "end run",
              title,
              text);
      case WINDOWS -> List.of(program, "-NoProfile", "-NonInteractive", "-Command", TOAST);
    };
  }

  /// The desktop reads marks such as `<b>` in a notice's text, but not in its title.
  private static String plain(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private static void start(List<String> command, String title, String text) {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(Map.of("NOTICE_TITLE", title, "NOTICE_TEXT", text));
    try {
      builder.start().onExit().thenAccept(SystemNotices::tellRefusal);
    } catch (IOException e) {
      LOG.log(Level.INFO, "no notice can be shown: " + e);
    }
  }

  /// Nobody may be signed in at a screen, for example.
  private static void tellRefusal(Process ended) {
    if (ended.exitValue() == 0) {
      return;
    }
    try {
      String words = new String(ended.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      LOG.log(Level.INFO, "a notice was not shown: " + words.strip());
    } catch (IOException e) {
      LOG.log(Level.INFO, "a notice was not shown", e);
    }
  }
}
