import { coverageHref, coverageParameters, wholeCoverage } from "@sekinin/ui";
import { expect, test } from "vitest";
import { coverageSearch, nodeOf, organizationOf } from "./coverage-search.ts";

test.each([
  { given: {}, expected: {} },
  { given: { verdict: "none,unknown,evil" }, expected: { verdicts: ["none", "unknown"] } },
  { given: { domain: "governance" }, expected: { domain: "governance" } },
  { given: { domain: "<script>" }, expected: {} },
  { given: { provable: "limited" }, expected: { provable: "limited" } },
  { given: { provable: "maybe" }, expected: {} },
  { given: { q: "  trail " }, expected: { text: "trail" } },
  { given: { q: "   " }, expected: {} },
  { given: { q: "x".repeat(5_000) }, expected: { text: "x".repeat(200) } },
  { given: { sort: "worst", view: "table" }, expected: { sort: "worst", table: true } },
  {
    given: { open: "r-ab12,ou-ab12-11111111,111111111111,'; DROP" },
    expected: { opened: ["r-ab12", "ou-ab12-11111111"] },
  },
  { given: { open: "" }, expected: { opened: [] } },
  { given: { organization: ["o-abcdefghij", "o-other00000"] }, expected: { organizationId: "o-abcdefghij" } },
  { given: { organization: "nonsense" }, expected: {} },
  { given: { verdict: { deep: "object" } }, expected: {} },
])("$given", ({ given, expected }) => {
  expect(coverageSearch(given)).toEqual({ ...wholeCoverage, ...expected });
});

test("an address says what the view says, there and back", () => {
  const view = coverageSearch({ open: "r-ab12", verdict: "none,partial", q: "a & b", provable: "full", view: "table" });
  expect(coverageSearch(Object.fromEntries(coverageParameters(view)))).toEqual(view);
  expect(coverageSearch(Object.fromEntries(new URL(coverageHref("http://x/", view)).searchParams))).toEqual(view);
});

test("ids that cannot be are none", () => {
  expect([nodeOf("r-ab12"), nodeOf("111111111111"), nodeOf(undefined)]).toEqual(["r-ab12", null, null]);
  expect([organizationOf("o-abcdefghij"), organizationOf("o-1"), organizationOf(undefined)]).toEqual([
    "o-abcdefghij",
    null,
    null,
  ]);
});
