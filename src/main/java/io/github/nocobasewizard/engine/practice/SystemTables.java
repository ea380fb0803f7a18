package io.github.nocobasewizard.engine.practice;

import java.util.SortedMap;
import java.util.TreeMap;

/// Tables that NocoBase makes for itself, with the numbers of rows that a small installation has in
/// them. Names as in NocoBase 2.2.
final class SystemTables {
  private static final SortedMap<String, Integer> ROWS = new TreeMap<>();

  static {
    rows(0, "aiConversations aiFiles aiMessages aiSettings aiToolMessages aiWorkflowTasks apiKeys");
    rows(0, "asyncTasks blockTemplateLinks blockTemplates collectionCategories iframeHtml");
    rows(0, "collectionCategory customRequests customRequestsRoles dataSourcesRolesResources");
    rows(0, "dataSourcesRolesResourcesActions departments departmentsRoles departmentsUsers");
    rows(0, "environmentVariables graphPositions llmServices mapConfiguration mobileRoutes");
    rows(0, "notificationInAppMessages notificationSendLogs otpRecords publicForms");
    rows(0, "rolesMobileRoutes themeConfigUsers tokenBlacklist uiButtonSchemasRoles");
    rows(0, "userDataSyncRecords userDataSyncRecordsResources userDataSyncSources");
    rows(0, "userDataSyncTasks userWorkflowTasks usersVerifiers verifiers workflowCategories");
    rows(0, "workflowCategoryRelations workflowManualTasks");
    rows(1, "authenticators sequences storages systemSettings tokenControlConfig");
    rows(4, "aiEmployees dataSourcesRoles dataSourcesRolesResourcesScopes notificationChannels");
    rows(6, "rolesResources rolesResourcesScopes rolesUsers themeConfig");
    rows(18, "usersAuthenticators rolesDesktopRoutes rolesResourcesActions");
    rows(34, "desktopRoutes workflows workflowStats workflowVersionStats migrations");
    rows(64, "dataSourcesCollections flow_nodes flowSql uiSchemaServerHooks uiSchemaTemplates");
    rows(240, "dataSourcesFields issuedTokens localizationTranslations");
    rows(520, "executions fields flowModels");
    rows(1_150, "flowModelTreePath jobs localizationTexts uiSchemas");
    rows(2_260, "uiSchemaTreePath");
    rows(3, "roles rolesUischemas");
    rows(0, "dataSourcesRolesResourcesScopesUsers workflowTasks multiAppApplications");
  }

  private SystemTables() {}

  static SortedMap<String, Integer> rows() {
    return ROWS;
  }

  private static void rows(int count, String names) {
    for (String name : names.split(" ")) {
      ROWS.put(name, count);
    }
  }
}
