import type { CoverageReason } from "../coverage/coverage.ts";
import type { ObjectiveParameters } from "../objectives/objective.ts";
import type { OrganizationAccount, OrganizationPolicy, OrganizationReading, PolicyType } from "../organization.ts";
import { indexParents, type NodePath, type ParentIndex, pathTo } from "../organization-path.ts";
import { parsePolicyDocument } from "../parse-policy.ts";
import type { PolicyDocument, PolicyProblem } from "../policy-document.ts";
import { checkPolicyLanguage } from "../policy-language.ts";
import type { UnreadReason } from "../reading.ts";
import type { ActionUniverse } from "../universe/action-universe.ts";
import { fullAccess } from "./full-access.ts";

export const scpType = "SERVICE_CONTROL_POLICY";
export const rcpType = "RESOURCE_CONTROL_POLICY";

/** A policy of any type, read once. Types with another language than SCP and RCP keep their text only. */
export type CompiledPolicy = {
  readonly id: string;
  readonly name: string;
  readonly type: PolicyType;
  readonly awsManaged: boolean;
  /** As AWS returned it; null where it was not read. */
  readonly text: string | null;
  readonly state:
    | { readonly status: "parsed"; readonly document: PolicyDocument }
    | { readonly status: "problem"; readonly problem: PolicyProblem }
    | { readonly status: "unread"; readonly reason: UnreadReason }
    | { readonly status: "other-language" };
};

/** What stands on one level. What cannot be read may allow or deny anything there. */
export type LevelEntry =
  | {
      readonly kind: "policy";
      readonly policyId: string;
      readonly document: PolicyDocument;
      /** False where its attachments were not read: it may be attached here. */
      readonly isCertain: boolean;
    }
  | { readonly kind: "unreadable"; readonly policyId: string | null; readonly reason: CoverageReason };

/** One node's policies of one type; the same object for the same node. `nodeId` is null for a level that nobody knows. */
export type Level = { readonly nodeId: string | null; readonly entries: readonly LevelEntry[] };

/** Root first, the account itself last. `unavailable`: the type binds nobody here. */
export type PolicyLevels =
  | { readonly status: "levels"; readonly levels: readonly Level[] }
  | { readonly status: "unavailable"; readonly reason: CoverageReason };

export type CompiledAccount = {
  readonly account: OrganizationAccount;
  /** Root to account. `broken` or `isContradictory`: part of it is not known. */
  readonly path: NodePath;
  readonly isContradictory: boolean;
  readonly isManagement: boolean;
};

/** One organisation, each policy parsed once, each account's place found. Build it once for many questions. */
export type CompiledOrganization = {
  readonly reading: OrganizationReading;
  readonly universe: ActionUniverse;
  readonly parameters: ObjectiveParameters;
  /** `aws`, `aws-cn` ...: the partition of all ARNs. */
  readonly partition: string;
  readonly policies: ReadonlyMap<string, CompiledPolicy>;
  readonly parents: ParentIndex;
  readonly accounts: ReadonlyMap<string, CompiledAccount>;
  /** Why SCPs or RCPs bind nobody; null where the type is on. */
  readonly unavailable: Readonly<Record<string, CoverageReason | null>>;
  /** By type, then by node: use `levelsOf`. */
  readonly levels: Readonly<Record<string, ReadonlyMap<string, Level>>>;
};

export type CompileOptions = {
  readonly universe: ActionUniverse;
  /** Instead of the organisation's own, name by name. */
  readonly parameters?: ObjectiveParameters;
  /** Instead of the organisation's own. */
  readonly partition?: string;
};

/** Never throws: what is broken becomes an unreadable entry on the levels where it may act. O(nodes + text). */
export function compileOrganization(reading: OrganizationReading, options: CompileOptions): CompiledOrganization {
  const policies = new Map<string, CompiledPolicy>();
  const compiled = compilePolicies(reading.policies);
  for (const { made } of compiled) policies.set(made.id, made);
  const parents = indexParents(reading);
  return {
    reading,
    universe: options.universe,
    parameters: { ...reading.parameters, ...options.parameters },
    partition: options.partition ?? reading.partition ?? "aws",
    policies,
    parents,
    accounts: placeAccounts(reading, parents),
    unavailable: Object.fromEntries([scpType, rcpType].map((type) => [type, unavailability(reading, type)])),
    levels: Object.fromEntries(
      [scpType, rcpType].map((type) => [
        type,
        levelsByNode([...parents.keys()], compiled, type, entriesAnywhere(reading, compiled, type)),
      ]),
    ),
  };
}

const unknownLevel: Level = {
  nodeId: null,
  entries: [{ kind: "unreadable", policyId: null, reason: reasonOf("place-unknown") }],
};

/** What one node attaches; the same object each time. A node that the organisation does not have attaches nothing. */
export function levelOf(compiled: CompiledOrganization, type: PolicyType, nodeId: string): Level {
  return compiled.levels[type]?.get(nodeId) ?? { nodeId, entries: [] };
}

/**
 * The levels that a request meets in an account, root first. An unknown place gives one more level that may do anything.
 * Not asked here: whether the account is the management account, which no policy binds.
 */
export function levelsOf(compiled: CompiledOrganization, type: PolicyType, accountId: string): PolicyLevels {
  const reason = compiled.unavailable[type];
  if (reason === undefined) return { status: "unavailable", reason: reasonOf("type-unavailable", type) };
  if (reason !== null) return { status: "unavailable", reason };
  const placed = compiled.accounts.get(accountId);
  const path = placed?.path ?? pathTo(compiled.parents, accountId);
  const known = path.ids.map((id) => levelOf(compiled, type, id));
  const isWhole = path.broken === null && placed?.isContradictory !== true;
  return { status: "levels", levels: isWhole ? known : [unknownLevel, ...known] };
}

