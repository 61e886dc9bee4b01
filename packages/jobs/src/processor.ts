import type { DeadLetters } from "./dead-letters.ts";
import type { JobDefinition } from "./define-job.ts";
import { maxPayloadBytes, type PayloadRefusal, parsePayload } from "./parse-payload.ts";

/** What a processor needs of BullMQ's job. */
export type DeliveredJob = { readonly name: string; readonly id?: string | undefined; readonly data: unknown };

/** How one delivery ended, for metrics. */
export type Delivery = "done" | PayloadRefusal;

/** The handler answers `refused` for ids that this tenant does not have: a foreign or removed row. */
export type HandlerAnswer = "done" | "refused";

export type ProcessorServices = {
  readonly deadLetters: DeadLetters;
  readonly now: () => Date;
  /** Told after each delivery, with its duration; never with the payload. */
  readonly onDelivery: (job: string, delivery: Delivery, durationMs: number) => void;
};

export type Processor = {
  readonly name: string;
  readonly process: (services: ProcessorServices, job: DeliveredJob, signal: AbortSignal) => Promise<Delivery>;
};

function smallData(data: unknown, bytes: number): string | null {
  return bytes > maxPayloadBytes ? null : (JSON.stringify(data) ?? null);
}

/**
 * The one place that parses a job's payload. A malformed one goes to the dead letters and counts as delivered,
 * so that it is never retried; what the handler throws is BullMQ's to retry.
 */
export function processorFor<Payload>(
  definition: JobDefinition<Payload>,
  handle: (payload: Payload, context: { readonly signal: AbortSignal }) => Promise<HandlerAnswer>,
): Processor {
  return {
    name: definition.name,
    async process(services, job, signal) {
      const started = performance.now();
      const settle = async (delivery: Delivery, bytes: number): Promise<Delivery> => {
        if (delivery !== "done") {
          await services.deadLetters.add({
            job: definition.name,
            id: (job.id ?? "").slice(0, 200),
            refusal: delivery,
            bytes,
            at: services.now().toISOString(),
            data: smallData(job.data, bytes),
          });
        }
        services.onDelivery(definition.name, delivery, performance.now() - started);
        return delivery;
      };
      const parsed = parsePayload(definition, job.data);
      if (!parsed.ok) return settle(parsed.refusal, parsed.bytes);
      const answer = await handle(parsed.payload, { signal });
      return settle(answer === "done" ? "done" : "not-visible", 0);
    },
  };
}

/** Finds a job's processor by name. An unknown name throws, so that BullMQ retries it: a newer build may have added it. */
export function dispatchTo(processors: readonly Processor[]): Processor["process"] {
  const byName = new Map(processors.map((processor) => [processor.name, processor]));
  return async (services, job, signal) => {
    const processor = byName.get(job.name);
    if (processor === undefined) throw new Error("this build does not know the job's name");
    return processor.process(services, job, signal);
  };
}
