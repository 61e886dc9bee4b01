import fc from "fast-check";
import { expect, test } from "vitest";
import type { FaultEffect } from "./fault.ts";
import { readFaults } from "./read-faults.ts";

const effects: FaultEffect[] = [
  { kind: "status", status: 503 },
  { kind: "status", status: 400, code: "Odd" },
  { kind: "latency", latencyMs: 30 },
  { kind: "hang" },
  { kind: "cut" },
  { kind: "cut", afterBytes: 10 },
  { kind: "drip", bytesPerSecond: 5 },
  { kind: "endless-pages" },
  { kind: "same-token" },
  { kind: "huge-page", sizeBytes: 10_000_000 },
  { kind: "malformed-body" },
  { kind: "wrong-content-type" },
  { kind: "hostile-body" },
  { kind: "invalid-utf8" },
  { kind: "deny" },
  { kind: "throttle" },
  { kind: "expire-credentials" },
  { kind: "delete-role" },
  { kind: "suspend-account" },
  { kind: "opt-out-region" },
];

test.each(effects)("$kind is read as it was sent, alone and with every condition", (effect) => {
  const conditions = {
    service: "ec2",
    operation: "X",
    accountId: "1",
    region: "r",
    after: 1,
    count: 2,
    probability: 0.5,
  };
  for (const rule of [{ effect }, { effect, ...conditions }]) {
    const sent: unknown = JSON.parse(JSON.stringify({ seed: 9, rules: [rule] }));
    expect(readFaults(sent)).toEqual({ seed: 9, rules: [rule] });
  }
});

test.each([
  { given: null, words: "rules" },
  { given: { rules: {} }, words: "rules" },
  { given: { rules: [], more: 1 }, words: "more" },
  { given: { rules: [{ effect: "deny" }] }, words: "rules[0].effect.kind" },
  { given: { rules: [{ effect: { kind: "toString" } }] }, words: "rules[0].effect.kind" },
  { given: { rules: [{ effect: { kind: "deny", status: 5 } }] }, words: "no `status`" },
  { given: { rules: [{ effect: { kind: "latency" } }] }, words: "rules[0].effect.latencyMs" },
  { given: { rules: [{ effect: { kind: "cut", afterBytes: "1" } }] }, words: "rules[0].effect.afterBytes" },
  {
    given: { rules: [{ effect: { kind: "deny" } }, { effect: { kind: "deny" }, region: 5 }] },
    words: "rules[1].region",
  },
])("$given is refused, and the field is named", ({ given, words }) => {
  expect(() => readFaults(given)).toThrow(words);
});

test("anything at all is read or refused with a TypeError", () => {
  fc.assert(
    fc.property(fc.oneof(fc.anything(), fc.record({ rules: fc.array(fc.anything()) })), (value) => {
      let thrown: unknown;
      try {
        readFaults(value);
      } catch (error) {
        thrown = error;
      }
      expect(thrown === undefined || thrown instanceof TypeError).toBe(true);
    }),
  );
});
