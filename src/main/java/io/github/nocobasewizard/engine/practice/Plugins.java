package io.github.nocobasewizard.engine.practice;

import java.util.List;

/// The plugins that NocoBase 2.2 brings along, by their short names.
final class Plugins {
  static final List<String> NAMES =
      List.of(
          ("acl action-bulk-edit action-bulk-update action-custom-request action-duplicate"
                  + " action-export action-import action-print ai api-doc api-keys app-supervisor"
                  + " async-task-manager auth backups block-grid-card block-iframe block-list"
                  + " block-markdown block-multi-step-form block-reference block-template"
                  + " block-tree block-workbench calendar charts client collection-fdw"
                  + " collection-sql collection-tree custom-variables data-source-main"
                  + " data-source-manager data-visualization departments"
                  + " environment-variables error-handler field-attachment-url"
                  + " field-china-region field-code field-formula field-m2m-array"
                  + " field-markdown-vditor field-sequence field-sort file-manager"
                  + " file-previewer-office flow-engine gantt graph-collection-manager idp-oauth"
                  + " kanban license light-extension localization locale-tester logger map mobile"
                  + " mock-collections multi-app-share-collection notification-email"
                  + " notification-in-app-message notification-manager public-forms"
                  + " snapshot-field system-settings text-copy theme-editor"
                  + " ui-schema-storage ui-templates user-data-sync users verification workflow"
                  + " workflow-action-trigger workflow-aggregate workflow-manual")
              .split(" "));

  private Plugins() {}
}
