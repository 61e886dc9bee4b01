import { Failure } from "@sekinin/config";
import { readDraft, updateDraft } from "@sekinin/db";
import { z } from "zod";
import { route } from "../../../../../../../server/route.ts";
import { DraftName, DraftOperations, mostDraftBytes } from "../../../../../../t/[tenant]/what-if/draft-input.ts";

const params = z.strictObject({ tenant: z.string(), draftId: z.uuid() });

/** A draft as it is saved. */
export const GET = route({
  permission: "posture:read",
  params,
  query: z.object({}),
  answer: z.strictObject({
    id: z.string(),
    organizationId: z.string(),
    name: z.string(),
    version: z.number(),
    operations: DraftOperations,
  }),
  handle: async ({ params: { draftId }, withTenant }) => {
    const draft = await withTenant((tx) => readDraft(tx, draftId));
    if (draft === null) throw new Failure("not-found");
    const { id, organizationId, name, version, operations } = draft;
    return { id, organizationId, name, version, operations };
  },
});

/** Saves what somebody has made of the version that he has seen; `draft.changed` where another came first. */
export const PUT = route({
  permission: "draft:write",
  params,
  query: z.object({}),
  mostBytes: mostDraftBytes,
  body: z.strictObject({ name: DraftName, version: z.int().positive(), operations: DraftOperations }),
  answer: z.strictObject({ version: z.number() }),
  handle: async ({ params: { draftId }, body, actor, withTenant }) =>
    withTenant((tx) => updateDraft(tx, { ...body, actor, id: draftId })),
});

export const dynamic = "force-dynamic";
