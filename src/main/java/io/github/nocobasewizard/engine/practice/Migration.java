package io.github.nocobasewizard.engine.practice;

import java.util.List;
import java.util.function.UnaryOperator;

/// One change that a newer version makes to the database of an older one.
///
/// @param name as NocoBase logs it
record Migration(String name, UnaryOperator<Tables> change) {
  static final List<Migration> ALL =
      List.of(
          adding("20260801101500-create-ai-knowledge/@nocobase/plugin-ai", "aiKnowledgeBases"),
          adding("20260803090000-add-flow-surfaces/@nocobase/plugin-flow-engine", "flowSurfaces"),
          new Migration(
              "20260805143000-clean-ui-schemas/@nocobase/plugin-ui-schema-storage",
              tables -> tables.changing("uiSchemas", table -> table.without(12))),
          adding(
              "20260811080000-add-workflow-priority/@nocobase/plugin-workflow", "workflowQueues"),
          adding("20260818120000-create-file-addresses/@nocobase/plugin-file-manager", "fileLinks"),
          adding("20260825093000-create-login-history/@nocobase/plugin-auth", "loginRecords"));

  private static Migration adding(String name, String table) {
    return new Migration(
        name,
        tables ->
            tables.find(table).isPresent()
                ? tables
                : tables.with(table, Table.of("id", "name").with("1", "main")));
  }

  /// Where a migration ends that fails: some is new, some is old, some is gone.
  static Tables leaveHalfDone(Tables tables) {
    return tables
        .changing("workflows", table -> table.without(9))
        .changing("applicationPlugins", table -> table.without(2));
  }

  /// @param reported what the app is going to report as its version
  static Tables finish(Tables tables, String version, String reported) {
    Tables noted =
        tables.changing("migrations", table -> table.with("m" + version, "upgrade", version));
    return noted
        .changing("applicationPlugins", table -> table.setting("version", reported))
        .withApplicationVersion(reported);
  }
}
