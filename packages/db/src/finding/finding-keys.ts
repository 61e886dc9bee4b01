import { joined, part, type SqlPart } from "../sql.ts";
import { conditionsOf, controlLanes, mostAccountLanes, ranksOf } from "./finding-conditions.ts";
import { changedSince, type FindingFilter } from "./finding-filter.ts";
import type { FindingPlace } from "./finding-place.ts";
import type { FindingWay, ResolvedFindings } from "./resolve-findings.ts";

/** From where a page is read, and which way; null: from the beginning. */
export type PageStart = { readonly place: FindingPlace; readonly direction: "after" | "before" } | null;

/** A stretch of an index in which every row has one rank and lies between two instants, behind an id; null: no bound. */
type Lane = {
  readonly rank: number;
  readonly from: Date | null;
  readonly until: Date | null;
  readonly edge: string | null;
};

const isBackward = (start: PageStart) => start?.direction === "before";

/** Stretches of one rank that lie behind the start. Instants are whole milliseconds, as stored. */
function lanesOfRank(rank: number, start: PageStart): Lane[] {
  if (start === null) return [{ rank, from: null, until: null, edge: null }];
  const { at, id } = start.place;
  const rest = isBackward(start)
    ? { rank, from: new Date(at.getTime() + 1), until: null, edge: null }
    : { rank, from: null, until: new Date(at.getTime() - 1), edge: null };
  return [{ rank, from: at, until: at, edge: id }, rest];
}

function worstLanes(filter: FindingFilter, start: PageStart): Lane[] {
  return ranksOf(filter).flatMap((rank) => {
    if (start === null || rank === start.place.rank) return lanesOfRank(rank, start);
    const isBehind = isBackward(start) ? rank < start.place.rank : rank > start.place.rank;
    return isBehind ? lanesOfRank(rank, null) : [];
  });
}

function within(lanes: readonly Lane[], from: Date | null, until: Date | null): Lane[] {
  return lanes
    .map((lane) => ({
      ...lane,
      from: from !== null && (lane.from === null || from > lane.from) ? from : lane.from,
      until: until !== null && (lane.until === null || until < lane.until) ? until : lane.until,
    }))
    .filter((lane) => lane.from === null || lane.until === null || lane.from <= lane.until);
}

/** The bounds of a lane on one of the two columns that are ordered by. */
function boundsOf({ from, until, edge }: Lane, column: "seen" | "changed", start: PageStart): SqlPart {
  const at = column === "seen" ? part`f.first_seen_at` : part`f.changed_at`;
  const parts = [
    ...(from !== null && from.getTime() === until?.getTime()
      ? [part`${at} = ${from}::timestamptz`]
      : [
          ...(from === null ? [] : [part`${at} >= ${from}::timestamptz`]),
          ...(until === null ? [] : [part`${at} <= ${until}::timestamptz`]),
        ]),
    ...(edge === null ? [] : [isBackward(start) ? part`f.id < ${edge}::uuid` : part`f.id > ${edge}::uuid`]),
  ];
  return parts.length === 0 ? part`true` : joined(parts, " AND ");
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
  if (way.name !== null || changedSince(filter) !== null) return ofStatuses(filter, way, start, limit);
  const hasControls = filter.region !== null || way.controlIds !== null;
  return byRank(filter, way, start, limit, hasControls ? controlLanes(filter, way) : null);
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
  // Names go with controls, and so with ranks: in order, the first that fits may come after ten thousands that do not.
  // The fence makes the planner find all of a name in its index before it sorts them.
  const fence = way.name === null ? part`` : part`OFFSET 0`;
  const selects = filter.statuses.map(
    (status) => part`(
      SELECT k.rank, k.at, k.id FROM (
        SELECT ${columns(filter)} FROM findings f
        WHERE f.status = ${status} AND ${conditionsOf(filter, way, {})} AND ${behind(filter, start)} ${fence}
      ) k ORDER BY ${orderOfKeys(filter, start)} LIMIT ${limit}::int)`,
  );
  return joined(selects, " UNION ALL ");
}

/**
 * One look-up a status and rank (and control): where a page ends, the next begins, however deep. Each is a select of its
 * own, so that the planner sees the values: with a guess it would rather sort than read in order.
 */
function byRank(
  filter: FindingFilter,
  way: FindingWay,
  start: PageStart,
  limit: number,
  controls: SqlPart | null,
): SqlPart {
  const lanes = within(worstLanes(filter, start), filter.seenFrom, filter.seenUntil);
  const conditions = conditionsOf(filter, way, { controls: controls !== null, ranks: true, seen: true });
  const selects = pairs(filter.statuses, lanes).map(([status, lane]) => {
    const select = part`
      SELECT ${columns(filter)} FROM findings f
      WHERE f.status = ${status} AND f.rank = ${lane.rank}::smallint AND ${boundsOf(lane, "seen", start)}
        AND ${controls === null ? part`true` : part`f.control_id = c.id`} AND ${conditions}
      ORDER BY ${isBackward(start) ? part`f.first_seen_at, f.id DESC` : part`f.first_seen_at DESC, f.id`}
      LIMIT ${limit}::int`;
    return controls === null
      ? part`(${select})`
      : part`(SELECT k.rank, k.at, k.id FROM ${controls} CROSS JOIN LATERAL (${select}) k)`;
  });
  return selects.length === 0 ? nothing : joined(selects, " UNION ALL ");
}

function byChange(filter: FindingFilter, way: FindingWay, start: PageStart, limit: number): SqlPart {
  const lanes = within(lanesOfRank(1, start), changedSince(filter), null);
  const conditions = conditionsOf(filter, way, { changed: true });
  const selects = pairs(filter.statuses, lanes).map(
    ([status, lane]) => part`(
      SELECT ${columns(filter)} FROM findings f
      WHERE f.status = ${status} AND ${boundsOf(lane, "changed", start)} AND ${conditions}
      ORDER BY ${order(filter, start)} LIMIT ${limit}::int)`,
  );
  return selects.length === 0 ? nothing : joined(selects, " UNION ALL ");
}

const nothing = part`SELECT f.rank, f.first_seen_at AS at, f.id FROM findings f WHERE false`;

function pairs<Left, Right>(lefts: readonly Left[], rights: readonly Right[]): (readonly [Left, Right])[] {
  return lefts.flatMap((left) => rights.map((right) => [left, right] as const));
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
