import { Failure } from "@sekinin/config";
import { coverageVerdicts, type Suggestion } from "@sekinin/guardrails";
import { z } from "zod";
import { compiledOrganization } from "../../../../../../server/guardrails.ts";
import { route } from "../../../../../../server/route.ts";
import { DraftOperations, mostDraftBytes, OrganizationId } from "../../../../../t/[tenant]/what-if/draft-input.ts";
import { suggestionFor } from "../../../../../t/[tenant]/what-if/try-draft.ts";

const id = z.string().max(160);
const Gap = z.strictObject({ objectiveId: id, nodeId: id });
const mostGaps = 90;

const Answer: z.ZodType<Suggestion> = z.strictObject({
  policies: z.array(
    z.strictObject({ name: z.string(), content: z.string(), type: z.string(), targetIds: z.array(z.string()) }),
  ),
  closed: z.array(
    Gap.extend({
      after: z.enum(coverageVerdicts),
      remaining: z.array(z.enum(["named-exemption", "route", "state", "open"])),
    }),
  ),
  left: z.array(
    Gap.extend({
      why: z.enum(["parameter-missing", "needs-resource-control-policy", "no-room", "not-expressible", "unknown"]),
    }),
  ),
});

/** The smallest policies that close the gaps of an organisation as the draft leaves it; proven before they are told. */
export const POST = route({
  permission: "posture:read",
  params: z.strictObject({ tenant: z.string() }),
  query: z.object({}),
  mostBytes: mostDraftBytes,
  body: z.strictObject({
    organizationId: OrganizationId,
    operations: DraftOperations,
    gaps: z.array(Gap).min(1).max(mostGaps),
  }),
  answer: Answer,
  handle: async ({ body: { organizationId, operations, gaps }, ...context }) => {
    const current = await compiledOrganization(context, organizationId);
    if (current === null) throw new Failure("not-found");
    return suggestionFor(context, current, { operations, gaps });
  },
});

export const dynamic = "force-dynamic";
