import { rows } from "../sql.ts";
import type { TenantTransaction } from "../transaction.ts";
import type { Disagreement } from "./disagreement.ts";

/** What the stored causes and events say, against the rollups that they explain and the findings' lives. */
export async function recountChanges(tx: TenantTransaction): Promise<Disagreement[]> {
  return [...(await recountCauses(tx)), ...(await recountFlows(tx))];
}

/**
 * For every OU, day, domain: the causes of the day's crawls add up, exactly, to the change of the rollup since the day
 * before. An installation that is older than this history has no causes of its first days: its first day is left out.
 * What no cause explains is listed too.
 */
function recountCauses(tx: TenantTransaction): Promise<Disagreement[]> {
  return rows(tx)<Disagreement>`
    WITH begun AS (
      SELECT organization_id, min(day) AS since, EXISTS (
        SELECT FROM posture_changes x WHERE x.organization_id = p.organization_id AND x.crawl_id = (
          SELECT c.id FROM crawls c WHERE c.organization_id = p.organization_id AND c.state = 'complete'
          ORDER BY c.finished_at, c.requested_at LIMIT 1)) AS is_whole
      FROM posture_changes p WHERE kind <> 'account' GROUP BY organization_id
    ), told AS (
      SELECT p.organization_id, p.node_id, p.day, d.key AS domain, q.key AS quantity,
        sum((q.value)::text::float8) AS told
      FROM posture_changes p CROSS JOIN LATERAL jsonb_each(p.causes) c CROSS JOIN LATERAL jsonb_each(c.value) d
        CROSS JOIN LATERAL jsonb_each(d.value) q
      WHERE p.kind <> 'account' GROUP BY 1, 2, 3, 4, 5
    ), kept AS (
      SELECT organization_id, node_id, day, sums, lag(sums, 1, '{}') OVER (
        PARTITION BY organization_id, node_id ORDER BY day) AS before
      FROM posture_rollups WHERE kind <> 'account'
    ), changed AS (
      SELECT k.organization_id, k.node_id, k.day, d.key AS domain, q.quantity,
        coalesce((d.value ->> q.quantity)::float8, 0) - coalesce((k.before -> d.key ->> q.quantity)::float8, 0) AS change
      FROM kept k CROSS JOIN LATERAL jsonb_each(k.sums) d
        CROSS JOIN unnest(ARRAY['met', 'known', 'total']) AS q(quantity)
    )
    SELECT 'causes-rollup' AS kind, organization_id AS "organizationId", node_id AS "nodeId",
      day::text || ' ' || domain || ' ' || quantity AS where, coalesce(told, 0) AS stored,
      coalesce(change, 0) AS recounted
    FROM told FULL JOIN changed USING (organization_id, node_id, day, domain, quantity)
      JOIN begun USING (organization_id)
    WHERE coalesce(told, 0) <> coalesce(change, 0) AND (day > since OR (is_whole AND day = since))
    ORDER BY organization_id, node_id, day, domain, quantity LIMIT 1000`;
}

/**
 * For every account and crawl: events in the lives of findings, against the events themselves. Over all domains: a
 * control that changes its domain takes its findings along, and what was told before stays told as it was.
 */
function recountFlows(tx: TenantTransaction): Promise<Disagreement[]> {
  return rows(tx)<Disagreement>`
    WITH begun AS (
      SELECT p.organization_id, min(c.requested_at) AS since
      FROM posture_changes p JOIN crawls c ON c.id = p.crawl_id GROUP BY p.organization_id
    ), told AS (
      SELECT p.organization_id, p.node_id, p.crawl_id, f.key AS flow, sum((f.value)::text::int)::int AS told
      FROM posture_changes p CROSS JOIN LATERAL jsonb_each(p.flows) d CROSS JOIN LATERAL jsonb_each(d.value) f
      WHERE p.kind = 'account' AND f.value <> '0' GROUP BY 1, 2, 3, 4
    ), lived AS (
      SELECT f.organization_id, f.account_id AS node_id, e.crawl_id, CASE
          WHEN e.event = 'read-again' THEN 'readAgain'
          WHEN e.event <> 'resolved' THEN e.event
          WHEN e.detail ->> 'resolution' = 'mended' THEN 'mended' ELSE 'gone' END AS flow, count(*)::int AS lived
      FROM finding_events e JOIN findings f ON f.id = e.finding_id
      WHERE e.event <> 'changed' GROUP BY 1, 2, 3, 4
    ), pairs AS (
      SELECT organization_id, node_id, crawl_id, flow, coalesce(told, 0) AS told, coalesce(lived, 0) AS lived
      FROM told FULL JOIN lived USING (organization_id, node_id, crawl_id, flow)
    )
    SELECT 'flows-events' AS kind, p.organization_id AS "organizationId", p.node_id AS "nodeId",
      p.crawl_id::text || ' ' || p.flow AS where, p.told AS stored, p.lived AS recounted
    FROM pairs p JOIN begun b USING (organization_id) JOIN crawls c ON c.id = p.crawl_id
    WHERE p.told <> p.lived AND (c.requested_at > b.since OR EXISTS (
      SELECT FROM posture_changes x WHERE x.organization_id = p.organization_id AND x.node_id = p.node_id
        AND x.crawl_id = p.crawl_id))
    ORDER BY p.organization_id, p.node_id, p.crawl_id, p.flow LIMIT 1000`;
}
