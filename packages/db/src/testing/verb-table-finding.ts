import * as db from "../index.ts";
import type { Ids } from "./full-tenant.ts";
import type { TenantVerb } from "./tenant-verb.ts";

async function all<T>(stream: AsyncIterable<T>): Promise<T[]> {
  const items: T[] = [];
  for await (const item of stream) items.push(item);
  return items;
}

type Asked = Pick<db.FindingFilter, "organizationId"> & Partial<db.FindingFilter>;

async function resolved(tx: db.TenantTransaction, asked: Asked): Promise<db.ResolvedFindings> {
  return db.resolveFindings(tx, { ...db.openFindings(asked.organizationId), ...asked });
}

/** Every field of a filter that holds an id, at once. */
function asked({ organizationId, accountId }: Ids): Asked {
  return { organizationId, accountIds: [accountId] };
}

/** One filter for each field that holds a text. */
function textual(text: string, { organizationId }: Ids): readonly Asked[] {
  return [
    { organizationId: text },
    { organizationId, nodeId: text },
    { organizationId, accountIds: [text] },
    { organizationId, controlIds: [text] },
    { organizationId, region: text },
    { organizationId, service: text },
    { organizationId, text: { words: text, controlIds: [text] } },
    { organizationId, text: { words: `arn:${text}`, controlIds: [] }, sort: "newest" },
    { organizationId, anyOf: [{ accountIds: [text], controlIds: [text] }] },
  ];
}

/** Findings as pages search, group and export them. */
export const findingVerbs: Readonly<Record<string, TenantVerb>> = {
  listFailingNodes: {
    withIds: (tx, ids) =>
      db.listFailingNodes(tx, { organizationId: ids.organizationId, controlId: "c-bucket", nodeId: ids.accountId }),
    withText: (text, own) => [
      (tx) => db.listFailingNodes(tx, { organizationId: text, controlId: "c", nodeId: null }),
      (tx) => db.listFailingNodes(tx, { ...own, controlId: text, nodeId: text }),
    ],
  },
  readControlGroups: {
    withIds: async (tx, ids) => db.readControlGroups(tx, await resolved(tx, asked(ids))),
    withText: (text, own) =>
      textual(text, own).map((filter) => async (tx) => db.readControlGroups(tx, await resolved(tx, filter))),
  },
  readFinding: {
    withIds: (tx, ids) => db.readFinding(tx, ids.findingId),
    withText: (text) => [(tx) => db.readFinding(tx, text)],
  },
  readFindingChoices: {
    // Teams and grants are the tenant's own, whatever ids are known.
    withIds: async (tx, ids) => {
      const { units, regions } = await db.readFindingChoices(tx, ids.organizationId);
      return { units, regions };
    },
    withText: (text) => [(tx) => db.readFindingChoices(tx, text)],
  },
  resolveFindings: {
    // What it answers names what was asked: only what it found counts.
    withIds: async (tx, ids) => {
      const { organizationId, accountId } = ids;
      const found = await resolved(tx, {
        organizationId,
        nodeId: accountId,
        text: { words: "canary", controlIds: [] },
      });
      return [found.accountIds, found.ways.length];
    },
    withText: (text, own) => textual(text, own).map((filter) => (tx) => resolved(tx, filter)),
  },
  searchFindings: {
    withIds: async (tx, ids) => {
      const { findings } = await db.searchFindings(tx, await resolved(tx, asked(ids)));
      return findings;
    },
    withText: (text, own) => [
      ...textual(text, own).map(
        (filter) => async (tx: db.TenantTransaction) => db.searchFindings(tx, await resolved(tx, filter)),
      ),
      async (tx) => db.searchFindings(tx, await resolved(tx, asked(own)), { after: text }),
      async (tx) => db.searchFindings(tx, await resolved(tx, asked(own)), { before: text }),
    ],
  },
  streamFindingView: {
    withIds: async (tx, ids) => all(db.streamFindingView(tx, await resolved(tx, asked(ids)))),
    withText: (text, own) =>
      textual(text, own).map((filter) => async (tx) => all(db.streamFindingView(tx, await resolved(tx, filter)))),
  },
};
