import { query } from "./query.ts";
import type { SampleCrawl } from "./sample-crawl.ts";

/** A row to be planted as it is. */
export type PlantedFinding = {
  readonly id: string;
  readonly accountId: string;
  readonly region: string;
  readonly controlId: string;
  readonly resource: string;
  readonly domain: string;
  readonly severity: string;
  readonly rank: number;
  readonly status: string;
  readonly firstSeenAt: Date;
  readonly changedAt: Date;
};

/** Writes findings behind the policies, in one statement. */
export async function plantFindings(ownerUrl: string, crawl: SampleCrawl, findings: readonly PlantedFinding[]) {
  await query(
    ownerUrl,
    `INSERT INTO findings (tenant_id, id, organization_id, account_id, region, control_id, resource, domain, severity,
       rank, status, reason, evidence, first_seen_at, changed_at, resolved_at, resolution, unread_reason, crawl_id, resource_name)
     SELECT $1, id, $2, "accountId", region, "controlId", resource, domain, severity, rank, status, 'reason', '{}',
       "firstSeenAt", "changedAt", CASE WHEN status = 'resolved' THEN "changedAt" END,
       CASE WHEN status = 'resolved' THEN 'mended' END,
       CASE WHEN status = 'unknown' THEN '{"code":"timeout"}'::jsonb END, $3, left(lower(regexp_replace(resource, '^.*[:/]', '')), 200)
     FROM json_to_recordset($4) AS f(id uuid, "accountId" text, region text, "controlId" text, resource text, domain text,
       severity text, rank smallint, status text, "firstSeenAt" timestamptz, "changedAt" timestamptz)`,
    [crawl.tenantId, crawl.organizationId, crawl.crawlId, JSON.stringify(findings)],
  );
}

/** A node of the tree that pages show, as a row. */
export type PlantedNode = {
  readonly nodeId: string;
  readonly kind: "root" | "organizational-unit" | "account";
  readonly parentId: string;
  readonly name: string;
  readonly depth: number;
};

/** Writes the tree, and an account_states row of each account. */
export async function plantTree(ownerUrl: string, crawl: SampleCrawl, nodes: readonly PlantedNode[]) {
  const place = [crawl.tenantId, crawl.organizationId, JSON.stringify(nodes)];
  const given = `json_to_recordset($3) AS n("nodeId" text, kind text, "parentId" text, name text, depth int)`;
  await query(
    ownerUrl,
    `INSERT INTO organization_nodes (tenant_id, organization_id, node_id, kind, parent_id, name, depth, accounts, posture)
     SELECT $1, $2, "nodeId", kind, "parentId", name, depth, 1, '{}' FROM ${given}`,
    place,
  );
  await query(
    ownerUrl,
    `INSERT INTO account_states (tenant_id, organization_id, account_id, name, status, crawl_id, observed_at, sums, calls)
     SELECT $1, $2, "nodeId", name, 'current', $4, '2026-11-20', '{}', 0 FROM ${given} WHERE kind = 'account'`,
    [...place, crawl.crawlId],
  );
}
