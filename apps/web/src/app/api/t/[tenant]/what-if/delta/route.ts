import { Failure } from "@sekinin/config";
import { z } from "zod";
import { route } from "../../../../../../server/route.ts";
import type { DeltaAnswer } from "../../../../../t/[tenant]/what-if/delta-answer.ts";
import { DraftOperations, mostDraftBytes, OrganizationId } from "../../../../../t/[tenant]/what-if/draft-input.ts";
import { tellDelta } from "../../../../../t/[tenant]/what-if/tell-delta.ts";
import { deltaOf, tryDraft } from "../../../../../t/[tenant]/what-if/try-draft.ts";

/** What a draft would change against the current crawl. Nothing is kept of it, and nothing reaches AWS. */
export const POST = route({
  permission: "posture:read",
  params: z.strictObject({ tenant: z.string() }),
  query: z.object({}),
  mostBytes: mostDraftBytes,
  body: z.strictObject({ organizationId: OrganizationId, operations: DraftOperations }),
  answer: "stream",
  handle: async ({ body: { organizationId, operations }, ...context }) => {
    const start = performance.now();
    const tried = await tryDraft(context, organizationId, operations);
    if (tried === null) throw new Failure("not-found");
    const { current, problems } = tried;
    const delta = await deltaOf(context, current, [[], operations]);
    const told = tellDelta(delta, current.compiled, context.locale);
    const milliseconds = Math.round(performance.now() - start);
    const answer: DeltaAnswer = { problems, ...told, milliseconds };
    return Response.json(answer, { headers: { "Server-Timing": `delta;dur=${milliseconds}` } });
  },
});

export const dynamic = "force-dynamic";
