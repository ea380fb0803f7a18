package io.github.nocobasewizard.ui.flow;

import io.github.nocobasewizard.backup.Notes;
import io.github.nocobasewizard.backup.RestorePoint;
import io.github.nocobasewizard.engine.Cancellation;
import io.github.nocobasewizard.engine.EngineException;
import io.github.nocobasewizard.installation.Installation;
import io.github.nocobasewizard.restore.LossCount;
import io.github.nocobasewizard.restore.Losses;
import io.github.nocobasewizard.restore.Losses.OfCollection;
import io.github.nocobasewizard.run.Problem;
import io.github.nocobasewizard.ui.Background;
import io.github.nocobasewizard.ui.Services;
import io.github.nocobasewizard.ui.restore.RestoreModel;
import io.github.nocobasewizard.ui.restore.RestoreModel.Lost;
import io.github.nocobasewizard.ui.restore.RestoreModel.LostRow;
import io.github.nocobasewizard.ui.text.ProblemTexts;
import io.github.nocobasewizard.ui.text.Texts;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Counts what would be lost by going back, for the page to show. Only the last count that was asked
/// for is told; the ones before it are cancelled.
final class LossTask {
  /// Docker itself is the cause, not the database in it.
  private static final Set<EngineException.Reason> DOCKER =
      EnumSet.of(
          EngineException.Reason.ENGINE_UNREACHABLE,
          EngineException.Reason.ENGINE_FORBIDDEN,
          EngineException.Reason.ENGINE_LOST);

  private final Texts texts;
  private final Background background;
  private final Services services;
  private final RestoreModel model;
  private Cancellation cancellation = new Cancellation();

  LossTask(Texts texts, Background background, Services services, RestoreModel model) {
    this.texts = texts;
    this.background = background;
    this.services = services;
    this.model = model;
  }

  void start(Installation installation, RestorePoint point) {
    cancel();
    if (!comparable(point)) {
      model.lost.set(new Lost.Everything());
      return;
    }
    Cancellation mine = new Cancellation();
    cancellation = mine;
    model.lost.set(new Lost.Counting(""));
    LossCount.Progress progress =
        (done, total) -> background.ui(() -> ifLatest(mine, () -> tell(done, total)));
    background
        .call(() -> new LossCount(services.engine()).of(installation, point, progress, mine))
        .onSuccess(losses -> ifLatest(mine, () -> model.lost.set(told(losses))))
        .onFailure(
            failure -> ifLatest(mine, () -> model.lost.set(new Lost.NotFoundOut(why(failure)))))
        .start();
  }

  /// What was made from something else has nothing to do with what is here now.
  private static boolean comparable(RestorePoint point) {
    Notes.Origin origin = point.notes().origin();
    return origin == Notes.Origin.MADE_HERE || origin == Notes.Origin.COPY;
  }

  /// What was counted so far is forgotten.
  void cancel() {
    Cancellation mine = cancellation;
    model.lost.set(new Lost.NotCounted());
    // Ending a program in a container asks the engine.
    background.run(mine::cancel);
  }

  private void ifLatest(Cancellation mine, Runnable deed) {
    if (mine == cancellation && !mine.isCancelled()) {
      deed.run();
    }
  }

  private void tell(int done, int total) {
    if (model.lost.get() instanceof Lost.Counting) {
      model.lost.set(new Lost.Counting(texts.get("flow.lost.soFar", done, total)));
    }
  }

  private String why(Exception failure) {
    return failure instanceof EngineException e && DOCKER.contains(e.reason())
        ? new ProblemTexts(texts).title(Problem.of(e))
        : texts.get("flow.lost.noAnswer");
  }

  private Lost told(Losses losses) {
    List<LostRow> rows = new ArrayList<>();
    for (OfCollection each : losses.collections()) {
      rows.add(new LostRow(title(each), each.added(), each.changed(), each.deleted()));
    }
    if (losses.files() > 0) {
      rows.add(new LostRow(texts.get("flow.lost.files"), losses.files(), 0, 0));
    }
    return new Lost.Counted(summary(losses), rows);
  }

  private String title(OfCollection each) {
    if (!each.title().isEmpty()) {
      return each.title();
    }
    return each.table().endsWith("attachments")
        ? texts.get("flow.lost.attachments")
        : texts.get("flow.lost.links");
  }

  private String summary(Losses losses) {
    if (losses.records() == 0) {
      return losses.files() == 0 ? "" : texts.get("flow.lost.onlyFiles", losses.files());
    }
    return losses.files() == 0
        ? texts.get("flow.lost.onlyRecords", losses.records(), losses.collectionsWithLosses())
        : texts.get(
            "flow.lost.both", losses.records(), losses.collectionsWithLosses(), losses.files());
  }
}
