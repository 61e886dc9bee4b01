import fc from "fast-check";
import { expect, test } from "vitest";
import { compileOrganization } from "../evaluate/compile-organization.ts";
import { randomOrganization } from "../testing/random-organization.ts";
import { loadUniverse } from "../universe/load-universe.ts";
import { compareCoverage } from "../what-if/compare-coverage.ts";
import { coverageMemo } from "./coverage-memos.ts";
import { decideOrganization } from "./decide-organization.ts";

const universe = loadUniverse();
const objectives = ["guardduty-off", "cloudtrail-off", "org-leave", "region-restrict", "s3-external", "imdsv2"];

/** Classes by key, with all of their outcomes but for requests: any of several may show the same answer. */
function answerOf(reading: Parameters<typeof compileOrganization>[0], memo?: ReturnType<typeof coverageMemo>) {
  const compiled = compileOrganization(reading, { universe });
  const { classes } = decideOrganization(compiled, { objectives, ...(memo === undefined ? {} : { memo }) });
  return classes.map(({ key, accounts, outcomes }) => ({
    key,
    accounts,
    outcomes: Object.entries(outcomes).map(([id, { verdict, reason, actions, hardening, waysOut }]) => ({
      id,
      verdict,
      reason,
      actions,
      hardening,
      ways: waysOut.map(({ detail, selfMade, statements }) => ({ detail, selfMade, statements })),
    })),
  }));
}

test("the same answer with a memo that has seen other organisations and with none", () => {
  const memo = coverageMemo();
  fc.assert(
    fc.property(randomOrganization, (reading) => {
      const shared = answerOf(reading, memo);
      expect(shared).toEqual(answerOf(reading));
      expect(answerOf(reading, memo)).toEqual(shared);
    }),
    { numRuns: 12 },
  );
}, 240_000);

test("the same comparison with a shared memo and with one of its own", () => {
  const memo = coverageMemo();
  fc.assert(
    fc.property(randomOrganization, fc.nat(), (reading, which) => {
      const without = { ...reading, policies: reading.policies.filter((_policy, at) => at !== which % 5) };
      const [before, after] = [reading, without].map((one) => compileOrganization(one, { universe }));
      if (before === undefined || after === undefined) return;
      const told = (options?: Parameters<typeof compareCoverage>[2]) =>
        compareCoverage(before, after, options).rows.map(
          ({ objectiveId, direction, before: was, after: is, accounts }) =>
            [objectiveId, direction, was, is, ...accounts].join(" "),
        );
      expect(told({ memo })).toEqual(told());
    }),
    { numRuns: 3 },
  );
}, 240_000);
