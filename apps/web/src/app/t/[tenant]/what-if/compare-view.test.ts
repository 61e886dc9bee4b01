import type { CoverageDelta, DeltaRow } from "@sekinin/guardrails";
import { expect, test } from "vitest";
import { compareDeltas } from "./compare-view.ts";

const row = (objectiveId: string, accounts: readonly string[], after: DeltaRow["after"] = "enforced"): DeltaRow => ({
  objectiveId,
  accounts,
  before: "none",
  after,
  direction: "stronger",
  newlyDenied: null,
  newlyAllowed: null,
});
const delta = (...rows: readonly DeltaRow[]): CoverageDelta => ({ rows, lockouts: [] });

test("nothing beside nothing is nothing", () => {
  expect(compareDeltas(delta(), delta(), "en")).toEqual([]);
});

test("the same rows in another order are the same", () => {
  const [found] = compareDeltas(
    delta(row("org-leave", ["1", "2"]), row("org-leave", ["3"])),
    delta(row("org-leave", ["3"]), row("org-leave", ["2", "1"])),
    "en",
  );
  expect(found).toMatchObject({ isSame: true, first: [{ before: "none", after: "enforced", accounts: 3 }] });
});

test("what differs comes first, also where only the accounts do", () => {
  const found = compareDeltas(
    delta(row("org-leave", ["1"]), row("guardduty-off", ["1"])),
    delta(row("org-leave", ["1"]), row("guardduty-off", ["2"]), row("cloudtrail-off", ["1"], "conditional")),
    "en",
  );
  expect(found.map(({ objectiveId, isSame }) => [objectiveId, isSame])).toEqual([
    [expect.any(String), false],
    [expect.any(String), false],
    ["org-leave", true],
  ]);
  expect(found.find(({ objectiveId }) => objectiveId === "cloudtrail-off")).toMatchObject({
    first: [],
    second: [{ before: "none", after: "conditional", accounts: 1 }],
  });
});
