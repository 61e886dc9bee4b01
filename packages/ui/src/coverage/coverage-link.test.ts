import { expect, test } from "vitest";
import { type CoverageView, columnToggled, coverageHref, wholeCoverage } from "./coverage-link.ts";

test.each<{ view: Partial<CoverageView>; expected: string }>([
  { view: {}, expected: "/c" },
  { view: { opened: [] }, expected: "/c?open=" },
  { view: { opened: ["r-ab12", "ou-ab12-11111111"] }, expected: "/c?open=r-ab12,ou-ab12-11111111" },
  { view: { verdicts: ["none", "enforced"] }, expected: "/c?verdict=enforced,none" },
  { view: { text: "a&b=c" }, expected: "/c?q=a%26b%3Dc" },
  {
    view: { organizationId: "o-1", sort: "worst", table: true },
    expected: "/c?organization=o-1&sort=worst&view=table",
  },
  { view: { domain: "governance", provable: "limited" }, expected: "/c?domain=governance&provable=limited" },
])("$expected", ({ view, expected }) => {
  expect(coverageHref("/c", { ...wholeCoverage, ...view })).toBe(expected);
});

test("a column opens and closes, the rest of the view stays", () => {
  const view = { ...wholeCoverage, text: "trail" };
  const opened = columnToggled(view, ["r"], "ou-a");
  expect(opened).toEqual({ ...view, opened: ["r", "ou-a"] });
  expect(columnToggled(opened, opened.opened ?? [], "r").opened).toEqual(["ou-a"]);
});
