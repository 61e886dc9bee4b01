import type pg from "pg";
import type { Place } from "./place.ts";
import type { Slot } from "./slots.ts";

/** 0 <= h < 1, the same for the same account, slot and salt. */
const draw = (salt: number) =>
  `(hashint8extended((a.number * 1000 + s.slot)::bigint, ${salt}) & 2147483647)::float8 / 2147483648`;

/**
 * Findings of every slot in every account: three in ten open, more in careless accounts; most are young. Their lives
 * are told by the events of opening and resolving.
 */
export async function insertFindings(
  client: pg.Client,
  place: Place,
  accountIds: readonly string[],
  slots: readonly Slot[],
): Promise<void> {
  await client.query(`
    CREATE TEMP TABLE bench_slots (slot int, control_id text, domain text, severity text, region text, reason text, arn text)
    ON COMMIT DROP`);
  const column = <K extends keyof Slot>(key: K) => slots.map((slot) => slot[key]);
  await client.query(
    `INSERT INTO bench_slots
     SELECT * FROM unnest($1::int[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[])`,
    [
      column("slot"),
      column("controlId"),
      column("domain"),
      column("severity"),
      column("region"),
      column("reason"),
      column("arn"),
    ],
  );
  const { tenantId, organizationId, crawlIds, now, days } = place;
  await client.query(findingsSql, [tenantId, organizationId, crawlIds, now, days, accountIds]);
  await client.query(eventsSql, [tenantId, organizationId, crawlIds, now]);
  await client.query("DROP TABLE bench_slots");
}

const crawlAt = (at: string) => `($3::uuid[])[1 + extract(day FROM $4::timestamptz - ${at})::int]`;

const findingsSql = `
  INSERT INTO findings (tenant_id, id, organization_id, account_id, region, control_id, resource, domain, severity,
    status, reason, evidence, unread_reason, first_seen_at, changed_at, resolved_at, resolution, reopened_at, crawl_id,
    rank, resource_name)
  SELECT $1::uuid, uuidv7(), $2, account_id, region, control_id, resource, domain, severity, status, reason,
    jsonb_build_object('observed', false, 'slot', slot),
    CASE WHEN status = 'unknown' THEN '{"code":"role-missing","action":"sts:AssumeRole","detail":"AccessDenied"}'::jsonb END,
    first_seen, changed, CASE WHEN status = 'resolved' THEN changed END,
    CASE WHEN status = 'resolved' THEN
      CASE WHEN kind < 0.6 THEN 'mended' WHEN kind < 0.9 THEN 'resource-gone' ELSE 'not-applicable' END END,
    CASE WHEN status = 'open' AND kind < 0.03 THEN changed END,
    ${crawlAt("changed")}, array_position(ARRAY['critical', 'high', 'medium', 'low'], severity),
    left(lower(regexp_replace(resource, '^.*[:/]', '')), 200)
  FROM (
    SELECT d.*, CASE WHEN status = 'resolved' THEN first_seen + ($4::timestamptz - first_seen) * later
        WHEN status = 'unknown' THEN greatest(first_seen, $4::timestamptz - interval '14 days' * later)
        WHEN kind < 0.1 THEN first_seen + ($4::timestamptz - first_seen) * later ELSE first_seen END AS changed
    FROM (
      SELECT a.id AS account_id, s.*, ${draw(3)} AS later, ${draw(4)} AS kind,
        replace(replace(replace(s.arn, '{region}', s.region), '{account}', a.id), '{n}',
          lpad(to_hex(a.number * 1000 + s.slot), 8, '0')) AS resource,
        $4::timestamptz - make_interval(secs => 3600 + $5::float8 * 86400 * 0.98 * (${draw(2)}) ^ 2) AS first_seen,
        CASE WHEN ${draw(1)} >= 0.3 * (0.4 + 1.2 * (hashint8extended(a.number::bigint, 9) & 1023) / 1023.0) THEN 'resolved'
          WHEN a.number % 100 = 99 OR ${draw(5)} < 0.02 THEN 'unknown' ELSE 'open' END AS status
      FROM (SELECT id, number - 1 AS number FROM unnest($6::text[]) WITH ORDINALITY AS i(id, number)) a
        CROSS JOIN bench_slots s
    ) d
  ) f`;

const eventsSql = `
  INSERT INTO finding_events (tenant_id, finding_id, crawl_id, event, at)
  SELECT $1::uuid, id, ${crawlAt("first_seen_at")}, 'opened', first_seen_at FROM findings
  WHERE tenant_id = $1::uuid AND organization_id = $2
  UNION ALL
  SELECT $1::uuid, id, crawl_id, 'resolved', resolved_at FROM findings
  WHERE tenant_id = $1::uuid AND organization_id = $2 AND status = 'resolved'`;

/** Duties that agree with the findings: what is open has failed, what was mended has passed, and some passed always. */
export async function insertDuties(client: pg.Client, place: Place, singles: readonly string[]): Promise<void> {
  await client.query(
    `INSERT INTO duties (tenant_id, organization_id, account_id, region, control_id, domain, severity, passed, failed,
       unknown, not_applicable, unknown_reasons, changed_at, crawl_id)
     SELECT $1::uuid, $2, account_id, region, control_id, min(domain), min(severity),
       CASE WHEN control_id = ANY($4::text[]) THEN CASE WHEN bool_or(status <> 'resolved') THEN 0 ELSE 1 END
         ELSE count(*) FILTER (WHERE resolution = 'mended') + 1 + (hashtext(account_id || region || control_id) & 7) END,
       count(*) FILTER (WHERE status = 'open'), count(*) FILTER (WHERE status = 'unknown'), 0,
       CASE WHEN bool_or(status = 'unknown') THEN jsonb_build_array(jsonb_build_object(
         'reason', '{"code":"role-missing","action":"sts:AssumeRole","detail":"AccessDenied"}'::jsonb,
         'count', count(*) FILTER (WHERE status = 'unknown'))) ELSE '[]'::jsonb END,
       max(changed_at), $3::uuid
     FROM findings WHERE tenant_id = $1::uuid AND organization_id = $2
     GROUP BY account_id, region, control_id`,
    [place.tenantId, place.organizationId, place.crawlIds[0], singles],
  );
}
