import { type JobDefinition, jobOptions, type QueueName } from "@sekinin/jobs";
import { Queue } from "bullmq";
import type { Redis } from "ioredis";

/** The producing side of one queue: what the dispatcher needs of BullMQ. */
export type WorkQueue = {
  /** Ids of all jobs that Redis holds and that have not ended. */
  jobIds(): Promise<{ readonly ids: ReadonlySet<string>; readonly waiting: number }>;
  /** Adds jobs in one round trip; one that is there already stays as it is. */
  add<Payload>(definition: JobDefinition<Payload>, payloads: readonly Payload[]): Promise<void>;
  close(): Promise<void>;
};

/** Jobs that are in Redis and not ended are few by design (K x workers), so listing them is cheap. */
export function openQueue(name: QueueName, redis: Redis, prefix: string): WorkQueue {
  const queue = new Queue(name, { connection: redis, prefix, skipWaitingForReady: true });
  // BullMQ repeats the connection's errors here; the connection's owner logs them.
  queue.on("error", () => {});
  return {
    async jobIds() {
      const states = ["waiting", "prioritized", "delayed", "active"] as const;
      const [waiting, ...rest] = await Promise.all(states.map((state) => queue.getRanges([state], 0, -1)));
      const held = waiting ?? [];
      return { ids: new Set([...held, ...rest.flat()]), waiting: held.length };
    },
    async add(definition, payloads) {
      if (payloads.length === 0) return;
      await queue.addBulk(
        payloads.map((payload) => ({ name: definition.name, data: payload, opts: jobOptions(definition, payload) })),
      );
    },
    close: () => queue.close(),
  };
}
