import type { Control, DecisionContext } from "./control.ts";
import type { AccountFacts } from "./facts/index.ts";
import type { UnreadReason } from "./reading.ts";
import type { Verdict } from "./verdict.ts";

/** One control's verdict on one resource; an unread list is one such row with the account's root ARN. */
export type DecidedResource = {
  readonly controlId: string;
  readonly region: string;
  readonly resource: string;
  readonly verdict: Verdict;
};

/** Counts of one duty: one account, Region, control. `unknownReasons` is sorted and its counts add up to `unknown`. */
export type DutyCounts = {
  readonly controlId: string;
  readonly region: string;
  readonly passed: number;
  readonly failed: number;
  readonly unknown: number;
  readonly notApplicable: number;
  readonly unknownReasons: readonly { readonly reason: UnreadReason; readonly count: number }[];
};

/** Every control of `controls` on every resource of its type; what was not listed is unknown, never absent. */
export declare function decideAccount(
  controls: readonly Control[],
  facts: AccountFacts,
  context: DecisionContext,
): readonly DecidedResource[];

/** Every control unknown for one reason: an account that could not be entered at all. */
export declare function undecidedAccount(
  controls: readonly Control[],
  accountId: string,
  partition: string,
  reason: UnreadReason,
  isManagementAccount: boolean,
): readonly DecidedResource[];

export declare function countDuties(decided: readonly DecidedResource[]): readonly DutyCounts[];
