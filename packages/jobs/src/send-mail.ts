import { z } from "zod";
import { defineJob } from "./define-job.ts";

/** One mail of the outbox. Its row says what is to be done, and whether it still is. */
export const sendMailJob = defineJob({
  name: "send-mail",
  queue: "sekinin-digest",
  payload: z.strictObject({
    version: z.literal(1),
    tenantId: z.uuid(),
    mailId: z.uuid(),
  }),
  key: ({ mailId }) => `send-mail_${mailId}`,
  attempts: 1,
});
export type SendMailPayload = z.infer<typeof sendMailJob.payload>;
