import { z } from "zod";
import { defineJob } from "./define-job.ts";

/** One test of a connection, asked for by a row. */
export const connectionTest = defineJob({
  name: "connection-test",
  queue: "sekinin-connection",
  payload: z.strictObject({
    version: z.literal(1),
    tenantId: z.uuid(),
    testId: z.uuid(),
  }),
  key: ({ testId }) => `connection-test_${testId}`,
  attempts: 3,
});
export type ConnectionTestPayload = z.infer<typeof connectionTest.payload>;
