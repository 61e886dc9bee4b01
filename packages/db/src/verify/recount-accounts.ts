import type { DomainSum, PostureSums } from "@sekinin/posture";
import type { ResponsibilityDomain } from "@sekinin/responsibility";
import { rows } from "../sql.ts";
import type { TenantTransaction } from "../transaction.ts";
import { compareSums } from "./compare-sums.ts";
import type { Disagreement } from "./disagreement.ts";
import { zeroSums } from "./sums.ts";

type Stored = { readonly organizationId: string; readonly accountId: string; readonly sums: PostureSums };
type Counted = Pick<Stored, "organizationId" | "accountId"> & { readonly domain: ResponsibilityDomain } & DomainSum;

/** An account's sums equal those of its duties, and its newest rollup row and its row of the tree equal its sums. */
export async function recountAccounts(tx: TenantTransaction): Promise<Disagreement[]> {
  const accounts = await rows(tx)<Stored>`
    SELECT organization_id AS "organizationId", account_id AS "accountId", sums FROM account_states
    WHERE status <> 'frozen' ORDER BY organization_id, account_id`;
  const counted = new Map(accounts.map((account) => [keyOf(account), zeroSums()]));
  for (const row of await countDuties(tx)) {
    const sums = counted.get(keyOf(row));
    if (sums !== undefined) sums[row.domain] = row;
  }
  const found = accounts.flatMap((account) => {
    const { organizationId, accountId: nodeId, sums } = account;
    return compareSums({ kind: "account-duties", organizationId, nodeId }, sums, counted.get(keyOf(account)) ?? {});
  });
  return [...found, ...(await recountRollups(tx)), ...(await recountNodes(tx))];
}

function keyOf({ organizationId, accountId }: Pick<Stored, "organizationId" | "accountId">): string {
  return `${organizationId} ${accountId}`;
}

/** The score's formula in SQL, apart from `posture`: w k m of a duty is w p / (p + f + u), in steps of 2^-22. */
function countDuties(tx: TenantTransaction): Promise<Counted[]> {
  return rows(tx)<Counted>`
    SELECT organization_id AS "organizationId", account_id AS "accountId", domain,
      sum(round(w * passed / n * 4194304) / 4194304)::float8 AS met,
      sum(round(w * (passed + failed) / n * 4194304) / 4194304)::float8 AS known,
      sum(w)::float8 AS total, count(*)::int AS duties,
      count(*) FILTER (WHERE failed > 0)::int AS "failingDuties",
      count(*) FILTER (WHERE unknown > 0)::int AS "unknownDuties",
      sum(passed)::int AS passed, sum(failed)::int AS failed, sum(unknown)::int AS unknown
    FROM (
      SELECT *, (passed + failed + unknown)::float8 AS n,
        CASE severity WHEN 'critical' THEN 10 WHEN 'high' THEN 5 WHEN 'medium' THEN 2 ELSE 1 END::float8 AS w
      FROM duties
    ) d WHERE n > 0 GROUP BY organization_id, account_id, domain`;
}

type Pair = {
  readonly organizationId: string;
  readonly nodeId: string;
  readonly stored: PostureSums;
  readonly recounted: PostureSums;
};

async function recountRollups(tx: TenantTransaction): Promise<Disagreement[]> {
  const pairs = await rows(tx)<Pair>`
    SELECT a.organization_id AS "organizationId", a.account_id AS "nodeId",
      coalesce(r.sums, '{}') AS stored, a.sums AS recounted
    FROM account_states a LEFT JOIN LATERAL (
      SELECT p.sums FROM posture_rollups p
      WHERE p.organization_id = a.organization_id AND p.node_id = a.account_id ORDER BY p.day DESC LIMIT 1
    ) r ON true
    WHERE a.status <> 'frozen' AND r.sums IS DISTINCT FROM a.sums
    ORDER BY a.organization_id, a.account_id LIMIT 1000`;
  return pairs.flatMap(({ stored, recounted, ...place }) =>
    compareSums({ kind: "rollup-account", ...place }, stored, recounted),
  );
}

async function recountNodes(tx: TenantTransaction): Promise<Disagreement[]> {
  const pairs = await rows(tx)<Pair>`
    SELECT a.organization_id AS "organizationId", a.account_id AS "nodeId",
      coalesce(n.posture -> 'sums', '{}') AS stored, a.sums AS recounted
    FROM account_states a JOIN organizations o
        ON o.organization_id = a.organization_id AND o.current_crawl_id = a.crawl_id
      LEFT JOIN organization_nodes n ON n.organization_id = a.organization_id AND n.node_id = a.account_id
    WHERE a.status <> 'frozen' AND n.posture -> 'sums' IS DISTINCT FROM a.sums
    ORDER BY a.organization_id, a.account_id LIMIT 1000`;
  return pairs.flatMap(({ stored, recounted, ...place }) =>
    compareSums({ kind: "node-account", ...place }, stored, recounted),
  );
}
