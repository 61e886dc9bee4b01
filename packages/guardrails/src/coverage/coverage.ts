/** Best to worst for a reader; `unknown` is never good. */
export const coverageVerdicts = ["enforced", "conditional", "partial", "none", "unknown", "exempt"] as const;
export type CoverageVerdict = (typeof coverageVerdicts)[number];

/** What a reader must see before the rest. `exempt` comes last, since nothing was asked there. */
export const verdictsWorstFirst = [
  "none",
  "partial",
  "unknown",
  "conditional",
  "enforced",
  "exempt",
] as const satisfies readonly CoverageVerdict[];

/** A statement of a policy. `attachedTo` is the node whose level it acts on; null where accounts of one class share it. */
export type StatementReference = {
  readonly policyId: string;
  /** From 0. */
  readonly statement: number;
  readonly sid: string | null;
  readonly attachedTo: string | null;
};

/** One call in full, as `sekinin evaluate` takes it. Several resources where AWS authorises the call against several. */
export type WitnessRequest = {
  readonly account: string;
  readonly principal: string;
  readonly action: string;
  readonly resources: readonly string[];
  readonly context: Readonly<Record<string, readonly string[]>>;
};

/** A request that gets through, or (`deniedBy` not empty) one that does not. The plain evaluator has confirmed it. */
export type Witness = {
  readonly request: WitnessRequest;
  readonly deniedBy: readonly StatementReference[];
  /** False where a correlation between keys was not checked, so that the request is assumed to be possible. */
  readonly isChecked: boolean;
};

/** scp.md 3.3: E1, E2, E4; `open` needs nothing that only some have. */
export type WayOutKind = "named-exemption" | "route" | "state" | "open";

/** What a request must fulfil on one key to get through: all requirements of a way out hold together. */
export type WayOutRequirement = {
  /** As written in the policy: `aws:PrincipalArn`; `$resource` for the resource itself. */
  readonly key: string;
  readonly kind: WayOutKind;
  readonly how: "matches" | "does-not-match" | "absent" | "present" | "within" | "outside" | "compares";
  /** Patterns, networks, or comparisons such as `< 3600`. */
  readonly values: readonly string[];
  /** The key may be absent as well. */
  readonly orAbsent: boolean;
  /** Of a key with several values: whether it speaks of each value or of one of them. */
  readonly quantifier?: "every" | "some";
  /** Values are compared without case. */
  readonly ignoresCase?: true;
};

export type WayOut = {
  /** The worst kind among its requirements, `open` where none of them is an exemption. */
  readonly kind: WayOutKind;
  readonly requirements: readonly WayOutRequirement[];
  /** The same in one line of the policy language, for files: `aws:PrincipalArn matches arn:aws:iam::*:role/Admin*`. */
  readonly detail: string;
  /** Statements that this way passes by (the Deny that does not match) or through (the Allow that does). */
  readonly statements: readonly StatementReference[];
  /** Core actions that it opens, at most 100. */
  readonly actions: readonly string[];
  /** How many more there are, where an objective asks about thousands. */
  readonly actionsLeftOff?: number;
  /** An administrator of the account can make or take over what it asks for; null where that was not decided. */
  readonly selfMade: boolean | null;
  /** The actions that make it so: `iam:CreateRole`. */
  readonly selfMadeBy: readonly string[];
  readonly witness: Witness | null;
};

/** Atoms by outcome. In files `actions`: stopped, escaping, open, unknown. */
export type ActionCounts = {
  readonly stopped: number;
  readonly escaping: number;
  readonly open: number;
  readonly unknown: number;
};

export const coverageReasonCodes = [
  "management-account",
  "type-disabled",
  "type-unavailable",
  "parameter-missing",
  "policy-unreadable",
  "policy-unread",
  "attachments-unread",
  "place-unknown",
  "over-budget",
  "variable-unbound",
  "no-policy",
  "action-unknown",
  "account-not-active",
] as const;
export type CoverageReasonCode = (typeof coverageReasonCodes)[number];

export type CoverageReason = {
  readonly code: CoverageReasonCode;
  /** A parameter's name, a key, a node's id: never prose. */
  readonly detail: string;
  readonly statements: readonly StatementReference[];
};

/** One objective in one account (or in a class of accounts with the same policies). */
export type ObjectiveOutcome = {
  readonly verdict: CoverageVerdict;
  readonly reason: CoverageReason | null;
  readonly actions: ActionCounts;
  readonly hardening: ActionCounts;
  /** Minimal ways out, worst first; at most 20. */
  readonly waysOut: readonly WayOut[];
  readonly waysOutLeftOff: number;
  /** Statements that stop at least one core atom for everybody. */
  readonly deciding: readonly StatementReference[];
  /** A request that gets through; where all is stopped, one of the objective's requests and what denies it. */
  readonly witness: Witness | null;
  /** The declarative policy that fulfils the objective whatever SCPs say; the verdict stays that of the policies. */
  readonly metBy: { readonly policyId: string; readonly path: string; readonly value: string } | null;
};

/** Accounts that share every outcome. The key is a hash of what was decided upon, equal between crawls. */
export type CoverageClass = {
  readonly key: string;
  readonly accounts: readonly string[];
  readonly outcomes: Readonly<Record<string, ObjectiveOutcome>>;
};

/** Every objective in every account that is a member. */
export type Coverage = {
  readonly objectives: readonly string[];
  readonly classes: readonly CoverageClass[];
};

/** Accounts by verdict, in the order of `coverageVerdicts`. */
export type VerdictCounts = readonly [number, number, number, number, number, number];

/** The root or an OU: counts of the accounts below it, by objective. */
export type CoverageNode = {
  readonly nodeId: string;
  readonly counts: Readonly<Record<string, VerdictCounts>>;
  /** By objective, the account with the worst verdict below (`none` < `partial` < `unknown` < `conditional` < `enforced`). */
  readonly worst: Readonly<Record<string, string>>;
};
