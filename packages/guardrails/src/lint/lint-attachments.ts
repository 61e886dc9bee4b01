import { type CompiledOrganization, rcpType, scpType } from "../evaluate/compile-organization.ts";
import type { OrganizationPolicy } from "../organization.ts";
import { someOf } from "./found-problem.ts";
import type { LintProblem } from "./lint-problem.ts";
import { isListRead, problemOf } from "./organization-problem.ts";

/** Where policies hang: nowhere, on what does not exist or is exempt, twice, or without their type being on. */
export function lintAttachments(compiled: CompiledOrganization): readonly LintProblem[] {
  const own = compiled.reading.policies.filter(({ awsManaged }) => !awsManaged);
  return [
    ...own.flatMap((policy) => lintTargets(compiled, policy)),
    ...lintIds(compiled),
    ...lintTypes(compiled, own),
    ...nodesWithoutPolicy(compiled),
  ];
}

function lintTargets(compiled: CompiledOrganization, policy: OrganizationPolicy): readonly LintProblem[] {
  if (policy.targetIds.status === "unread") return [];
  const { id: policyId, type } = policy;
  const targets = policy.targetIds.value;
  if (targets.length === 0) return [problemOf("attached-nowhere", "note", { policy: policy.name, type }, { policyId })];
  const problems: LintProblem[] = [];
  const treeIsRead = isListRead(compiled, ["organizational-units", "accounts"]);
  const seen = new Set<string>();
  for (const target of targets) {
    const at = { policyId, nodeId: target };
    if (seen.has(target)) problems.push(problemOf("contradictory-attachment", "error", { target, why: "twice" }, at));
    else if (treeIsRead && !compiled.parents.has(target))
      problems.push(problemOf("target-missing", "error", { target }, at));
    else if (target === compiled.reading.organization.managementAccountId && (type === scpType || type === rcpType))
      problems.push(problemOf("exempt-target", "warning", { target, type }, at));
    seen.add(target);
  }
  return problems;
}

/** One id for two policies, or a node with two parents: nobody can say what is in force. */
function lintIds({ reading, accounts, parents }: CompiledOrganization): readonly LintProblem[] {
  const seen = new Set<string>();
  const problems: LintProblem[] = [];
  for (const { id } of reading.policies) {
    if (seen.has(id)) problems.push(problemOf("contradictory-attachment", "error", { why: "id" }, { policyId: id }));
    seen.add(id);
  }
  for (const { id, parentId } of [...reading.organizationalUnits, ...reading.accounts]) {
    if (parents.get(id) === parentId) continue;
    const details = { why: "parents", target: id, parents: someOf([parents.get(id) ?? reading.root.id, parentId]) };
    problems.push(problemOf("contradictory-attachment", "error", details, { nodeId: id }));
  }
  return accounts.size === 0 && problems.length === 0 ? [] : problems;
}

/**
 * Policies of a type that is off do nothing: switching it off takes all of them away from where they hang.
 * https://docs.aws.amazon.com/organizations/latest/userguide/disable-policy-type.html
 */
function lintTypes({ reading }: CompiledOrganization, own: readonly OrganizationPolicy[]): readonly LintProblem[] {
  const enabled = new Set(
    reading.root.policyTypes.filter(({ status }) => status === "ENABLED").map(({ type }) => type),
  );
  const types = [...new Set(own.map(({ type }) => type))].filter((type) => !enabled.has(type)).sort();
  return types.map((type) => {
    const names = own.filter((policy) => policy.type === type).map(({ name }) => name);
    const details = { type, policies: someOf(names), features: reading.organization.featureSet };
    return problemOf("type-not-enabled", "error", details, { nodeId: reading.root.id });
  });
}

/**
 * With SCPs on, every node has at least one; without any, nothing is allowed below it.
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html#min-max-policies
 */
function nodesWithoutPolicy(compiled: CompiledOrganization): readonly LintProblem[] {
  if (compiled.unavailable[scpType] !== null) return [];
  const empty = [...(compiled.levels[scpType] ?? [])].flatMap(([nodeId, { entries }]) =>
    entries.length === 0 && nodeId !== compiled.reading.organization.managementAccountId ? [nodeId] : [],
  );
  return empty.map((nodeId) => problemOf("no-policy-attached", "error", { target: nodeId, type: scpType }, { nodeId }));
}
