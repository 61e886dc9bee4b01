export { addMembership } from "./access/add-membership.ts";
export { grantOperator } from "./access/grant-operator.ts";
export { type Access, listAccessOfUser } from "./access/list-access-of-user.ts";
export { listPeopleOfTenant, type PersonOfTenant } from "./access/list-people-of-tenant.ts";
export { removeMembership } from "./access/remove-membership.ts";
export { revokeOperator } from "./access/revoke-operator.ts";
export type {
  AccountState,
  AccountStatus,
  DutyRow,
  Finding,
  FindingResolution,
  FindingStatus,
} from "./account/account.ts";
export type { AccountResult } from "./account/account-result.ts";
export { freezeAccount } from "./account/freeze-account.ts";
export { listAccountNames } from "./account/list-account-names.ts";
export { listAccountStates } from "./account/list-account-states.ts";
export { type AccountPage, readAccountPage } from "./account/read-account-page.ts";
export { searchAccounts } from "./account/search-accounts.ts";
export { storeAccountResult } from "./account/store-account-result.ts";
export type { Assignment } from "./assignment/assignment.ts";
export { listAssignments } from "./assignment/list-assignments.ts";
export { readPartyControls } from "./assignment/read-party-controls.ts";
export { readPartyScope } from "./assignment/read-party-scope.ts";
export { removeAssignment } from "./assignment/remove-assignment.ts";
export { type AssignmentInput, setAssignment } from "./assignment/set-assignment.ts";
export { attempt } from "./attempt.ts";
export { type AuditEvent, listAuditEvents } from "./audit/list-audit-events.ts";
export { type Actor, type AuditInput, recordAuditEvent } from "./audit/record-audit-event.ts";
export { recordOperatorEntry } from "./audit/record-operator-entry.ts";
export { claimOrganization } from "./connection/claim-organization.ts";
export type { Connection, ConnectionState } from "./connection/connection.ts";
export type { ConnectionTestRow, ConnectionTestState, ConnectionTestStepRow } from "./connection/connection-test.ts";
export { createConnection } from "./connection/create-connection.ts";
export { findConnection } from "./connection/find-connection.ts";
export { findConnectionTest } from "./connection/find-connection-test.ts";
export { finishConnectionTest } from "./connection/finish-connection-test.ts";
export { latestConnectionTest } from "./connection/latest-connection-test.ts";
export { listConnections } from "./connection/list-connections.ts";
export { requestConnectionTest } from "./connection/request-connection-test.ts";
export { startConnectionTest } from "./connection/start-connection-test.ts";
export { type ConnectionChanges, updateConnection } from "./connection/update-connection.ts";
export { claimCoverageRequest } from "./coverage/claim-coverage-request.ts";
export { type CoverageState, readCoverageState } from "./coverage/coverage-state.ts";
export { type DueCoverage, listDueCoverage } from "./coverage/list-due-coverage.ts";
export {
  listOrganizationChanges,
  type OrganizationChangesWhere,
  type StoredOrganizationChange,
} from "./coverage/list-organization-changes.ts";
export { listServicesInUse, type ServicesInUse } from "./coverage/list-services-in-use.ts";
export { lockCurrentCrawl } from "./coverage/lock-current-crawl.ts";
export { type AccountCoverage, readAccountCoverage } from "./coverage/read-account-coverage.ts";
export { readCoverageBasis } from "./coverage/read-coverage-basis.ts";
export { type CoverageCounts, readCoverageCounts } from "./coverage/read-coverage-counts.ts";
export { type CoverageMatrix, type CoverageMatrixRow, readCoverageMatrix } from "./coverage/read-coverage-matrix.ts";
export {
  type CoveredAccount,
  type CoveredAccounts,
  type CoveredAccountsWhere,
  readCoverageOfAccounts,
} from "./coverage/read-coverage-of-accounts.ts";
export { type CoveragePoint, readCoverageTrend } from "./coverage/read-coverage-trend.ts";
export {
  type ObjectiveCoverage,
  type ObjectiveCoverageRow,
  readObjectiveCoverage,
} from "./coverage/read-objective-coverage.ts";
export { readObjectiveParameters, type StoredParameters } from "./coverage/read-objective-parameters.ts";
export { requestCoverage } from "./coverage/request-coverage.ts";
export { setObjectiveParameters } from "./coverage/set-objective-parameters.ts";
export { settleCoverageRequest } from "./coverage/settle-coverage-request.ts";
export { type DecidedCoverage, storeCoverage } from "./coverage/store-coverage.ts";
export { type ChangesOfCrawl, storeOrganizationChanges } from "./coverage/store-organization-changes.ts";
export { cancelCrawl } from "./crawl/cancel-crawl.ts";
export type { Crawl, CrawlFailure, CrawlState, CrawlTrigger } from "./crawl/crawl.ts";
export { type CrawlProgress, crawlProgress, type StepState } from "./crawl/crawl-progress.ts";
export { endCrawl } from "./crawl/end-crawl.ts";
export { findCrawl } from "./crawl/find-crawl.ts";
export { type CrawlStepRow, listCrawlSteps, type StepKind, type StepUnread } from "./crawl/list-crawl-steps.ts";
export { type CrawlSummary, listCrawls } from "./crawl/list-crawls.ts";
export { requestCancel } from "./crawl/request-cancel.ts";
export { startCrawl } from "./crawl/start-crawl.ts";
export { createSubscription, type StoredSubscription, type SubscriptionReader } from "./digest/create-subscription.ts";
export type { DigestChange, DigestNode, DigestSource } from "./digest/digest-source.ts";
export { endSubscription } from "./digest/end-subscription.ts";
export { findSubscription } from "./digest/find-subscription.ts";
export { lastPlannedPeriod } from "./digest/last-planned-period.ts";
export { listSubscriptions } from "./digest/list-subscriptions.ts";
export { type DigestScope, readDigestSource } from "./digest/read-digest-source.ts";
export type {
  DigestScopeKind,
  Subscription,
  SubscriptionReason,
  SubscriptionScope,
  SubscriptionTime,
} from "./digest/subscription.ts";
export { type SubscriptionChanges, updateSubscription } from "./digest/update-subscription.ts";
export { listCancelledRunning, type OpenCrawl } from "./dispatch/list-cancelled-running.ts";
export { listDispatchable, type TenantBacklog } from "./dispatch/list-dispatchable.ts";
export { type DueConnection, listDueConnections } from "./dispatch/list-due-connections.ts";
export { listRequestedTests, type RequestedTest } from "./dispatch/list-requested-tests.ts";
export { listStalledCrawls } from "./dispatch/list-stalled-crawls.ts";
export { reapExpiredLeases } from "./dispatch/reap-expired-leases.ts";
export { createDraft } from "./draft/create-draft.ts";
export type { Draft, DraftSummary } from "./draft/draft.ts";
export { listDrafts } from "./draft/list-drafts.ts";
export { readDraft } from "./draft/read-draft.ts";
export { removeDraft } from "./draft/remove-draft.ts";
export { updateDraft } from "./draft/update-draft.ts";
export { byteOrderMark } from "./export/csv.ts";
export { findingCsv, findingCsvHeader, findingLine, verdictLine } from "./export/exported-rows.ts";
export { streamFindingView } from "./export/stream-finding-view.ts";
export { type ExportedFinding, streamFindings } from "./export/stream-findings.ts";
export { type ExportedVerdict, streamVerdicts } from "./export/stream-verdicts.ts";
export { viewCsv, viewCsvHeader, viewJson } from "./export/view-rows.ts";
export { type FindingFilter, type FindingScope, openFindings } from "./finding/finding-filter.ts";
export { type FailingNode, listFailingNodes } from "./finding/list-failing-nodes.ts";
export { type ControlGroup, type ControlGroups, readControlGroups } from "./finding/read-control-groups.ts";
export { type FindingEvent, type FindingPageRow, readFinding } from "./finding/read-finding.ts";
export { type FindingChoices, readFindingChoices } from "./finding/read-finding-choices.ts";
export { type ResolvedFindings, resolveFindings } from "./finding/resolve-findings.ts";
export {
  type FindingPage,
  type FindingPageInput,
  type FoundFinding,
  searchFindings,
} from "./finding/search-findings.ts";
export { type FinalisedOrganization, finaliseOrganization } from "./heatmap/finalise-organization.ts";
export type { FinalisedNode } from "./heatmap/finalised-node.ts";
export type { Heatmap, HeatmapCrawl, HeatmapRow } from "./heatmap/heatmap.ts";
export { readControlSums } from "./heatmap/read-control-sums.ts";
export { readHeatmap } from "./heatmap/read-heatmap.ts";
export type { Locale, Role, Theme } from "./locale.ts";
export { type MigrationOptions, migrate } from "./migrate.ts";
export { type Database, type DatabaseOptions, openDatabase, type TransactionOptions } from "./open-database.ts";
export { addOperatorMember } from "./operator/add-operator-member.ts";
export { createOperator, type Operator } from "./operator/create-operator.ts";
export { findOperatorBySlug } from "./operator/find-operator-by-slug.ts";
export { listOperatorsOfTenant } from "./operator/list-operators-of-tenant.ts";
export { listOperatorsOfUser } from "./operator/list-operators-of-user.ts";
export { listOrganizationPages } from "./organization/list-organization-pages.ts";
export { listOrganizations, type Organization } from "./organization/list-organizations.ts";
export { listUnits, type Unit } from "./organization/list-units.ts";
export type { OrganizationPage } from "./organization/organization-page.ts";
export { type CurrentSnapshot, readCurrentSnapshot } from "./organization/read-current-snapshot.ts";
export { readImport } from "./organization/read-import.ts";
export { readSnapshot } from "./organization/read-snapshot.ts";
export { startImport } from "./organization/start-import.ts";
export { storeOrganizationPage } from "./organization/store-organization-page.ts";
export { type Snapshot, storeSnapshot } from "./organization/store-snapshot.ts";
export { beginTransmission } from "./outbox/begin-transmission.ts";
export { type ClaimedMail, claimMail } from "./outbox/claim-mail.ts";
export { type DueSubscription, listDueSubscriptions } from "./outbox/list-due-subscriptions.ts";
export { listOpenMails, type OpenMail } from "./outbox/list-open-mails.ts";
export { listOutbox } from "./outbox/list-outbox.ts";
export type { MailKind, MailReason, MailState, OutboxEntry } from "./outbox/outbox-mail.ts";
export { planDigest } from "./outbox/plan-digest.ts";
export { requestDigestNow } from "./outbox/request-digest-now.ts";
export { mostConfirmationsADay, requestTeamConfirmation } from "./outbox/request-team-confirmation.ts";
export { resendHeldMail } from "./outbox/resend-held-mail.ts";
export { type MailOutcome, settleMail } from "./outbox/settle-mail.ts";
export { type ComposedMail, storeComposedMail } from "./outbox/store-composed-mail.ts";
export type { CustomerOrganization, CustomerPosture } from "./portfolio/customer.ts";
export { readCustomer } from "./portfolio/read-customer.ts";
export { findLiveSession, type LiveSession } from "./session/find-live-session.ts";
export { insertSession } from "./session/insert-session.ts";
export { listSessionsOfUser } from "./session/list-sessions-of-user.ts";
export { revokeSession } from "./session/revoke-session.ts";
export { revokeSessionsOfUser } from "./session/revoke-sessions-of-user.ts";
export type { Session } from "./session/session.ts";
export { touchSession } from "./session/touch-session.ts";
export { addAccountSteps } from "./step/add-account-steps.ts";
export { addFinaliseStepWhenDone } from "./step/add-finalise-step-when-done.ts";
export { type ClaimedStep, claimStep } from "./step/claim-step.ts";
export { finishStep, type StepOutcome } from "./step/finish-step.ts";
export { releaseStep } from "./step/release-step.ts";
export { type Renewal, renewLease } from "./step/renew-lease.ts";
export { stepExists } from "./step/step-exists.ts";
export { LeaseLost, withLease } from "./step/with-lease.ts";
export { confirmTeamAddress } from "./team/confirm-team-address.ts";
export { createTeam } from "./team/create-team.ts";
export { findTeam } from "./team/find-team.ts";
export { listTeams } from "./team/list-teams.ts";
export { removeTeam } from "./team/remove-team.ts";
export type { Team } from "./team/team.ts";
export { updateTeam } from "./team/update-team.ts";
export { createTenant } from "./tenant/create-tenant.ts";
export { findTenantBySlug } from "./tenant/find-tenant-by-slug.ts";
export { listTenants } from "./tenant/list-tenants.ts";
export { readTenant } from "./tenant/read-tenant.ts";
export type { Tenant } from "./tenant/tenant.ts";
export type { SystemTransaction, TenantTransaction } from "./transaction.ts";
export { type Overview, readOverview } from "./trend/read-overview.ts";
export { readTrend } from "./trend/read-trend.ts";
export type { Trend } from "./trend/trend.ts";
export { createUser } from "./user/create-user.ts";
export { findUserByEmail } from "./user/find-user-by-email.ts";
export { findUserById } from "./user/find-user-by-id.ts";
export { setUserDisabled } from "./user/set-user-disabled.ts";
export { setUserPassword } from "./user/set-user-password.ts";
export { setUserPreferences } from "./user/set-user-preferences.ts";
export type { User, UserWithPassword } from "./user/user.ts";
export type { Disagreement } from "./verify/disagreement.ts";
export { recountTenant } from "./verify/recount-tenant.ts";
export { type Verified, verifyTenant } from "./verify/verify-tenant.ts";
