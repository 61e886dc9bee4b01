import type { NodePosture } from "@sekinin/posture";
import type { TenantTransaction } from "../transaction.ts";

export type FinalisedNode = {
  readonly id: string;
  readonly kind: "root" | "organizational-unit" | "account";
  /** Null for the root only. */
  readonly parentId: string | null;
  readonly name: string;
  /** 0 for the root. */
  readonly depth: number;
  /** AWS's State for accounts (`LEFT` where it is no longer listed), empty otherwise. */
  readonly accountState: string;
  /** Accounts below that count; an account itself counts 1, a frozen one 0. */
  readonly accounts: number;
  /** Direct children, OUs and accounts. */
  readonly childCount: number;
  readonly posture: NodePosture;
};

export type FinalisedOrganization = {
  readonly organizationId: string;
  readonly crawlId: string;
  /** Every node of the tree as the crawl saw it. */
  readonly nodes: readonly FinalisedNode[];
  /** Calendar day in the tenant's zone, `YYYY-MM-DD`. */
  readonly day: string;
};

/**
 * Makes a crawl what pages show: tree, OU rollups, `current_crawl`, and the crawl complete. Writes changes only. Call
 * `withLease` first in the same transaction. Throws `crawl.cancelled` where the crawl runs no more.
 */
export declare function finaliseOrganization(
  tx: TenantTransaction,
  input: FinalisedOrganization,
): Promise<{ readonly rowsWritten: number }>;
