import type { ResponsibilityDomain } from "@sekinin/responsibility";
import { execute } from "../sql.ts";
import { storableJson } from "../text.ts";
import type { TenantTransaction } from "../transaction.ts";
import type { FindingChange, LifeEvent } from "./finding-life.ts";

/** Where and when findings change. */
export type FindingPlace = {
  readonly organizationId: string;
  readonly accountId: string;
  readonly crawlId: string;
  readonly observedAt: Date;
};

export type NewFinding = {
  readonly id: string;
  readonly region: string;
  readonly controlId: string;
  readonly resource: string;
  readonly domain: ResponsibilityDomain;
  readonly severity: string;
  readonly reason: string;
  readonly evidence: unknown;
};

type WeighedControl = { readonly id: string; readonly domain: ResponsibilityDomain; readonly severity: string };

export type FindingUpdate = FindingChange & { readonly id: string };

export type FindingEventRow = { readonly findingId: string; readonly event: LifeEvent; readonly detail: unknown };

const rowsAtOnce = 5_000;

/** Runs `write` on parts small enough for one statement, and adds up the rows that each wrote. */
async function inParts<T>(items: readonly T[], write: (part: readonly T[]) => Promise<number>): Promise<number> {
  let written = 0;
  for (let from = 0; from < items.length; from += rowsAtOnce) {
    written += await write(items.slice(from, from + rowsAtOnce));
  }
  return written;
}

export function insertFindings(tx: TenantTransaction, place: FindingPlace, findings: readonly NewFinding[]) {
  return inParts(
    findings,
    (part) => execute(tx)`
      INSERT INTO findings (tenant_id, id, organization_id, account_id, region, control_id, resource, domain, severity,
        status, reason, evidence, first_seen_at, changed_at, crawl_id, rank, resource_name)
      SELECT current_setting('app.tenant_id')::uuid, id, ${place.organizationId}, ${place.accountId}, region,
        control_id, resource, domain, severity, 'open', reason, evidence::jsonb, ${place.observedAt}::timestamptz,
        ${place.observedAt}::timestamptz, ${place.crawlId}::uuid,
        array_position(ARRAY['critical', 'high', 'medium', 'low'], severity),
        left(lower(regexp_replace(resource, '^.*[:/]', '')), 200)
      FROM unnest(${part.map((row) => row.id)}::uuid[], ${part.map((row) => row.region)}::text[],
        ${part.map((row) => row.controlId)}::text[], ${part.map((row) => row.resource)}::text[],
        ${part.map((row) => row.domain)}::text[], ${part.map((row) => row.severity)}::text[],
        ${part.map((row) => row.reason)}::text[], ${part.map((row) => storableJson(row.evidence))}::text[])
        AS i(id, region, control_id, resource, domain, severity, reason, evidence)`,
  );
}

/** Gives findings the severity and domain that their controls have now. That is no event of their lives. */
export function reweighFindings(
  tx: TenantTransaction,
  { organizationId, accountId }: FindingPlace,
  controls: readonly WeighedControl[],
): Promise<number> {
  return execute(tx)`
    UPDATE findings f SET domain = c.domain, severity = c.severity,
      rank = array_position(ARRAY['critical', 'high', 'medium', 'low'], c.severity)
    FROM unnest(${controls.map(({ id }) => id)}::text[], ${controls.map(({ domain }) => domain)}::text[],
      ${controls.map(({ severity }) => severity)}::text[]) AS c(id, domain, severity)
    WHERE f.organization_id = ${organizationId} AND f.account_id = ${accountId} AND f.control_id = c.id
      AND (f.domain <> c.domain OR f.severity <> c.severity)`;
}

export function updateFindings(tx: TenantTransaction, place: FindingPlace, updates: readonly FindingUpdate[]) {
  return inParts(
    updates,
    (part) => execute(tx)`
      UPDATE findings f SET status = u.status, reason = u.reason, evidence = u.evidence::jsonb,
        unread_reason = u.unread::jsonb, resolution = u.resolution, changed_at = ${place.observedAt}::timestamptz,
        resolved_at = CASE WHEN u.status = 'resolved' THEN ${place.observedAt}::timestamptz END,
        reopened_at = CASE WHEN u.event = 'reopened' THEN ${place.observedAt}::timestamptz ELSE f.reopened_at END,
        crawl_id = ${place.crawlId}::uuid
      FROM unnest(${part.map((row) => row.id)}::uuid[], ${part.map((row) => row.status)}::text[],
        ${part.map((row) => row.reason)}::text[], ${part.map((row) => storableJson(row.evidence))}::text[],
        ${part.map((row) => (row.unreadReason === null ? null : storableJson(row.unreadReason)))}::text[],
        ${part.map((row) => row.resolution)}::text[], ${part.map((row) => row.event)}::text[])
        AS u(id, status, reason, evidence, unread, resolution, event)
      WHERE f.id = u.id`,
  );
}

/** A step that is done again after a fault tells nothing twice. */
export function appendFindingEvents(tx: TenantTransaction, place: FindingPlace, events: readonly FindingEventRow[]) {
  return inParts(
    events,
    (part) => execute(tx)`
      INSERT INTO finding_events (tenant_id, finding_id, crawl_id, event, at, detail)
      SELECT current_setting('app.tenant_id')::uuid, finding_id, ${place.crawlId}::uuid, event,
        ${place.observedAt}::timestamptz, detail::jsonb
      FROM unnest(${part.map((row) => row.findingId)}::uuid[], ${part.map((row) => row.event)}::text[],
        ${part.map((row) => storableJson(row.detail))}::text[]) AS i(finding_id, event, detail)
      ON CONFLICT (tenant_id, finding_id, crawl_id, event) DO NOTHING`,
  );
}
