"use server";

import { cancelCrawl as cancelRunningCrawl, recordAuditEvent, startCrawl } from "@sekinin/db";
import { redirect } from "next/navigation";
import { z } from "zod";
import { action } from "../../../../server/action.ts";

/** Starts a crawl of one connection and leads to it; where one runs already, leads to that. */
export const crawlNow = action({
  permission: "crawl:run",
  input: z.strictObject({ connectionId: z.uuid() }),
  run: async ({ actor, tenant, withTenant }, { connectionId }): Promise<null> => {
    const crawlId = await withTenant(async (tx) => {
      const answer = await startCrawl(tx, { connectionId, trigger: "manual" });
      if ("running" in answer) return answer.running;
      await recordAuditEvent(tx, {
        actor,
        action: "crawl.started",
        detail: { crawlId: answer.id, connectionId },
      });
      return answer.id;
    });
    redirect(`/t/${tenant.slug}/crawls/${crawlId}`);
  },
});

/** Asks a running crawl to end. One that has ended meanwhile is no error: the page shows it. */
export const cancelCrawl = action({
  permission: "crawl:run",
  input: z.strictObject({ crawlId: z.uuid() }),
  run: async ({ actor, tenant, withTenant }, { crawlId }): Promise<null> => {
    await withTenant((tx) => cancelRunningCrawl(tx, { crawlId, actor }));
    redirect(`/t/${tenant.slug}/crawls/${crawlId}`);
  },
});
