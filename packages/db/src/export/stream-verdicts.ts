import type { Verdict } from "@sekinin/responsibility";
import type { TenantTransaction } from "../transaction.ts";

/** One decided resource of an account's last crawl. */
export type ExportedVerdict = {
  readonly organizationId: string;
  readonly accountId: string;
  readonly region: string;
  readonly controlId: string;
  readonly resource: string;
  readonly verdict: Verdict;
  readonly observedAt: Date;
};

/** By organisation and account; one account's log is in memory at a time. Give `withTenant` a long `timeoutMs`. */
export declare function streamVerdicts(
  tx: TenantTransaction,
  where?: { readonly organizationId?: string },
): AsyncIterable<ExportedVerdict>;
