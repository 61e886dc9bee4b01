import type { z } from "zod";

/** Queue names of BullMQ. Connection tests and mails have their own, so that they never wait behind a crawl. */
export const queueNames = ["sekinin-crawl", "sekinin-connection", "sekinin-digest"] as const;
export type QueueName = (typeof queueNames)[number];

/** A job declared once, as data: web and worker read the same lines. */
export type JobDefinition<Payload> = {
  readonly name: string;
  readonly queue: QueueName;
  /** Strict: a key that this build does not know is a refusal, not a surprise. */
  readonly payload: z.ZodType<Payload>;
  /** `opts.jobId`: the same work twice in Redis is one job. Without `:`, which BullMQ keeps for itself. */
  readonly key: (payload: Payload) => string;
  /** How often BullMQ runs it when the process throws; the row's own attempts are counted in Postgres. */
  readonly attempts: number;
};

/** Returns the definition with a key that is checked; a key with `:` or over 200 characters throws. */
export function defineJob<Payload>(definition: JobDefinition<Payload>): JobDefinition<Payload> {
  return {
    ...definition,
    key: (payload) => {
      const key = definition.key(payload);
      if (!/^[A-Za-z0-9_-]{1,200}$/.test(key)) {
        throw new Error(`the key of job \`${definition.name}\` must be 1 to 200 letters, digits, _ or -`);
      }
      return key;
    },
  };
}
