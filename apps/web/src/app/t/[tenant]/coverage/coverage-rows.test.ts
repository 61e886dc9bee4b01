import type { Objective } from "@sekinin/guardrails";
import type { VerdictCounts } from "@sekinin/guardrails/coverage";
import { wholeCoverage } from "@sekinin/ui";
import { describe, expect, test } from "vitest";
import { hasUnknown, lackingValues, objectivesByVerdict, rowsOf, shownRows, tallyOf } from "./coverage-rows.ts";

const objective = (id: string, domain: string, title: string, isLimited = false): Objective => ({
  id,
  domain,
  title: { en: title, ja: `${title}（和）` },
  requests: [],
  parameters: [],
  usualExemptions: { en: "", ja: "" },
  limit: isLimited ? { text: { en: "", ja: "" }, better: [] } : null,
  metBy: [],
  references: [],
});
const objectives = [
  objective("org-leave", "governance", "No leaving"),
  objective("rds-public", "network", "No public database", true),
  objective("cloudtrail-off", "logging-detection", "Trails cannot be stopped"),
  objective("new-one", "governance", "Decided in no crawl yet"),
];
const counts: Record<string, VerdictCounts> = {
  "org-leave": [3, 0, 0, 0, 0, 1],
  "rds-public": [0, 0, 1, 2, 0, 1],
  "cloudtrail-off": [0, 3, 0, 0, 1, 1],
};
const nodes = [
  { nodeId: "r", counts, worst: { "rds-public": "222222222222" } },
  { nodeId: "ou-1", counts: {}, worst: {} },
];
const rows = rowsOf(objectives, [{ id: "r" }, { id: "ou-1" }, { id: "not-read" }], nodes, "en");

test("every objective is a row in the order of domains, with a cell for each column", () => {
  expect(rows.map(({ id }) => id)).toEqual(["rds-public", "cloudtrail-off", "org-leave", "new-one"]);
  expect(rows[0]?.cells).toEqual([
    { counts: [0, 0, 1, 2, 0, 1], worst: "222222222222" },
    { counts: [0, 0, 0, 0, 0, 0], worst: null },
    { counts: [0, 0, 0, 0, 0, 0], worst: null },
  ]);
  expect(rowsOf(objectives, [], nodes, "ja")[0]?.title).toBe("No public database（和）");
});

test("objectives are counted by their worst account; what was not decided counts nowhere", () => {
  expect(objectivesByVerdict(rows)).toEqual({
    enforced: 1,
    conditional: 0,
    partial: 0,
    none: 1,
    unknown: 1,
    exempt: 0,
  });
});

test("one unknown account below the first column is enough to know that something is", () => {
  expect(hasUnknown(rows)).toBe(true);
  expect(hasUnknown(rows.filter(({ id }) => id === "org-leave"))).toBe(false);
  expect(hasUnknown([])).toBe(false);
});

test("objectives that wait for a value are counted while they are unknown", () => {
  const asking = objectives.map((one) => ({ ...one, parameters: ["approvedRegions"] }));
  expect(lackingValues(asking, rows, {})).toBe(1);
  expect(lackingValues(asking, rows, { approvedRegions: [] })).toBe(1);
  expect(lackingValues(asking, rows, { approvedRegions: ["eu-west-1"] })).toBe(0);
  expect(lackingValues(objectives, rows, {})).toBe(0);
});

test("one node's counts give the same tally; ids of other releases count nowhere", () => {
  expect(tallyOf(objectives, { ...counts, "objective-of-tomorrow": [0, 0, 0, 9, 0, 0] })).toEqual(
    objectivesByVerdict(rows),
  );
});

describe("what a view shows", () => {
  test.each([
    { view: {}, expected: "rds-public cloudtrail-off org-leave new-one" },
    { view: { verdicts: ["none" as const] }, expected: "rds-public" },
    { view: { verdicts: ["unknown" as const, "enforced" as const] }, expected: "cloudtrail-off org-leave" },
    { view: { verdicts: ["partial" as const] }, expected: "" },
    { view: { domain: "governance" }, expected: "org-leave new-one" },
    { view: { provable: "limited" as const }, expected: "rds-public" },
    { view: { provable: "full" as const }, expected: "cloudtrail-off org-leave new-one" },
    { view: { text: "public DATA" }, expected: "rds-public" },
    { view: { text: "org-leave" }, expected: "org-leave" },
    { view: { text: "nothing like it" }, expected: "" },
    { view: { sort: "worst" as const }, expected: "rds-public cloudtrail-off org-leave new-one" },
  ])("$view", ({ view, expected }) => {
    expect(
      shownRows(rows, { ...wholeCoverage, ...view })
        .map(({ id }) => id)
        .join(" "),
    ).toBe(expected);
  });
});
