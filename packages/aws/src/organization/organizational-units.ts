import { ListOrganizationalUnitsForParentCommand } from "@aws-sdk/client-organizations";
import type { OrganizationalUnit, UnreadList } from "@sekinin/guardrails";
import { z } from "zod";
import { required } from "../collectors/collector-context.ts";
import { callOrganizations, type OrganizationReader } from "./organization-reader.ts";
import { readStoredList } from "./page-store.ts";

export type ReadUnits = {
  readonly organizationalUnits: readonly OrganizationalUnit[];
  readonly unread: readonly UnreadList[];
};

const action = "organizations:ListOrganizationalUnitsForParent";
const unitShape = z.object({ id: z.string(), name: z.string() });

/** All OUs, parents before children. A parent whose children cannot be listed leaves a gap that is named. */
export async function readUnits(reader: OrganizationReader, rootId: string): Promise<ReadUnits> {
  const organizationalUnits: OrganizationalUnit[] = [];
  const unread: UnreadList[] = [];
  // An id that comes twice, from a hostile or changing answer, must not be walked twice.
  const seen = new Set([rootId]);
  let level: readonly string[] = [rootId];
  while (level.length > 0) {
    const lists = await Promise.all(level.map((parentId) => unitsOf(reader, parentId)));
    const next: string[] = [];
    for (const [index, { items, cut }] of lists.entries()) {
      const parentId = level[index] ?? rootId;
      if (cut !== null) unread.push({ list: "organizational-units", scope: parentId, reason: cut });
      for (const { id, name } of items) {
        if (seen.has(id)) continue;
        seen.add(id);
        next.push(id);
        organizationalUnits.push({ id, name, parentId });
      }
    }
    level = next;
  }
  return { organizationalUnits, unread };
}

function unitsOf(reader: OrganizationReader, parentId: string) {
  return readStoredList(reader.context, reader.pages, {
    list: `organizational-units/${parentId}`,
    action,
    item: unitShape,
    idOf: ({ id }) => id,
    fetch: async (NextToken) => {
      const answer = await callOrganizations(reader, action, (client, options) =>
        client.send(new ListOrganizationalUnitsForParentCommand({ ParentId: parentId, NextToken }), options),
      );
      const items = required(answer.OrganizationalUnits, action).map(({ Id, Name }) => ({
        id: required(Id, action),
        name: Name ?? required(Id, action),
      }));
      return { items, next: answer.NextToken };
    },
  });
}
