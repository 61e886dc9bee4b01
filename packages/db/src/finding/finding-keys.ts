import { joined, part, type SqlPart } from "../sql.ts";
import { conditionsOf, controlLanes, mostAccountLanes, ranksOf } from "./finding-conditions.ts";
import type { FindingFilter } from "./finding-filter.ts";
import type { FindingPlace } from "./finding-place.ts";
import type { FindingWay, ResolvedFindings } from "./resolve-findings.ts";

/** From where a page is read, and which way; null: from the beginning. */
export type PageStart = { readonly place: FindingPlace; readonly direction: "after" | "before" } | null;

/** A stretch of an index in which every row has one rank and lies between two instants, behind an id. */
type Lane = { readonly rank: number; readonly from: Date; readonly until: Date; readonly edge: string };

const firstInstant = new Date("0001-01-01T00:00:00Z");
const lastInstant = new Date("9999-12-31T00:00:00Z");
const firstId = "00000000-0000-0000-0000-000000000000";
const lastId = "ffffffff-ffff-ffff-ffff-ffffffffffff";

const isBackward = (start: PageStart) => start?.direction === "before";

/** Stretches of one rank that lie behind the start. Instants are whole milliseconds, as stored. */
function lanesOfRank(rank: number, start: PageStart): Lane[] {
  const edge = isBackward(start) ? lastId : firstId;
  if (start === null) return [{ rank, from: firstInstant, until: lastInstant, edge }];
  const { at, id } = start.place;
  const rest =
    start.direction === "after"
      ? { rank, from: firstInstant, until: new Date(at.getTime() - 1), edge }
      : { rank, from: new Date(at.getTime() + 1), until: lastInstant, edge };
  return [{ rank, from: at, until: at, edge: id }, rest];
}

function worstLanes(filter: FindingFilter, start: PageStart): Lane[] {
  return ranksOf(filter).flatMap((rank) => {
    if (start === null || rank === start.place.rank) return lanesOfRank(rank, start);
    const isBehind = start.direction === "after" ? rank > start.place.rank : rank < start.place.rank;
    return isBehind ? [{ ...(lanesOfRank(rank, null)[0] as Lane), edge: isBackward(start) ? lastId : firstId }] : [];
  });
}

function within(lanes: readonly Lane[], from: Date | null, until: Date | null): Lane[] {
  return lanes
    .map((lane) => ({
      ...lane,
      from: from !== null && from > lane.from ? from : lane.from,
      until: until !== null && until < lane.until ? until : lane.until,
    }))
    .filter((lane) => lane.from <= lane.until);
}

function laneTable(lanes: readonly Lane[]): SqlPart {
  return part`unnest(${lanes.map(({ rank }) => rank)}::smallint[], ${lanes.map(({ from }) => from)}::timestamptz[],
    ${lanes.map(({ until }) => until)}::timestamptz[], ${lanes.map(({ edge }) => edge)}::uuid[])
    AS l(rank, from_at, until_at, edge)`;
}

/** Keys `(rank, at, id)` of the first `limit` findings behind the start: each way reads at most that many of a lane. */
export function findingKeys({ filter, ways }: ResolvedFindings, start: PageStart, limit: number): SqlPart {
  const selects = ways.map((way) => part`(${keysOfWay(filter, way, start, limit)})`);
  return part`SELECT rank, at, id FROM (${joined(selects, " UNION ")}) AS k
    ORDER BY ${orderOfKeys(filter, start)} LIMIT ${limit}::int`;
}

/** The order of keys `k`. */
export function orderOfKeys({ sort }: FindingFilter, start: PageStart): SqlPart {
  if (sort === "newest") return isBackward(start) ? part`k.at, k.id DESC` : part`k.at DESC, k.id`;
  return isBackward(start) ? part`k.rank DESC, k.at, k.id DESC` : part`k.rank, k.at DESC, k.id`;
}

function keysOfWay(filter: FindingFilter, way: FindingWay, start: PageStart, limit: number): SqlPart {
  const isFew = way.accountIds !== null && way.accountIds.length <= mostAccountLanes;
  if (filter.sort === "newest")
    return isFew ? ofAccounts(filter, way, start, limit) : byChange(filter, way, start, limit);
  if (isFew) return ofAccounts(filter, way, start, limit);
  // How many rows a name or a date of change leaves, the planner knows: it reads them, or reads in order.
  if (way.name !== null || filter.changedFrom !== null) return ofStatuses(filter, way, start, limit);
  const hasControls = filter.region !== null || way.controlIds !== null;
  return byRank(
    filter,
    way,
    start,
    limit,
    hasControls ? controlLanes(filter, way) : part`(SELECT 1) AS c(id)`,
    hasControls,
  );
}

