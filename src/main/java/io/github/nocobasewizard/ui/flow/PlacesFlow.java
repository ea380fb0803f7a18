package io.github.nocobasewizard.ui.flow;

import io.github.nocobasewizard.run.RunReport;
import io.github.nocobasewizard.run.RunStore;
import io.github.nocobasewizard.ui.Background;
import io.github.nocobasewizard.ui.Services;
import io.github.nocobasewizard.ui.history.HistoryController;
import io.github.nocobasewizard.ui.history.HistoryModel;
import io.github.nocobasewizard.ui.history.HistoryRows;
import io.github.nocobasewizard.ui.text.Texts;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The places beside the five steps.
final class PlacesFlow {
  private final Wizard wizard;
  private final Texts texts;
  private final Background background;
  private final Services services;

  PlacesFlow(Wizard wizard, Texts texts, Background background, Services services) {
    this.wizard = wizard;
    this.texts = texts;
    this.background = background;
    this.services = services;
  }

  void showHistory() {
    HistoryModel model = new HistoryModel();
    model.showLog = row -> wizard.desktop().open(Path.of(row.id()));
    model.saveReport = this::saveReport;
    model.export =
        rows -> wizard.save(texts.get("flow.report.history"), HistoryRows.csv(rows, texts));
    model.loading.set(true);
    wizard.navigator().show(new HistoryController(texts, model));
    background
        .call(() -> HistoryRows.of(services.runs().list(), texts))
        .onSuccess(model.rows::setAll)
        .finallyDo(() -> model.loading.set(false))
        .start();
  }

  private void saveReport(HistoryModel.Row row) {
    background
        .call(() -> {
          Optional<RunStore.Record> record = RunStore.read(Path.of(row.id()));
          return record.isPresent() ? RunReport.of(record.get(), List.of()) : "";
        })
        .onSuccess(report -> wizard.save(texts.get("flow.report.run"), report))
        .start();
  }
}
