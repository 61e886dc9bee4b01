import type { ObjectiveOutcome, StatementReference, WayOut } from "@sekinin/guardrails/coverage";
import { expect, test } from "vitest";
import { involvedPolicies } from "./involved-statements.ts";

const statement = (policyId: string, index: number): StatementReference => ({
  policyId,
  statement: index,
  sid: `S${index}`,
  attachedTo: "ou-1",
});
const none = { stopped: 0, escaping: 0, open: 0, unknown: 0 };
const outcome = (given: Partial<ObjectiveOutcome>): ObjectiveOutcome => ({
  verdict: "conditional",
  reason: null,
  actions: none,
  hardening: none,
  waysOut: [],
  waysOutLeftOff: 0,
  deciding: [],
  witness: null,
  metBy: null,
  ...given,
});
const way = (...statements: StatementReference[]) => ({ statements }) as unknown as WayOut;

test.each([
  { what: "nothing", given: {}, expected: [] },
  {
    what: "one that decides and is passed by",
    given: { deciding: [statement("p-1", 2)], waysOut: [way(statement("p-1", 2), statement("p-1", 0))] },
    expected: ["p-1: 0 passed-by, 2 decides"],
  },
  {
    what: "what could not be read",
    given: { reason: { code: "policy-unreadable" as const, detail: "p-9", statements: [statement("p-9", 0)] } },
    expected: ["p-9: 0 unknown"],
  },
  {
    what: "two policies, the deciding one first",
    given: { waysOut: [way(statement("p-2", 1))], deciding: [statement("p-3", 0)] },
    expected: ["p-3: 0 decides", "p-2: 1 passed-by"],
  },
])("$what", ({ given, expected }) => {
  const said = involvedPolicies(outcome(given)).map(
    ({ policyId, statements }) => `${policyId}: ${statements.map(({ index, role }) => `${index} ${role}`).join(", ")}`,
  );
  expect(said).toEqual(expected);
});
