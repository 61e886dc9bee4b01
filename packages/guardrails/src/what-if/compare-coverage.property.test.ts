import fc from "fast-check";
import { expect, test } from "vitest";
import type { Coverage, WitnessRequest } from "../coverage/coverage.ts";
import { coverageMemo } from "../coverage/coverage-memos.ts";
import { decideOrganization, placeOf } from "../coverage/decide-organization.ts";
import { movedRequest } from "../coverage/moved-request.ts";
import { type CompiledOrganization, compileOrganization } from "../evaluate/compile-organization.ts";
import { evaluateOrganizationRequest } from "../evaluate/evaluate-organization-request.ts";
import { randomOrganization } from "../testing/random-organization.ts";
import { loadUniverse } from "../universe/load-universe.ts";
import { compareCoverage } from "./compare-coverage.ts";
import { now } from "./find-lockouts.ts";

const universe = loadUniverse();

/** Every request that shows an outcome, as each account of its class would make it. */
function* shownRequests(compiled: CompiledOrganization, { classes }: Coverage): Generator<[string, WitnessRequest]> {
  for (const { accounts, outcomes } of classes) {
    for (const [objectiveId, { waysOut }] of Object.entries(outcomes)) {
      for (const { witness } of waysOut) {
        for (const id of accounts) {
          const member = compiled.accounts.get(id);
          if (witness === null || member === undefined) continue;
          yield [objectiveId, movedRequest(witness.request, placeOf(compiled, member))];
        }
      }
    }
  }
}

test("what a change lets through or stops is told, and what is told is so", () => {
  const memo = coverageMemo();
  fc.assert(
    fc.property(randomOrganization, fc.nat(), fc.constantFrom("r-1", "ou-a", "ou-b"), (reading, which, target) => {
      const changed = reading.policies.map((policy, at) =>
        at === which % reading.policies.length && policy.targetIds.status === "read"
          ? { ...policy, targetIds: { ...policy.targetIds, value: toggled(policy.targetIds.value, target) } }
          : policy,
      );
      const before = compileOrganization(reading, { universe });
      const after = compileOrganization({ ...reading, policies: changed }, { universe });
      const { rows } = compareCoverage(before, after, { memo });
      for (const { direction, newlyAllowed, newlyDenied } of rows) {
        if (direction === "stronger") expect(newlyAllowed).toBeNull();
        if (direction === "weaker") expect(newlyDenied).toBeNull();
        for (const [witness, sides] of [
          [newlyDenied, [before, after]],
          [newlyAllowed, [after, before]],
        ] as const) {
          if (witness === null) continue;
          const decisions = sides.map((side) => evaluateOrganizationRequest(side, witness.request, now).decision);
          expect(decisions).toEqual(["allowed", "denied"]);
        }
      }
      const told = (objectiveId: string, account: string, not: string) =>
        rows.some((row) => row.objectiveId === objectiveId && row.accounts.includes(account) && row.direction !== not);
      for (const [passing, stopping, not] of [
        [after, before, "stronger"],
        [before, after, "weaker"],
      ] as const) {
        for (const [objectiveId, request] of shownRequests(passing, decideOrganization(passing, { memo }))) {
          if (evaluateOrganizationRequest(passing, request, now).decision !== "allowed") continue;
          if (evaluateOrganizationRequest(stopping, request, now).decision !== "denied") continue;
          expect([objectiveId, request, told(objectiveId, request.account, not)]).toEqual([objectiveId, request, true]);
        }
      }
    }),
    { numRuns: 25 },
  );
}, 240_000);

function toggled(targets: readonly string[], target: string): readonly string[] {
  return targets.includes(target) ? targets.filter((id) => id !== target) : [...targets, target];
}
