import type { Level } from "../evaluate/compile-organization.ts";
import { isEveryAction, isEveryResource, matchesPattern } from "../match-pattern.ts";
import type { PolicyStatement } from "../policy-document.ts";
import type { ReadStatement, UnreadableStatement } from "./decision-input.ts";
import { statementHash } from "./statement-hash.ts";

/**
 * What an action meets on the way to an account, in one form for all ways that mean the same: Denies of all levels
 * together, and only those levels whose Allows are not all of it. Same key, same statements.
 */
export type RelevantStatements = {
  readonly denies: readonly ReadStatement[];
  /** Each level needs one of its own that matches; a level without any admits nothing. */
  readonly allows: readonly (readonly ReadStatement[])[];
  readonly unreadable: readonly UnreadableStatement[];
  readonly key: string;
};

/** No policy of this type is in force. */
export const nothingInForce: RelevantStatements = { denies: [], allows: [], unreadable: [], key: "-" };

/**
 * Levels intersect, statements of one level unite, a Deny counts on every level.
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_evaluation.html
 */
export function relevantStatements(action: string, levels: readonly Level[]): RelevantStatements {
  const denies = new Map<string, ReadStatement>();
  const allows = new Map<string, readonly ReadStatement[]>();
  const unreadable = new Map<string, UnreadableStatement>();
  const lower = action.toLowerCase();
  for (const { entries } of levels) {
    const ofLevel = new Map<string, ReadStatement>();
    let isOpen = false;
    for (const entry of entries) {
      if (entry.kind === "unreadable") {
        unreadable.set(`${entry.policyId ?? ""}:${entry.reason.code}`, entry);
        // It may be the Allow that the level needs; that it may be a Deny is what `unreadable` tells.
        isOpen = true;
        continue;
      }
      const { policyId, document, isCertain } = entry;
      for (const statement of document.statements) {
        if (!concerns(statement, lower)) continue;
        const placed = { policyId, version: document.version, statement, isCertain };
        const key = isCertain ? statementHash(placed) : `${statementHash(placed)}?`;
        if (statement.effect === "Deny") denies.set(key, placed);
        else if (isCertain && isUnconditional(statement)) isOpen = true;
        else ofLevel.set(key, placed);
      }
    }
    if (!isOpen) allows.set([...ofLevel.keys()].sort().join(","), sortedByKey(ofLevel));
  }
  return {
    denies: sortedByKey(denies),
    allows: sortedByKey(allows),
    unreadable: sortedByKey(unreadable),
    key: [denies, allows, unreadable].map((map) => [...map.keys()].sort().join(";")).join("|"),
  };
}

function sortedByKey<T>(map: ReadonlyMap<string, T>): readonly T[] {
  if (map.size < 2) return [...map.values()];
  return [...map].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, value]) => value);
}

/** A statement without conditions on every resource. */
export function isUnconditional({ conditions, resources, notResources, principals }: PolicyStatement): boolean {
  if (conditions.length > 0 || notResources !== null) return false;
  if (principals?.some(({ value }) => value !== "*")) return false;
  return resources === null || resources.some(isEveryResource);
}

type ActionTest = {
  readonly isEvery: boolean;
  readonly names: ReadonlySet<string>;
  /** Patterns in lower case. */
  readonly globs: readonly string[];
};

const tests = new WeakMap<readonly string[], ActionTest>();

function testOf(patterns: readonly string[]): ActionTest {
  const known = tests.get(patterns);
  if (known !== undefined) return known;
  const lower = patterns.map((pattern) => pattern.toLowerCase());
  const made = {
    isEvery: lower.some(isEveryAction),
    names: new Set(lower.filter((pattern) => !/[*?]/.test(pattern))),
    globs: lower.filter((pattern) => /[*?]/.test(pattern)),
  };
  tests.set(patterns, made);
  return made;
}

/** Whether the statement's Action or NotAction takes in an action, written in lower case. */
export function concerns({ actions, notActions }: PolicyStatement, action: string): boolean {
  if (actions !== null) return names(actions, action);
  return notActions !== null && !names(notActions, action);
}

function names(patterns: readonly string[], action: string): boolean {
  const test = testOf(patterns);
  return test.isEvery || test.names.has(action) || test.globs.some((glob) => matchesPattern(glob, action));
}
