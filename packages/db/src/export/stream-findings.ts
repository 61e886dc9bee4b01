import type { Finding } from "../account/account.ts";
import type { TenantTransaction } from "../transaction.ts";

export type ExportedFinding = Finding & { readonly organizationId: string; readonly accountId: string };

/** Every finding, resolved ones too, by id; 1,000 in memory at a time. Give `withTenant` a long `timeoutMs`. */
export declare function streamFindings(
  tx: TenantTransaction,
  where?: { readonly organizationId?: string; readonly status?: Finding["status"] },
): AsyncIterable<ExportedFinding>;
