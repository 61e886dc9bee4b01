import { addControlSums, type ControlSums, type NodePosture, rollUp } from "@sekinin/posture";
import type pg from "pg";
import { type GeneratedTree, isUnread } from "./organization.ts";
import { type PastState, pastStates } from "./past.ts";
import { crawlOf, dayOf, type Place } from "./place.ts";
import type { AccountSums } from "./sums.ts";

const rowsAtOnce = 2_000;
/** Accounts that cannot be entered now could be entered until so many days ago. */
const unreadDays = 20;

/** The tree of today with the posture of every node. */
export async function insertNodes(
  client: pg.Client,
  place: Place,
  tree: GeneratedTree,
  accounts: ReadonlyMap<string, AccountSums>,
): Promise<ReadonlyMap<string, NodePosture>> {
  const postures = rollUp(tree.nodes, new Map([...accounts].map(([id, { sums }]) => [id, sums])));
  const byControl = new Map<string, ControlSums>([...accounts].map(([id, of]) => [id, of.controls]));
  const children = new Map<string, number>();
  for (const { id, parentId } of tree.nodes.toSorted((a, b) => b.depth - a.depth)) {
    if (parentId === null) continue;
    byControl.set(parentId, addControlSums(byControl.get(parentId) ?? {}, byControl.get(id) ?? {}));
    children.set(parentId, (children.get(parentId) ?? 0) + 1);
  }
  const rows = tree.nodes.map((node) => {
    const posture = postureOf(postures, node.id);
    const state = node.kind === "account" ? "ACTIVE" : "";
    const json = [JSON.stringify(posture), JSON.stringify(byControl.get(node.id) ?? {})];
    return [
      node.id,
      node.kind,
      node.parentId ?? "",
      node.name,
      node.depth,
      state,
      posture.accounts,
      children.get(node.id) ?? 0,
      ...json,
    ];
  });
  await insertRows(client, nodesSql, place, rows);
  await insertRows(client, historySql, place, rows, [crawlOf(place, place.days - 1), dayOf(place, place.days - 1)]);
  return postures;
}

const columns =
  "unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::int[], $8::text[], $9::int[], $10::int[], $11::text[], $12::text[])";
const nodesSql = `
  INSERT INTO organization_nodes (tenant_id, organization_id, node_id, kind, parent_id, name, depth, account_state, accounts,
    child_count, posture, controls)
  SELECT $1::uuid, $2, i.id, i.kind, i.parent, i.name, i.depth, i.state, i.accounts, i.children, i.posture::jsonb, i.controls::jsonb
  FROM ${columns} AS i(id, kind, parent, name, depth, state, accounts, children, posture, controls)`;
const historySql = `
  INSERT INTO node_history (tenant_id, organization_id, node_id, day, crawl_id, kind, parent_id, name, account_state, is_present)
  SELECT $1::uuid, $2, i.id, $14::date, $13::uuid, i.kind, i.parent, i.name, i.state, true
  FROM ${columns} AS i(id, kind, parent, name, depth, state, accounts, children, posture, controls)`;

/** Rows in parts that one statement can take; the first two parameters name the place, then one list per column. */
async function insertRows(
  client: pg.Client,
  sql: string,
  { tenantId, organizationId }: Place,
  rows: readonly (readonly unknown[])[],
  more: readonly unknown[] = [],
): Promise<void> {
  for (let from = 0; from < rows.length; from += rowsAtOnce) {
    const part = rows.slice(from, from + rowsAtOnce);
    const lists = (part[0] ?? []).map((_, column) => part.map((row) => row[column]));
    await client.query(sql, [tenantId, organizationId, ...lists, ...more]);
  }
}

/** A year of rollups, and why each is not what the one before was. */
export async function insertPast(
  client: pg.Client,
  place: Place,
  tree: GeneratedTree,
  today: ReadonlyMap<string, NodePosture>,
): Promise<void> {
  const unread = unreadBelow(tree);
  const sums = new Map([...today].map(([id, posture]) => [id, posture.sums]));
  let part: PastState[] = [];
  const flush = async () => {
    await insertRows(
      client,
      rollupsSql,
      place,
      part.map((state) => rollupRow(place, state, postureOf(today, state.nodeId), unread.get(state.nodeId) ?? 0)),
    );
    await insertRows(
      client,
      changesSql,
      place,
      part.filter(({ day }) => day > 0).map((state) => changeRow(place, state)),
    );
    part = [];
  };
  for (const state of pastStates(tree, sums, place.days)) {
    part.push(state);
    if (part.length === rowsAtOnce) await flush();
  }
  await flush();
}

function rollupRow(place: Place, { nodeId, kind, day, sums }: PastState, posture: NodePosture, unread: number) {
  const ago = place.days - 1 - day;
  const isNow = unread > 0 && ago < unreadDays;
  const { accounts, worst } = posture;
  const oldest = isNow ? dayOf(place, unreadDays) : null;
  const json = [JSON.stringify(sums), JSON.stringify(worst)];
  return [nodeId, dayOf(place, ago), kind, crawlOf(place, ago), accounts, ...json, isNow ? unread : 0, oldest];
}

function changeRow(place: Place, { nodeId, kind, day, causes, flows }: PastState) {
  const ago = place.days - 1 - day;
  const crawlId = crawlOf(place, ago);
  const json = [JSON.stringify(causes), JSON.stringify(flows)];
  return [nodeId, crawlId, dayOf(place, ago), kind, ...json, kind === "account" ? crawlId : null];
}

/** Accounts of a node, itself among them, that could not be entered. */
function unreadBelow({ nodes, accountIds }: GeneratedTree): ReadonlyMap<string, number> {
  const parents = new Map(nodes.map(({ id, parentId }) => [id, parentId]));
  const counts = new Map<string, number>();
  for (const [account, id] of accountIds.entries()) {
    let at: string | null = isUnread(account) ? id : null;
    while (at !== null) {
      counts.set(at, (counts.get(at) ?? 0) + 1);
      at = parents.get(at) ?? null;
    }
  }
  return counts;
}

function postureOf(postures: ReadonlyMap<string, NodePosture>, id: string): NodePosture {
  const posture = postures.get(id);
  if (posture === undefined) throw new RangeError(`no posture of ${id}`);
  return posture;
}

const rollupsSql = `
  INSERT INTO posture_rollups (tenant_id, organization_id, node_id, day, kind, crawl_id, accounts, sums, worst,
    unread_accounts, oldest_read_on)
  SELECT $1::uuid, $2, i.id, i.day, i.kind, i.crawl, i.accounts, i.sums::jsonb, i.worst::jsonb, i.unread, i.oldest
  FROM unnest($3::text[], $4::date[], $5::text[], $6::uuid[], $7::int[], $8::text[], $9::text[], $10::int[], $11::date[])
    AS i(id, day, kind, crawl, accounts, sums, worst, unread, oldest)`;
const changesSql = `
  INSERT INTO posture_changes (tenant_id, organization_id, node_id, crawl_id, day, kind, causes, flows, counted_by)
  SELECT $1::uuid, $2, i.id, i.crawl, i.day, i.kind, i.causes::jsonb, i.flows::jsonb, i.counted_by
  FROM unnest($3::text[], $4::uuid[], $5::date[], $6::text[], $7::text[], $8::text[], $9::uuid[])
    AS i(id, crawl, day, kind, causes, flows, counted_by)`;
