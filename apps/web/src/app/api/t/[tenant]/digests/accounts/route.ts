import { searchAccounts } from "@sekinin/db";
import { z } from "zod";
import { route } from "../../../../../../server/route.ts";

const mostFound = 20;

/** Accounts whose name or id holds a text, for the form of a digest. */
export const GET = route({
  permission: "digest:subscribe",
  params: z.strictObject({ tenant: z.string() }),
  query: z.object({ organization: z.string().max(64).default(""), text: z.string().max(100).default("") }),
  answer: z.strictObject({ accounts: z.array(z.strictObject({ accountId: z.string(), name: z.string() })) }),
  handle: async ({ withTenant, query }) => ({
    accounts: await withTenant((tx) =>
      searchAccounts(tx, { organizationId: query.organization, text: query.text, limit: mostFound }),
    ),
  }),
});

export const dynamic = "force-dynamic";
