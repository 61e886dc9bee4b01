import type { CoverageReason } from "../coverage/coverage.ts";
import type { Atom } from "../objectives/atom.ts";
import type { PolicyDocument, PolicyStatement } from "../policy-document.ts";
import type { ActionUniverse } from "../universe/action-universe.ts";

/** A statement in force. One object per statement of a compiled policy: what is made of it is kept by identity. */
export type ReadStatement = {
  readonly kind: "statement";
  readonly policyId: string;
  readonly version: PolicyDocument["version"];
  readonly statement: PolicyStatement;
};

/** A policy that is attached and that nobody could read: it may allow or deny anything. */
export type UnreadableStatement = {
  readonly kind: "unreadable";
  readonly policyId: string;
  readonly code: "policy-unreadable" | "policy-unread";
  /** A problem's code or path, or why the crawl could not read it. */
  readonly detail: string;
};

export type PlacedStatement = ReadStatement | UnreadableStatement;

/** Statements by level, from the root through the OUs to the account. An empty level has no policy at all. */
export type Levels = readonly (readonly PlacedStatement[])[];

/**
 * The policies of one type on the way to an account, or why there are none to decide upon: `type-disabled` and
 * `type-unavailable` mean that nothing is in force, every other code that nobody knows.
 */
export type PolicyLevels = Levels | { readonly unavailable: CoverageReason };

/** What is fixed for every request of an account. */
export type DecisionPlace = {
  readonly account: { readonly id: string; readonly partition: string };
  readonly organization: { readonly id: string; readonly managementAccountId: string };
  /** The account's place as `aws:PrincipalOrgPaths` writes it: `o-abc/r-1/ou-1-a/`; null where it is not known. */
  readonly path: string | null;
};

/** One objective in one account. */
export type DecisionInput = DecisionPlace & {
  readonly atoms: readonly Atom[];
  readonly scp: PolicyLevels;
  readonly rcp: PolicyLevels;
  readonly universe: ActionUniverse;
};

export function isUnavailable(levels: PolicyLevels): levels is { readonly unavailable: CoverageReason } {
  return "unavailable" in levels;
}