/** An id that stands for two different texts says nothing. */
function compilePolicies(policies: readonly OrganizationPolicy[]): readonly Made[] {
  const byId = new Map<string, CompiledPolicy>();
  const contradictory = new Set<string>();
  const all = policies.map((policy) => {
    const made = compilePolicy(policy);
    const known = byId.get(made.id);
    if (known !== undefined && known.text !== made.text) contradictory.add(made.id);
    byId.set(made.id, made);
    return { policy, made };
  });
  const state = { status: "problem", problem: { code: "contradictory", path: "" } } as const;
  return all.map((one) => (contradictory.has(one.made.id) ? { ...one, made: { ...one.made, state } } : one));
}

type Made = { readonly policy: OrganizationPolicy; readonly made: CompiledPolicy };

function compilePolicy(policy: OrganizationPolicy): CompiledPolicy {
  const { id, name, type, awsManaged, content } = policy;
  const text = content.status === "read" ? content.value : null;
  return { id, name, type, awsManaged, text, state: stateOf(policy) };
}

/** Twice what AWS's largest quota lets an SCP hold, so that only hostile text meets it. */
const mostCharacters = 20_480;

function stateOf({ type, content, awsManaged }: OrganizationPolicy): CompiledPolicy["state"] {
  if (content.status === "unread") return content;
  if (type !== scpType && type !== rcpType) return { status: "other-language" };
  if (content.value.length > mostCharacters) return { status: "problem", problem: { code: "too-large", path: "" } };
  const parsed = parsePolicyDocument(content.value);
  if (parsed.status === "problem" || awsManaged) return parsed;
  const problem = checkPolicyLanguage(parsed.document, type);
  return problem === null ? parsed : { status: "problem", problem };
}

function entryOf({ made }: Made, isCertain: boolean): LevelEntry {
  const { id, state } = made;
  if (state.status === "parsed") return { kind: "policy", policyId: id, document: state.document, isCertain };
  const code = state.status === "unread" ? "policy-unread" : "policy-unreadable";
  return { kind: "unreadable", policyId: id, reason: reasonOf(code, id) };
}

/** What may stand on every level: policies whose attachments, or that themselves, were not read. */
function entriesAnywhere(
  reading: OrganizationReading,
  compiled: readonly Made[],
  type: PolicyType,
): readonly LevelEntry[] {
  const entries = compiled
    .filter(({ policy }) => policy.type === type && policy.targetIds.status === "unread")
    .map((one) => entryOf(one, false));
  if (type === rcpType) entries.unshift(everyRcpLevel);
  const isListUnread = reading.unread.some(
    ({ list, scope }) => list === "policies" && (scope === undefined || scope === type),
  );
  if (isListUnread) entries.push({ kind: "unreadable", policyId: null, reason: reasonOf("attachments-unread", type) });
  return entries;
}

/**
 * AWS attaches it to the root, every OU and every account, and nobody can detach it.
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html
 */
const fullRcpId = "p-RCPFullAWSAccess";
const everyRcpLevel: LevelEntry = {
  kind: "policy",
  policyId: fullRcpId,
  isCertain: true,
  document: fullAccess([{ kind: "any", value: "*" }]),
};

function levelsByNode(
  nodeIds: readonly string[],
  compiled: readonly Made[],
  type: PolicyType,
  anywhere: readonly LevelEntry[],
): ReadonlyMap<string, Level> {
  const entries = new Map<string, LevelEntry[]>(nodeIds.map((nodeId) => [nodeId, []]));
  for (const one of compiled) {
    if (one.policy.type !== type || one.policy.targetIds.status === "unread" || one.policy.id === fullRcpId) continue;
    const entry = entryOf(one, true);
    for (const nodeId of new Set(one.policy.targetIds.value)) entries.get(nodeId)?.push(entry);
  }
  return new Map([...entries].map(([nodeId, list]) => [nodeId, { nodeId, entries: [...list, ...anywhere] }]));
}

function placeAccounts(reading: OrganizationReading, parents: ParentIndex): ReadonlyMap<string, CompiledAccount> {
  const contradictory = new Set<string>();
  for (const { id, parentId } of [...reading.organizationalUnits, ...reading.accounts]) {
    if (parents.get(id) !== parentId) contradictory.add(id);
  }
  const placed = new Map<string, CompiledAccount>();
  for (const account of reading.accounts) {
    if (placed.has(account.id)) continue;
    const path = pathTo(parents, account.id);
    placed.set(account.id, {
      account,
      path,
      isContradictory: contradictory.size > 0 && path.ids.some((id) => contradictory.has(id)),
      isManagement: account.id === reading.organization.managementAccountId,
    });
  }
  return placed;
}

/**
 * Switching a type off detaches all its policies; without all features there are none.
 * https://docs.aws.amazon.com/organizations/latest/userguide/disable-policy-type.html
 */
function unavailability({ organization, root }: OrganizationReading, type: PolicyType): CoverageReason | null {
  if (organization.featureSet === "CONSOLIDATED_BILLING") return reasonOf("type-unavailable", type);
  const isOn = root.policyTypes.some((known) => known.type === type && known.status === "ENABLED");
  return isOn ? null : reasonOf("type-disabled", type);
}

function reasonOf(code: CoverageReason["code"], detail = ""): CoverageReason {
  return { code, detail, statements: [] };
}
