import { Failure } from "@sekinin/config";
import { z } from "zod";
import { compiledOrganization } from "../../../../../../server/guardrails.ts";
import { route } from "../../../../../../server/route.ts";
import { findAccounts } from "../../../../../t/[tenant]/what-if/draft-base-of.ts";

const mostFound = 30;
const Account = z.strictObject({ id: z.string(), name: z.string(), parentId: z.string() });

/** Accounts by name or id, or those of one OU, for the organisation of a draft. */
export const GET = route({
  permission: "posture:read",
  params: z.strictObject({ tenant: z.string() }),
  query: z.object({
    organization: z.string().max(64).default(""),
    text: z.string().max(100).default(""),
    parent: z.string().max(100).default(""),
  }),
  answer: z.strictObject({ accounts: z.array(Account).readonly(), left: z.number() }),
  handle: async ({ query, ...context }) => {
    const current = await compiledOrganization(context, query.organization);
    if (current === null) throw new Failure("not-found");
    return findAccounts(current.compiled.reading, { text: query.text, parentId: query.parent, limit: mostFound });
  },
});

export const dynamic = "force-dynamic";