/** One look-up an account: its findings lie in order in the index. */
function ofAccounts(filter: FindingFilter, way: FindingWay, start: PageStart, limit: number): SqlPart {
  return part`
    SELECT k.rank, k.at, k.id FROM unnest(${way.accountIds ?? []}::text[]) AS a(id)
    CROSS JOIN unnest(${filter.statuses}::text[]) AS s(status)
    CROSS JOIN LATERAL (
      SELECT ${columns(filter)} FROM findings f
      WHERE f.account_id = a.id AND f.status = s.status AND ${conditionsOf(filter, way, { accounts: true })}
        AND ${behind(filter, start)}
      ORDER BY ${order(filter, start)} LIMIT ${limit}::int
    ) k`;
}

function ofStatuses(filter: FindingFilter, way: FindingWay, start: PageStart, limit: number): SqlPart {
  return part`
    SELECT k.rank, k.at, k.id FROM unnest(${filter.statuses}::text[]) AS s(status) CROSS JOIN LATERAL (
      SELECT ${columns(filter)} FROM findings f
      WHERE f.status = s.status AND ${conditionsOf(filter, way, {})} AND ${behind(filter, start)}
      ORDER BY ${order(filter, start)} LIMIT ${limit}::int
    ) k`;
}

/** One look-up a rank (and control): where a page ends, the next begins, however deep. */
function byRank(
  filter: FindingFilter,
  way: FindingWay,
  start: PageStart,
  limit: number,
  controls: SqlPart,
  hasControls: boolean,
): SqlPart {
  const lanes = within(worstLanes(filter, start), filter.seenFrom, filter.seenUntil);
  return part`
    SELECT k.rank, k.at, k.id FROM ${controls} CROSS JOIN unnest(${filter.statuses}::text[]) AS s(status)
    CROSS JOIN ${laneTable(lanes)}
    CROSS JOIN LATERAL (
      SELECT ${columns(filter)} FROM findings f
      WHERE ${hasControls ? part`f.control_id = c.id` : part`true`} AND f.status = s.status AND f.rank = l.rank
        AND f.first_seen_at >= l.from_at AND f.first_seen_at <= l.until_at
        AND ${isBackward(start) ? part`f.id < l.edge` : part`f.id > l.edge`}
        AND ${conditionsOf(filter, way, { controls: hasControls, ranks: true, seen: true })}
      ORDER BY ${isBackward(start) ? part`f.first_seen_at, f.id DESC` : part`f.first_seen_at DESC, f.id`}
      LIMIT ${limit}::int
    ) k`;
}

function byChange(filter: FindingFilter, way: FindingWay, start: PageStart, limit: number): SqlPart {
  const lanes = within(lanesOfRank(1, start), filter.changedFrom, null);
  return part`
    SELECT k.rank, k.at, k.id FROM unnest(${filter.statuses}::text[]) AS s(status) CROSS JOIN ${laneTable(lanes)}
    CROSS JOIN LATERAL (
      SELECT ${columns(filter)} FROM findings f
      WHERE f.status = s.status AND f.changed_at >= l.from_at AND f.changed_at <= l.until_at
        AND ${isBackward(start) ? part`f.id < l.edge` : part`f.id > l.edge`}
        AND ${conditionsOf({ ...filter, changedFrom: null }, way, {})}
      ORDER BY ${order(filter, start)} LIMIT ${limit}::int
    ) k`;
}

function columns({ sort }: FindingFilter): SqlPart {
  return sort === "newest" ? part`f.rank, f.changed_at AS at, f.id` : part`f.rank, f.first_seen_at AS at, f.id`;
}

function order({ sort }: FindingFilter, start: PageStart): SqlPart {
  if (sort === "newest") return isBackward(start) ? part`f.changed_at, f.id DESC` : part`f.changed_at DESC, f.id`;
  return isBackward(start) ? part`f.rank DESC, f.first_seen_at, f.id DESC` : part`f.rank, f.first_seen_at DESC, f.id`;
}

/** Rows behind the start, where the order is not cut into lanes. */
function behind({ sort }: FindingFilter, start: PageStart): SqlPart {
  if (start === null) return part`true`;
  const { rank, at, id } = start.place;
  if (sort === "newest") {
    return isBackward(start)
      ? part`f.changed_at >= ${at}::timestamptz AND (f.changed_at > ${at}::timestamptz OR f.id < ${id}::uuid)`
      : part`f.changed_at <= ${at}::timestamptz AND (f.changed_at < ${at}::timestamptz OR f.id > ${id}::uuid)`;
  }
  return isBackward(start)
    ? part`f.rank <= ${rank}::smallint AND (f.rank < ${rank}::smallint OR f.first_seen_at > ${at}::timestamptz
        OR (f.first_seen_at = ${at}::timestamptz AND f.id < ${id}::uuid))`
    : part`f.rank >= ${rank}::smallint AND (f.rank > ${rank}::smallint OR f.first_seen_at < ${at}::timestamptz
        OR (f.first_seen_at = ${at}::timestamptz AND f.id > ${id}::uuid))`;
}
