export { type AccountRequest, readAccount } from "./collectors/read-account.ts";
export {
  type ConnectionTestRequest,
  type ConnectionTestStep,
  testConnection,
} from "./connection/test-connection.ts";
export { AwsRefusal } from "./errors/aws-refusal.ts";
export { createMemoryPageStore, type PageStore, type StoredPage } from "./organization/page-store.ts";
export { type OrganizationRequest, readOrganization } from "./organization/read-organization.ts";
export { readOrganizationFacts } from "./organization/read-organization-facts.ts";
export { noOrganizationFacts, type OrganizationFacts } from "./organization-facts.ts";
export type { PaceKey, Pacer } from "./pacing/pacer.ts";
export {
  type AwsAccess,
  type AwsAccessOptions,
  type AwsCallReport,
  type CallLimits,
  createAwsAccess,
  defaultCallLimits,
} from "./session/aws-access.ts";
export type { CallCounts } from "./session/call-aws.ts";
export type { Client, ClientConfig, ClientMaker, Service } from "./session/client-config.ts";
export type { AwsCredentials } from "./session/credentials.ts";
export { type AwsSession, openSession, type SessionRequest } from "./session/open-session.ts";
