import fc from "fast-check";
import { expect, test } from "vitest";
import { connectionTest } from "./connection-test.ts";
import { crawlStep } from "./crawl-step.ts";
import { parsePayload } from "./parse-payload.ts";

const tenantId = "0b6f0b1e-6f3c-4d53-9a53-0c6f6b8d8f10";
const stepId = "4a1d8f5c-2b7e-4c8b-8d0d-3f1f5f0f9a77";
const good = { version: 1, tenantId, stepId };
const circular: Record<string, unknown> = { ...good };
circular.self = circular;

test.each([
  { given: "a good payload", raw: good, expected: true },
  { given: "nothing", raw: undefined, expected: "wrong-shape" },
  { given: "null", raw: null, expected: "wrong-shape" },
  { given: "a string", raw: "crawl", expected: "wrong-shape" },
  { given: "an array", raw: [good], expected: "wrong-shape" },
  { given: "a missing id", raw: { version: 1, tenantId }, expected: "wrong-shape" },
  { given: "an id that is no UUID", raw: { ...good, stepId: "' or 1=1 --" }, expected: "wrong-shape" },
  { given: "a key too many", raw: { ...good, role: "owner" }, expected: "wrong-shape" },
  { given: "no version", raw: { tenantId, stepId }, expected: "unknown-version" },
  { given: "a version of tomorrow", raw: { ...good, version: 2 }, expected: "unknown-version" },
  {
    given: "a __proto__ key",
    raw: JSON.parse(`{"__proto__":{"admin":true},"version":1,"tenantId":"${tenantId}","stepId":"${stepId}"}`),
    expected: "forbidden-key",
  },
  { given: "a constructor key within", raw: { ...good, more: { constructor: {} } }, expected: "forbidden-key" },
  { given: "5 MB", raw: { ...good, padding: "x".repeat(5_000_000) }, expected: "too-large" },
  { given: "a circle", raw: circular, expected: "too-large" },
  { given: "depth", raw: JSON.parse(`${'{"a":'.repeat(200)}1${"}".repeat(200)}`), expected: "forbidden-key" },
])("$given: $expected", ({ raw, expected }) => {
  const parsed = parsePayload(crawlStep, raw);
  expect(parsed.ok ? true : parsed.refusal).toBe(expected);
});

test("a parsed payload is a fresh object with the declared keys only", () => {
  const raw = JSON.parse(JSON.stringify(good)) as unknown;
  const parsed = parsePayload(crawlStep, raw);
  expect(parsed).toEqual({ ok: true, payload: good });
  expect(parsed.ok && parsed.payload).not.toBe(raw);
});

test("whatever comes out of JSON never throws and never pollutes a prototype", () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      parsePayload(crawlStep, JSON.parse(text));
      expect(({} as Record<string, unknown>).admin).toBeUndefined();
    }),
  );
});

test("keys are the same for the same work, differ else, and hold no colon", () => {
  const key = crawlStep.key({ version: 1, tenantId, stepId });
  expect(key).toBe(`crawl-step_${stepId}`);
  expect(key).not.toContain(":");
  expect(connectionTest.key({ version: 1, tenantId, testId: stepId })).not.toBe(key);
});
