import type { UnreadReason } from "@sekinin/responsibility";
import type { TenantTransaction } from "../transaction.ts";
import type { AccountState, DutyRow, Finding } from "./account.ts";

export type AccountPage = {
  readonly account: AccountState;
  /** From the root down to the account's OU; empty before the first complete crawl. */
  readonly path: readonly { readonly nodeId: string; readonly name: string }[];
  /** AWS's State of the account, `LEFT` where it is no longer listed, null before the first complete crawl. */
  readonly accountState: string | null;
  /** Failing first, then unknown, by control and Region. */
  readonly duties: readonly DutyRow[];
  /** Open and unknown first, worst severity first, at most `findingLimit`. */
  readonly findings: readonly Finding[];
  readonly findingCounts: Readonly<Record<"open" | "unknown" | "resolved" | "frozen", number>>;
  /** What could not be read, and how many resources it leaves unknown; most first. */
  readonly unread: readonly { readonly reason: UnreadReason; readonly count: number }[];
};

/** Null where this tenant's organisation has no such account. */
export declare function readAccountPage(
  tx: TenantTransaction,
  where: { readonly organizationId: string; readonly accountId: string; readonly findingLimit?: number },
): Promise<AccountPage | null>;
