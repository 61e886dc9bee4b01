import { z } from "zod";
import { defineJob } from "./define-job.ts";

/** One step of a crawl. Ids only: the row says what is to be done, and whether it still is. */
export const crawlStep = defineJob({
  name: "crawl-step",
  queue: "sekinin-crawl",
  payload: z.strictObject({
    // Another number was added by a build that this one does not know.
    version: z.literal(1),
    tenantId: z.uuid(),
    stepId: z.uuid(),
  }),
  key: ({ stepId }) => `crawl-step_${stepId}`,
  attempts: 5,
});
export type CrawlStepPayload = z.infer<typeof crawlStep.payload>;
