import { severities } from "@sekinin/responsibility";
import type { LifeEvent } from "../account/finding-life.ts";
import { joined, part, type SqlPart } from "../sql.ts";
import { changedSince, type FindingFilter, type FindingScope } from "./finding-filter.ts";
import type { FindingWay } from "./resolve-findings.ts";

/** With more accounts than this, findings are read in order and those of other accounts left out. */
export const mostAccountLanes = 300;

/** Ranks of a filter's severities, as stored. */
export function ranksOf({ severities: asked }: FindingFilter): number[] {
  return severities.flatMap((severity, index) => (asked.length === 0 || asked.includes(severity) ? [index + 1] : []));
}

/**
 * What findings `f` of a way must hold beside organisation and status, which every query says itself. What the query
 * has as a lane already is left out. Only operators that row-level security lets an index use.
 */
export function conditionsOf(
  filter: FindingFilter,
  way: FindingWay,
  has: {
    readonly accounts?: boolean;
    readonly controls?: boolean;
    readonly ranks?: boolean;
    readonly seen?: boolean;
    readonly changed?: boolean;
  },
): SqlPart {
  const parts: SqlPart[] = [part`f.organization_id = ${filter.organizationId}`];
  if (has.accounts !== true && way.accountIds !== null) parts.push(part`f.account_id = ANY(${way.accountIds}::text[])`);
  if (has.controls !== true && way.controlIds !== null) parts.push(part`f.control_id = ANY(${way.controlIds}::text[])`);
  if (has.ranks !== true && filter.severities.length > 0)
    parts.push(part`f.rank = ANY(${ranksOf(filter)}::smallint[])`);
  if (filter.region !== null) parts.push(part`f.region = ${filter.region}`);
  if (has.seen !== true && filter.seenFrom !== null)
    parts.push(part`f.first_seen_at >= ${filter.seenFrom}::timestamptz`);
  if (has.seen !== true && filter.seenUntil !== null)
    parts.push(part`f.first_seen_at <= ${filter.seenUntil}::timestamptz`);
  const changedFrom = changedSince(filter);
  if (has.changed !== true && changedFrom !== null) parts.push(part`f.changed_at >= ${changedFrom}::timestamptz`);
  if (filter.openedFrom !== null) parts.push(happened(["opened", "reopened"], filter.openedFrom));
  if (filter.resolvedFrom !== null) parts.push(happened(["resolved"], filter.resolvedFrom));
  if (way.name !== null)
    parts.push(
      part`f.resource_name COLLATE "C" >= ${way.name.from} AND f.resource_name COLLATE "C" < ${way.name.until}`,
    );
  if (way.resource !== null) parts.push(part`f.resource = ${way.resource}`);
  if (filter.anyOf !== null) parts.push(anyOf(filter.anyOf));
  return joined(parts, " AND ");
}

/** One look-up a finding, and only of those that changed since. */
function happened(events: readonly LifeEvent[], from: Date): SqlPart {
  return part`EXISTS (SELECT FROM finding_events e
    WHERE e.finding_id = f.id AND e.event = ANY(${events}::text[]) AND e.at >= ${from}::timestamptz)`;
}

function anyOf(scopes: readonly FindingScope[]): SqlPart {
  if (scopes.length === 0) return part`false`;
  const alternatives = scopes.map(({ accountIds, controlIds }) => {
    const parts = [
      ...(accountIds === null ? [] : [part`f.account_id = ANY(${accountIds}::text[])`]),
      ...(controlIds === null ? [] : [part`f.control_id = ANY(${controlIds}::text[])`]),
    ];
    return parts.length === 0 ? part`true` : part`(${joined(parts, " AND ")})`;
  });
  return part`(${joined(alternatives, " OR ")})`;
}

/**
 * Controls that the findings of an organisation stand on, one index look-up each: `AS c(id)`. Those of the way where it
 * names some.
 */
export function controlLanes(filter: FindingFilter, way: FindingWay): SqlPart {
  if (way.controlIds !== null) return part`unnest(${way.controlIds}::text[]) AS c(id)`;
  return part`(
    WITH RECURSIVE known AS (
      (SELECT control_id AS id FROM findings WHERE organization_id = ${filter.organizationId}
       ORDER BY control_id LIMIT 1)
      UNION ALL
      SELECT (SELECT n.control_id FROM findings n
        WHERE n.organization_id = ${filter.organizationId} AND n.control_id > k.id ORDER BY n.control_id LIMIT 1)
      FROM known k WHERE k.id IS NOT NULL
    )
    SELECT id FROM known WHERE id IS NOT NULL
  ) AS c(id)`;
}
