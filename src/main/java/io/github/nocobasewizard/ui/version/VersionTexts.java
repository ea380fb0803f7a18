package io.github.nocobasewizard.ui.version;

import io.github.nocobasewizard.ui.text.Texts;
import io.github.nocobasewizard.version.Candidate;
import io.github.nocobasewizard.version.Channel;
import io.github.nocobasewizard.version.Database;
import io.github.nocobasewizard.version.Flavour;
import io.github.nocobasewizard.version.Notice;
import io.github.nocobasewizard.version.Reason;
import io.github.nocobasewizard.version.VersionFacts;
import java.time.ZoneId;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Words for what is known about versions.
final class VersionTexts {
  private final Texts texts;

  VersionTexts(Texts texts) {
    this.texts = texts;
  }

  /// A title and what to do about it.
  record Hint(String title, String text) {}

  String flavour(Flavour flavour) {
    return flavour.equals(Flavour.PLAIN)
        ? texts.get("version.edition.plain")
        : flavour.suffix().substring(1);
  }

  /// As the first word of a sentence.
  String channel(Channel channel) {
    return switch (channel) {
      case STABLE -> texts.get("version.channel.stable");
      case BETA -> texts.get("version.channel.beta");
      case ALPHA -> texts.get("version.channel.alpha");
    };
  }

  /// Within a sentence: "the newest stable version".
  String channelWithin(Channel channel) {
    return switch (channel) {
      case STABLE -> texts.get("version.channel.within.stable");
      case BETA -> texts.get("version.channel.within.beta");
      case ALPHA -> texts.get("version.channel.within.alpha");
    };
  }

  /// The day it came out, or nothing.
  String released(Candidate candidate) {
    return candidate
        .released()
        .map(when -> texts.date(when.atZone(ZoneId.systemDefault()).toLocalDate()))
        .orElse("");
  }

  String size(Candidate candidate) {
    return candidate.size().isPresent() ? texts.size(candidate.size().getAsLong()) : "";
  }

  /// What stands in the row of a version.
  String about(Candidate candidate) {
    return switch (candidate) {
      case Candidate.Offer offer -> offer.route().isDirect() ? released(offer) : stops(offer);
      case Candidate.Refusal refusal -> reason(refusal.reason());
    };
  }

  /// Over which versions the way goes.
  String stops(Candidate.Offer offer) {
    return texts.get(
        "version.via",
        offer.route().stops().stream()
            .map(leg -> leg.tag().text())
            .collect(Collectors.joining(", ")));
  }

  /// The way in full, with what is installed first.
  String route(Candidate.Offer offer, String from) {
    return Stream.concat(
            Stream.of(from), offer.route().legs().stream().map(leg -> leg.tag().text()))
        .collect(Collectors.joining(" → "));
  }

  /// What stands in the row of the version that runs, if only its number is to be written.
  String pinned() {
    return texts.get("version.pin.row");
  }

  String reason(Reason reason) {
    return switch (reason) {
      case Reason.IsInUse() -> texts.get("version.reason.inUse");
      case Reason.Older(var _) -> texts.get("version.reason.older");
      case Reason.ChannelDowngrade(var highest, var _) ->
          texts.get("version.reason.channel", highest.toString());
      case Reason.CurrentVersionUnknown() -> texts.get("version.reason.unknown");
      case Reason.OtherArchitecture(var needed, var _) ->
          texts.get("version.reason.architecture", needed);
      case Reason.NeedsStop(var stop) ->
          texts.get("version.reason.stop", stop.from().major() + "." + stop.from().minor());
      case Reason.DatabaseTooOld(var kind, var server, var needed) ->
          texts.get("version.reason.database", product(kind), server.toString(), needed.toString());
      case Reason.SqliteUnsupported(var last) ->
          texts.get("version.reason.sqlite", last.toString());
    };
  }

  /// A name that is the same in every language.
  private static String product(Database.Kind kind) {
    return switch (kind) {
      case POSTGRES -> "PostgreSQL";
      case MYSQL -> "MySQL";
      case MARIADB -> "MariaDB";
      case KINGBASE -> "KingbaseES";
      case SQLITE -> "SQLite";
      case UNKNOWN -> "";
    };
  }

  Hint notice(Notice notice) {
    return switch (notice) {
      case Notice.Change(var change) -> change(change);
      case Notice.PinsFloatingTag(var from) ->
          new Hint(
              texts.get("version.notice.pins.title"),
              texts.get("version.notice.pins.text", from.text()));
      case Notice.FlavourChanges(var from, var to) ->
          new Hint(
              texts.get("version.notice.flavour.title"),
              texts.get("version.notice.flavour.text", flavour(from), flavour(to)));
      case Notice.ChannelChanges(var from, var to) ->
          new Hint(
              texts.get("version.notice.channel.title", channel(to)),
              to.isMoreFinishedThan(from)
                  ? texts.get("version.notice.channel.up", channelWithin(from))
                  : texts.get("version.notice.channel.down", channelWithin(from)));
      case Notice.OtherPlugins(var names, var line) ->
          new Hint(
              texts.get("version.notice.plugins.title"),
              texts.get("version.notice.plugins.text", String.join(", ", names), line));
      case Notice.CatchesUp(var running, var highest) ->
          new Hint(
              texts.get("version.notice.catchesUp.title"),
              texts.get("version.notice.catchesUp.text", running.toString(), highest.toString()));
    };
  }

  private Hint change(VersionFacts.KnownChange change) {
    return switch (change) {
      case SIGN_IN_AGAIN ->
          new Hint(
              texts.get("version.change.signIn.title"), texts.get("version.change.signIn.text"));
      case PAGES_VERSION_2 ->
          new Hint(texts.get("version.change.pages.title"), texts.get("version.change.pages.text"));
      case BACKUP_MANAGER_FREE ->
          new Hint(
              texts.get("version.change.backupManager.title"),
              texts.get("version.change.backupManager.text"));
      case COMMANDS_RENAMED ->
          new Hint(
              texts.get("version.change.commands.title"),
              texts.get("version.change.commands.text"));
      case FILES_BEHIND_PROXY ->
          new Hint(texts.get("version.change.files.title"), texts.get("version.change.files.text"));
      case BACKUP_PLUGIN_REPLACED ->
          new Hint(
              texts.get("version.change.backupPlugin.title"),
              texts.get("version.change.backupPlugin.text"));
    };
  }
}
