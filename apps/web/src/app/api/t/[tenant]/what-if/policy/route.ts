import { Failure } from "@sekinin/config";
import { z } from "zod";
import { compiledOrganization } from "../../../../../../server/guardrails.ts";
import { route } from "../../../../../../server/route.ts";

/** The text of one policy as the current crawl read it, for the editor. */
export const GET = route({
  permission: "posture:read",
  params: z.strictObject({ tenant: z.string() }),
  query: z.object({ organization: z.string().max(64).default(""), policy: z.string().max(160).default("") }),
  answer: z.strictObject({ content: z.string() }),
  handle: async ({ query, ...context }) => {
    const current = await compiledOrganization(context, query.organization);
    const policy = current?.compiled.reading.policies.find(({ id }) => id === query.policy);
    if (policy === undefined || policy.content.status !== "read") throw new Failure("not-found");
    return { content: policy.content.value };
  },
});

export const dynamic = "force-dynamic";
