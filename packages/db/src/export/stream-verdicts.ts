import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import type { DecidedResource, Verdict } from "@sekinin/responsibility";
import { rows } from "../sql.ts";
import type { TenantTransaction } from "../transaction.ts";

const expand = promisify(gunzip);

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

type AccountLog = {
  readonly organizationId: string;
  readonly accountId: string;
  readonly observedAt: Date;
  readonly body: Uint8Array;
};

/**
 * Every verdict of each account's last crawl, by organisation and account, frozen accounts left out; one account's log
 * is in memory at a time. Give `withTenant` a long `timeoutMs`.
 */
export async function* streamVerdicts(
  tx: TenantTransaction,
  where: { readonly organizationId?: string } = {},
): AsyncGenerator<ExportedVerdict, void, undefined> {
  const organizationId = where.organizationId === undefined ? null : where.organizationId;
  for (let after = { organizationId: "", accountId: "" }; ; ) {
    const [log] = await rows(tx)<AccountLog>`
      SELECT a.organization_id AS "organizationId", a.account_id AS "accountId", a.observed_at AS "observedAt", l.body
      FROM account_states a JOIN LATERAL (
        SELECT v.body FROM verdict_logs v
        WHERE v.organization_id = a.organization_id AND v.account_id = a.account_id
        ORDER BY v.observed_at DESC, v.crawl_id DESC LIMIT 1
      ) l ON true
      WHERE (a.organization_id, a.account_id) > (${after.organizationId}, ${after.accountId})
        AND (${organizationId}::text IS NULL OR a.organization_id = ${organizationId}::text)
        AND a.status <> 'frozen'
      ORDER BY a.organization_id, a.account_id LIMIT 1`;
    if (log === undefined) return;
    const { body, ...shared } = log;
    for (const decided of parseLog((await expand(body)).toString("utf8"))) yield { ...shared, ...decided };
    after = log;
  }
}

function* parseLog(text: string): Generator<DecidedResource, void, undefined> {
  for (const line of text.split("\n")) {
    // Only `keepVerdictLog` writes these lines.
    if (line !== "") yield JSON.parse(line) as DecidedResource;
  }
}
