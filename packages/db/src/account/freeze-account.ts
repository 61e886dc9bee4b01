import type { UnreadReason } from "@sekinin/responsibility";
import type { TenantTransaction } from "../transaction.ts";

/**
 * Takes a suspended or departed account out of current scores: its open and unknown findings freeze, its history
 * stays. An account that was never read gets a frozen row. Idempotent.
 */
export declare function freezeAccount(
  tx: TenantTransaction,
  input: {
    readonly organizationId: string;
    readonly accountId: string;
    readonly name: string;
    readonly crawlId: string;
    readonly reason: UnreadReason;
    readonly observedAt: Date;
    /** Calendar day in the tenant's zone, `YYYY-MM-DD`. */
    readonly day: string;
  },
): Promise<{ readonly rowsWritten: number }>;
