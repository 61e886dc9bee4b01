import { expect, test } from "vitest";
import { z } from "zod";
import { crawlStep } from "./crawl-step.ts";
import type { DeadLetter } from "./dead-letters.ts";
import { defineJob } from "./define-job.ts";
import { dispatchTo, type HandlerAnswer, processorFor } from "./processor.ts";
import { jobOptions } from "./queue-options.ts";

const payload = {
  version: 1 as const,
  tenantId: "0b6f0b1e-6f3c-4d53-9a53-0c6f6b8d8f10",
  stepId: "4a1d8f5c-2b7e-4c8b-8d0d-3f1f5f0f9a77",
};

/** A processor of crawl steps whose handler records what it got. */
function bench(answer: () => Promise<HandlerAnswer>) {
  const handled: unknown[] = [];
  const letters: DeadLetter[] = [];
  const deliveries: string[] = [];
  const process = dispatchTo([
    processorFor(crawlStep, (value) => {
      handled.push(value);
      return answer();
    }),
  ]);
  const services = {
    deadLetters: { add: async (letter: DeadLetter) => void letters.push(letter), list: async () => letters },
    now: () => new Date("2026-11-24T00:00:00Z"),
    onDelivery: (job: string, delivery: string) => void deliveries.push(`${job} ${delivery}`),
  };
  const deliver = (data: unknown, name = "crawl-step") =>
    process(services, { name, id: "job-1", data }, new AbortController().signal);
  return { handled, letters, deliveries, deliver };
}

test("a good payload is handled once and counted", async () => {
  const { handled, letters, deliveries, deliver } = bench(async () => "done");
  await expect(deliver(payload)).resolves.toBe("done");
  expect(handled).toEqual([payload]);
  expect(letters).toEqual([]);
  expect(deliveries).toEqual(["crawl-step done"]);
});

test.each([
  { given: "wrong shape", data: { version: 1 }, refusal: "wrong-shape", kept: '{"version":1}' },
  {
    given: "unknown version",
    data: { ...payload, version: 9 },
    refusal: "unknown-version",
    kept: JSON.stringify({ ...payload, version: 9 }),
  },
  { given: "5 MB", data: { ...payload, x: "y".repeat(5_000_000) }, refusal: "too-large", kept: null },
  { given: "__proto__", data: JSON.parse('{"__proto__":{}}'), refusal: "forbidden-key", kept: '{"__proto__":{}}' },
])("$given goes to the dead letters once and is not handled", async ({ data, refusal, kept }) => {
  const { handled, letters, deliver } = bench(async () => "done");
  await expect(deliver(data)).resolves.toBe(refusal);
  expect(handled).toEqual([]);
  expect(letters).toHaveLength(1);
  expect(letters[0]).toMatchObject({
    job: "crawl-step",
    id: "job-1",
    refusal,
    at: "2026-11-24T00:00:00.000Z",
    data: kept,
  });
});

test("ids that the tenant does not have go to the dead letters", async () => {
  const { letters, deliver } = bench(async () => "refused");
  await expect(deliver(payload)).resolves.toBe("not-visible");
  expect(letters).toMatchObject([{ refusal: "not-visible", data: JSON.stringify(payload) }]);
});

test("what the handler throws is thrown on, for BullMQ to retry", async () => {
  const { letters, deliver } = bench(async () => {
    throw new Error("database away");
  });
  await expect(deliver(payload)).rejects.toThrow("database away");
  expect(letters).toEqual([]);
});

test("a job name of a newer build is thrown, not dropped", async () => {
  const { letters, deliver } = bench(async () => "done");
  await expect(deliver(payload, "crawl-galaxy")).rejects.toThrow("does not know");
  expect(letters).toEqual([]);
});

test("a key that BullMQ would misread is refused at once", () => {
  const job = defineJob({
    name: "x",
    queue: "sekinin-crawl",
    payload: z.strictObject({}),
    key: () => "a:b",
    attempts: 1,
  });
  expect(() => jobOptions(job, {})).toThrow("must be 1 to 200 letters");
});

test("an ended job is never kept, else the same id could not be added again", () => {
  expect(jobOptions(crawlStep, payload)).toMatchObject({
    jobId: `crawl-step_${payload.stepId}`,
    removeOnComplete: true,
    removeOnFail: true,
  });
});
