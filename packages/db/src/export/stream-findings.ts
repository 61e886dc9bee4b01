import type { Finding, FindingStatus } from "../account/account.ts";
import { rows } from "../sql.ts";
import type { TenantTransaction } from "../transaction.ts";

export type ExportedFinding = Finding & { readonly organizationId: string; readonly accountId: string };

const findingsAtOnce = 1_000;
const beforeAll = "00000000-0000-0000-0000-000000000000";

/** Every finding, resolved ones too, by id; 1,000 in memory at a time. Give `withTenant` a long `timeoutMs`. */
export async function* streamFindings(
  tx: TenantTransaction,
  where: { readonly organizationId?: string; readonly status?: FindingStatus } = {},
): AsyncGenerator<ExportedFinding, void, undefined> {
  const organizationId = where.organizationId === undefined ? null : where.organizationId;
  const status = where.status ?? null;
  for (let after = beforeAll; ; ) {
    const page = await rows(tx)<ExportedFinding>`
      SELECT id::text, organization_id AS "organizationId", account_id AS "accountId", region,
        control_id AS "controlId", resource, domain, severity, status, reason, evidence,
        unread_reason AS "unreadReason", first_seen_at AS "firstSeenAt", changed_at AS "changedAt",
        resolved_at AS "resolvedAt", resolution, reopened_at AS "reopenedAt"
      FROM findings
      WHERE id > ${after}::uuid AND (${organizationId}::text IS NULL OR organization_id = ${organizationId}::text)
        AND (${status}::text IS NULL OR status = ${status}::text)
      ORDER BY id LIMIT ${findingsAtOnce}::int`;
    yield* page;
    const last = page.at(-1);
    if (last === undefined || page.length < findingsAtOnce) return;
    after = last.id;
  }
}
