export { cloudFormationTemplate, quickCreateUrl, stackSetTemplate, type TemplateOptions } from "./cloudformation.ts";
export {
  type AwsAction,
  type CollectorName,
  collectorActions,
  organizationActions,
  type RoleKind,
  requiredActions,
} from "./collector-actions.ts";
export {
  type ConnectionTestCode,
  type ConnectionTestStepId,
  connectionTestCodes,
  connectionTestSteps,
  connectionTestStepTitles,
} from "./connection-test-steps.ts";
export { deniedReads } from "./denied-reads.ts";
export {
  isRoleName,
  memberRoleArn,
  type ParsedRoleArn,
  parseRoleArn,
  type RoleArn,
  type RoleArnProblem,
} from "./role-arn.ts";
export {
  defaultRoleNames,
  isExternalId,
  permissionsPolicy,
  type RoleDocument,
  type RolePolicy,
  type RoleStatement,
  roleDocument,
  type Trust,
} from "./role-document.ts";
export { terraformModule } from "./terraform.ts";
