import { isUnconditional } from "../decide/relevant-statements.ts";
import { type CompiledOrganization, type Level, levelOf, scpType } from "../evaluate/compile-organization.ts";
import { isEveryAction } from "../match-pattern.ts";
import { pathTo } from "../organization-path.ts";
import { type Allowed, AllowedActions, isNone } from "./allowed-actions.ts";
import { someOf } from "./found-problem.ts";
import type { LintProblem } from "./lint-problem.ts";
import { problemOf } from "./organization-problem.ts";

/** Services that accounts use, by account id, as far as a crawl saw them. */
export type ServicesInUse = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * Nodes below which nothing, or nothing of a service that somebody counts on, can be done any more: levels intersect,
 * so that an allow list holds only what every list above holds too.
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_evaluation.html
 */
export function lintLockouts(compiled: CompiledOrganization, inUse: ServicesInUse = new Map()): readonly LintProblem[] {
  if (compiled.unavailable[scpType] !== null) return [];
  const walk = new Walk(compiled, inUse);
  return walk.run();
}

/** Somebody who denies everything in so many words means it: an OU for accounts in quarantine. */
function lockedOut(nodeId: string, level: Level): LintProblem {
  const isMeant = level.entries.some(
    (entry) =>
      entry.kind === "policy" &&
      entry.document.statements.some(
        (statement) =>
          statement.effect === "Deny" && isUnconditional(statement) && statement.actions?.some(isEveryAction) === true,
      ),
  );
  const details = { target: nodeId, type: scpType, why: isMeant ? "denied" : "not-allowed" };
  return problemOf("locked-out", isMeant ? "warning" : "error", details, { nodeId });
}

class Walk {
  private readonly compiled: CompiledOrganization;
  private readonly inUse: ServicesInUse;
  private readonly allowed: AllowedActions;
  private readonly known = new Map<string, Allowed>();
  private readonly problems: LintProblem[] = [];

  constructor(compiled: CompiledOrganization, inUse: ServicesInUse) {
    this.compiled = compiled;
    this.inUse = inUse;
    this.allowed = new AllowedActions(compiled.universe);
  }

  run(): readonly LintProblem[] {
    for (const { account, path, isManagement, isContradictory } of this.compiled.accounts.values()) {
      if (isManagement || isContradictory || path.broken !== null) continue;
      for (const nodeId of path.ids) this.at(nodeId);
      this.lintUse(account.id);
    }
    return this.problems;
  }

  /** What is left at a node, found once for all accounts below it. */
  private at(nodeId: string): Allowed {
    const found = this.known.get(nodeId);
    if (found !== undefined) return found;
    const parent = pathTo(this.compiled.parents, nodeId).ids.at(-2);
    const above = parent === undefined ? null : this.at(parent);
    const level = levelOf(this.compiled, scpType, nodeId);
    const left = this.allowed.through(above, level);
    this.known.set(nodeId, left);
    // A node without any policy is a problem of its own.
    if (isNone(left) && !isNone(above) && level.entries.length > 0) this.problems.push(lockedOut(nodeId, level));
    else if (left !== above && !isNone(left)) this.lintList(nodeId, left);
    return left;
  }

  /** Services that an Allow of this level names and that are not left: another level does not allow them. */
  private lintList(nodeId: string, left: Allowed): void {
    for (const entry of levelOf(this.compiled, scpType, nodeId).entries) {
      if (entry.kind !== "policy" || !entry.isCertain) continue;
      for (const statement of entry.document.statements) {
        // An Allow with NotAction or `*` counts on nothing in particular.
        if (statement.effect !== "Allow" || statement.actions === null || statement.actions.includes("*")) continue;
        const lost = this.allowed.lostServices(statement, left);
        if (lost.length === 0) continue;
        const details = { services: someOf(lost), target: nodeId, why: "listed" };
        const at = { nodeId, policyId: entry.policyId, path: `Statement[${statement.index}]` };
        this.problems.push(problemOf("service-locked-out", "warning", details, at));
      }
    }
  }

  private lintUse(accountId: string): void {
    const used = this.inUse.get(accountId);
    if (used === undefined) return;
    const left = this.at(accountId);
    const lost = [...used].filter((service) => !this.allowed.hasService(left, service)).sort();
    if (lost.length === 0) return;
    const details = { services: someOf(lost), target: accountId, why: "in-use" };
    this.problems.push(problemOf("service-locked-out", "error", details, { nodeId: accountId }));
  }
}
