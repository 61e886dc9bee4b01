export { type CatalogueEntry, catalogue } from "./catalogue.ts";
export { type Control, type ControlMappings, type DecisionContext, defineControl } from "./control.ts";
export { controlById, controls } from "./controls/index.ts";
export { countDuties, type DutyCounts } from "./count-duties.ts";
export { accountRootArn, type DecidedResource, decideAccount, undecidedAccount } from "./decide-account.ts";
export { domainTitles, severityNames } from "./domain-texts.ts";
export {
  type Localized,
  type ResponsibilityDomain,
  responsibilityDomains,
  type Severity,
  severities,
  severityWeights,
} from "./domains.ts";
export {
  type AccountFacts,
  type AccountPublicAccessBlock,
  type BackupPlanning,
  type Bucket,
  type ConfigurationRecording,
  type DatabaseInstance,
  type EbsEncryptionByDefault,
  type FactOf,
  type FactTypes,
  type FlowLog,
  type IamUser,
  type IngressRule,
  type Instance,
  type KmsKey,
  type LambdaFunction,
  type Listing,
  type ManagedPolicy,
  type OrganizationalUnitGuard,
  type PolicyText,
  placeOfType,
  type ResourceIdentity,
  type ResourceType,
  type RootUser,
  type SecretMatch,
  type SecurityContact,
  type SecurityGroup,
  type ThreatDetection,
  type Trail,
  type TrailCoverage,
  type Vpc,
} from "./facts/index.ts";
export type { Mend } from "./mend.ts";
export { mendPlaceholders, placeholdersOf } from "./mend-placeholders.ts";
export { controlsOfObjective, objectivesOfControl } from "./objectives.ts";
export { type Reading, read, type UnreadCode, type UnreadReason, unread, unreadCodes } from "./reading.ts";
export { findSecrets, type SecretDetector, secretDetectors } from "./secrets/find-secrets.ts";
export { type UnreadText, unreadTexts } from "./unread-texts.ts";
export { type Evidence, fail, notApplicable, pass, unknown, type Verdict } from "./verdict.ts";
