export { changeEffects } from "./changes/change-effects.ts";
export { diffOrganizations } from "./changes/diff-organizations.ts";
export type { ChangeEffect, OrganizationChange } from "./changes/organization-change.ts";
export { type ConditionOperator, splitOperator } from "./condition-operator.ts";
export {
  type ActionCounts,
  type Coverage,
  type CoverageClass,
  type CoverageNode,
  type CoverageReason,
  type CoverageReasonCode,
  type CoverageVerdict,
  coverageReasonCodes,
  coverageVerdicts,
  type ObjectiveOutcome,
  type StatementReference,
  type VerdictCounts,
  verdictsWorstFirst,
  type WayOut,
  type WayOutKind,
  type WayOutRequirement,
  type Witness,
  type WitnessRequest,
} from "./coverage/coverage.ts";
export { type CoverageMemos, coverageMemo, type DecideOptions } from "./coverage/coverage-memos.ts";
export { coverageNodes } from "./coverage/coverage-nodes.ts";
export { decideOrganization } from "./coverage/decide-organization.ts";
export { explainObjective } from "./coverage/explain-objective.ts";
export {
  type CompiledAccount,
  type CompiledOrganization,
  type CompiledPolicy,
  type CompileOptions,
  compileOrganization,
  type Level,
  type LevelEntry,
  levelOf,
  levelsOf,
  type PolicyLevels,
  rcpType,
  scpType,
} from "./evaluate/compile-organization.ts";
export {
  type DecidingStatement,
  type DecisionReason,
  evaluateOrganizationRequest,
  type RequestDecision,
} from "./evaluate/evaluate-organization-request.ts";
export type { OrganizationRequest } from "./evaluate/organization-request.ts";
export { type ExportFormat, exportDraft, exportFormats } from "./export/export-draft.ts";
export type { FileProblem } from "./file/checked-value.ts";
export { type OrganizationFile, readOrganizationFile } from "./file/read-organization-file.ts";
export { type ParametersFile, readParametersFile } from "./file/read-parameters-file.ts";
export { type RequestsFile, readRequestsFile } from "./file/read-requests-file.ts";
export { writeOrganizationFile } from "./file/write-organization-file.ts";
export { jsonErrorAt } from "./json-error.ts";
export { type Completion, type CompletionPlace, completionsAt } from "./lint/completions.ts";
export type { ServicesInUse } from "./lint/lint-lockouts.ts";
export { lintOrganization } from "./lint/lint-organization.ts";
export { lintPolicy } from "./lint/lint-policy.ts";
export { type LintCode, type LintProblem, lintCodes } from "./lint/lint-problem.ts";
export { type LintText, lintMessage, lintTexts } from "./lint/lint-texts.ts";
export { nearestActions, nearestKeys } from "./lint/near-spellings.ts";
export { isEveryAction, isEveryResource, matchesAction, matchesPattern } from "./match-pattern.ts";
export type { Atom, ResourceShape } from "./objectives/atom.ts";
export { type ExpandedObjective, expandObjective, type ObjectiveOrganization } from "./objectives/expand-objective.ts";
export { findObjective, objectives } from "./objectives/index.ts";
export {
  type BetterMeans,
  type DeclarativeSetting,
  type LocalizedText,
  type Objective,
  type ObjectiveParameters,
  type ObjectivePrincipals,
  objectivePrincipals,
  type RequestPart,
  type RequestPattern,
} from "./objectives/objective.ts";
export {
  type ObjectiveParameter,
  type ObjectiveParameterKind,
  objectiveParameters,
} from "./objectives/objective-parameters.ts";
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
export { checkPolicyLanguage, type RefusedElement, refusedElements } from "./policy-language.ts";
export { positionOf, type TextRange } from "./policy-positions.ts";
export { EffectivePolicies } from "./policy-types/effective-policies.ts";
export {
  type AttachedPolicy,
  type EffectiveDoubt,
  type EffectivePolicy,
  type EffectiveSetting,
  effectiveDocument,
  effectivePolicy,
} from "./policy-types/effective-policy.ts";
export { type MetBy, metBy } from "./policy-types/met-by.ts";
export { type QuotaUse, quotaUse } from "./policy-types/quota-use.ts";
export { type PolicyQuota, policyQuota, policyQuotas } from "./policy-types/quotas.ts";
export { type Reading, read, type UnreadCode, type UnreadReason, unread, unreadCodes } from "./reading.ts";
export { indexScps, restrictingPolicies, restrictingPoliciesOf, type ScpIndex } from "./restricting-policies.ts";
export { type SuggestOptions, suggestPolicies } from "./suggest/suggest-policies.ts";
export type { Gap, SuggestedPolicy, Suggestion } from "./suggest/suggestion.ts";
export type { ActionFacts, ActionResourceType, ActionUniverse, ConditionKeyType } from "./universe/action-universe.ts";
export { loadUniverse } from "./universe/load-universe.ts";
export { type AppliedDraft, applyDraft } from "./what-if/apply-draft.ts";
export { type CompareOptions, compareCoverage } from "./what-if/compare-coverage.ts";
export type { CoverageDelta, DeltaRow, Lockout } from "./what-if/coverage-delta.ts";
export type { DraftOperation, DraftProblem } from "./what-if/draft-operation.ts";
export type { DraftAnswer, DraftBase, DraftQuestion } from "./what-if/draft-question.ts";
