import { Failure } from "@sekinin/config";
import { createDraft } from "@sekinin/db";
import { z } from "zod";
import { compiledOrganization } from "../../../../../../server/guardrails.ts";
import { route } from "../../../../../../server/route.ts";
import {
  DraftName,
  DraftOperations,
  mostDraftBytes,
  OrganizationId,
} from "../../../../../t/[tenant]/what-if/draft-input.ts";

/** A new draft with all its steps: what somebody keeps whose draft was changed by another meanwhile. */
export const POST = route({
  permission: "draft:write",
  params: z.strictObject({ tenant: z.string() }),
  query: z.object({}),
  mostBytes: mostDraftBytes,
  body: z.strictObject({ organizationId: OrganizationId, name: DraftName, operations: DraftOperations }),
  answer: z.strictObject({ id: z.string(), version: z.number() }),
  handle: async ({ body, actor, withTenant, ...context }) => {
    const current = await compiledOrganization({ ...context, withTenant }, body.organizationId);
    if (current === null) throw new Failure("not-found");
    return withTenant((tx) => createDraft(tx, { ...body, actor, baseCrawlId: current.crawlId }));
  },
});

export const dynamic = "force-dynamic";
