import fc from "fast-check";
import { expect, test } from "vitest";
import { compileOrganization } from "../evaluate/compile-organization.ts";
import { organizationOfAccountTexts, randomOrganization } from "../testing/random-organization.ts";
import { loadUniverse } from "../universe/load-universe.ts";
import type { ObjectiveOutcome } from "./coverage.ts";
import { coverageMemo } from "./coverage-memos.ts";
import { decideOrganization } from "./decide-organization.ts";
import { decideAlone } from "./explain-objective.ts";

const universe = loadUniverse();
const objectives = [
  "guardduty-off",
  "cloudtrail-off",
  "org-leave",
  "s3-external",
  "root-access-keys",
  "admin-attach",
  "imdsv2",
  "ebs-unencrypted",
  "log-archive-bucket",
];

/** What must not depend on who else is decided with an account; its own digits are written as `#`. */
function comparable(outcome: ObjectiveOutcome | null | undefined, accountId: string): unknown {
  if (outcome === null || outcome === undefined) return null;
  const { verdict, reason, actions, hardening, waysOut } = outcome;
  const named = waysOut
    .filter(({ kind }) => kind !== "open")
    .map(({ kind, requirements, actions: opened, selfMade, selfMadeBy }) => ({
      kind,
      requirements: requirements.map(({ key, how, values, orAbsent }) =>
        [key, how, orAbsent, ...values.map((value) => value.replaceAll(accountId, "#")).sort()].join(" "),
      ),
      opened: [...opened].sort(),
      selfMade,
      selfMadeBy,
    }))
    .sort((one, other) => (one.requirements.join() < other.requirements.join() ? -1 : 1));
  return { verdict, reason: reason?.code, actions, hardening, named };
}

test.each([
  { of: "policies of all kinds", organizations: randomOrganization, ids: objectives, numRuns: 40 },
  {
    of: "texts with accounts in them",
    organizations: organizationOfAccountTexts,
    ids: ["guardduty-off", "log-archive-bucket"],
    numRuns: 120,
  },
])(
  "sharing never changes an outcome, nor does what was decided before: $of",
  ({ organizations, ids, numRuns }) => {
    const memo = coverageMemo();
    fc.assert(
      fc.property(organizations, (reading) => {
        const compiled = compileOrganization(reading, { universe });
        const shared = decideOrganization(compiled, { objectives: ids, memo });
        expect(shared.classes.flatMap(({ accounts }) => accounts).sort()).toEqual(reading.accounts.map(({ id }) => id));
        for (const { accounts, outcomes } of shared.classes) {
          for (const accountId of accounts) {
            for (const id of ids) {
              const expected = comparable(decideAlone(compiled, id, accountId), accountId);
              expect(comparable(outcomes[id], accounts[0] ?? "")).toEqual(expected);
            }
          }
        }
      }),
      { numRuns },
    );
  },
  240_000,
);
