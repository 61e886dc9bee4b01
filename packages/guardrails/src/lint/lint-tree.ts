import { type CompiledOrganization, scpType } from "../evaluate/compile-organization.ts";
import { pathTo } from "../organization-path.ts";
import { indexScps, restrictingPoliciesOf } from "../restricting-policies.ts";
import { someOf } from "./found-problem.ts";
import type { LintProblem } from "./lint-problem.ts";
import { problemOf } from "./organization-problem.ts";

/** A tree with holes or circles, accounts that no OU's policies reach, and what the crawl could not read. */
export function lintTree(compiled: CompiledOrganization): readonly LintProblem[] {
  return [...lintPlaces(compiled), ...lintOutside(compiled), ...lintUnread(compiled)];
}

/** One problem for all nodes that break at the same place. */
function lintPlaces({ reading, parents }: CompiledOrganization): readonly LintProblem[] {
  const broken = new Map<string, string[]>();
  for (const { id, parentId } of [...reading.organizationalUnits, ...reading.accounts]) {
    const path = pathTo(parents, id);
    if (path.broken === null) continue;
    const first = path.ids[0] ?? id;
    const at = path.broken === "cycle" ? "cycle" : `orphan ${parents.get(first) ?? parentId}`;
    const nodes = broken.get(at);
    if (nodes === undefined) broken.set(at, [id]);
    else nodes.push(id);
  }
  return [...broken].map(([at, nodes]) => {
    const [why = "", missing = ""] = at.split(" ");
    const details = { why, missing, nodes: someOf(nodes), count: String(nodes.length) };
    return problemOf("tree-broken", "error", details, { nodeId: missing === "" ? (nodes[0] ?? "") : missing });
  });
}

/** Accounts right below the root, and those on whose way nothing restricts anything. Counted by their parent. */
function lintOutside(compiled: CompiledOrganization): readonly LintProblem[] {
  const { reading, unavailable } = compiled;
  if (unavailable[scpType] !== null) return [];
  const index = indexScps(reading);
  const outside = new Map<string, string[]>();
  for (const { account, isManagement, path } of compiled.accounts.values()) {
    if (isManagement || account.state !== "ACTIVE" || path.broken !== null) continue;
    const isInRoot = account.parentId === reading.root.id && reading.organizationalUnits.length > 0;
    const restricting = isInRoot ? null : restrictingPoliciesOf(index, account.id);
    const isFree = restricting?.status === "read" && restricting.value.length === 0;
    if (!isInRoot && !isFree) continue;
    const key = `${isInRoot ? "in-root" : "no-policy"} ${account.parentId}`;
    const known = outside.get(key);
    if (known === undefined) outside.set(key, [account.id]);
    else known.push(account.id);
  }
  return [...outside].map(([key, accounts]) => {
    const [why = "", nodeId = ""] = key.split(" ");
    const details = { why, accounts: someOf(accounts), count: String(accounts.length) };
    return problemOf("outside-units", "warning", details, { nodeId });
  });
}

function lintUnread({ reading }: CompiledOrganization): readonly LintProblem[] {
  const policies = reading.policies.flatMap(({ id, name, content, targetIds }) =>
    [content, targetIds].flatMap((read, at) => {
      if (read.status === "read") return [];
      const details = { what: at === 0 ? "content" : "targets", reason: read.reason.code, policy: name };
      return [problemOf("unread", "warning", details, { policyId: id })];
    }),
  );
  const lists = reading.unread.map(({ list, scope = "", reason }) =>
    problemOf("unread", "warning", { what: list, reason: reason.code, scope }, scope === "" ? {} : { nodeId: scope }),
  );
  return [...policies, ...lists];
}
