export { type ConditionOperator, splitOperator } from "./condition-operator.ts";
export { isEveryAction, isEveryResource, matchesAction, matchesPattern } from "./match-pattern.ts";
export type {
  AccountState,
  OrganizationAccount,
  OrganizationalUnit,
  OrganizationPolicy,
  OrganizationReading,
  OrganizationRoot,
  PolicyType,
  UnreadList,
} from "./organization.ts";
export { indexParents, type NodePath, type ParentIndex, pathTo } from "./organization-path.ts";
export { parsePolicyDocument } from "./parse-policy.ts";
export {
  type ParsedPolicy,
  type PolicyCondition,
  type PolicyDocument,
  type PolicyPrincipal,
  type PolicyProblem,
  type PolicyProblemCode,
  type PolicyStatement,
  type PrincipalKind,
  policyProblemCodes,
} from "./policy-document.ts";
export { type Reading, read, type UnreadCode, type UnreadReason, unread, unreadCodes } from "./reading.ts";
export { indexScps, restrictingPolicies, restrictingPoliciesOf, type ScpIndex } from "./restricting-policies.ts";
export type { ActionFacts, ActionResourceType, ActionUniverse, ConditionKeyType } from "./universe/action-universe.ts";
export { loadUniverse } from "./universe/load-universe.ts";
