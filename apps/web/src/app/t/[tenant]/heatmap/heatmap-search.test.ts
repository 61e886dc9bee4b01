import { heatmapHref } from "@sekinin/ui";
import fc from "fast-check";
import { expect, test } from "vitest";
import { heatmapSearch } from "./heatmap-search.ts";

const team = "3f0e7f52-1111-4222-8333-444455556666";
const nothing = { organizationId: null, opened: null, sort: null, table: false };

test.each([
  { given: {}, expected: nothing },
  { given: { open: "" }, expected: { ...nothing, opened: [] } },
  {
    given: { open: "r-ab12,ou-ab12-abcdefgh,<script>,r-ab12,,../x" },
    expected: { ...nothing, opened: ["r-ab12", "ou-ab12-abcdefgh"] },
  },
  { given: { open: ["r-ab12", "r-cd34"] }, expected: { ...nothing, opened: ["r-ab12"] } },
  { given: { sort: "network" }, expected: { ...nothing, sort: { column: "network", direction: "ascending" } } },
  {
    given: { sort: "all", order: "descending" },
    expected: { ...nothing, sort: { column: "all", direction: "descending" } },
  },
  { given: { sort: "constructor", order: "descending" }, expected: nothing },
  { given: { view: "table" }, expected: { ...nothing, table: true } },
  { given: { view: "graph" }, expected: nothing },
  { given: { organization: "o-abcdefghij" }, expected: { ...nothing, organizationId: "o-abcdefghij" } },
  { given: { organization: "o-1' OR 1=1" }, expected: nothing },
  { given: { party: "aws" }, expected: { ...nothing, party: "aws" } },
  { given: { party: ["unassigned", "aws"] }, expected: { ...nothing, party: "unassigned" } },
  { given: { party: `team:${team}` }, expected: { ...nothing, party: `team:${team}` } },
  { given: { party: "team:1' OR 1=1" }, expected: nothing },
  { given: { party: "" }, expected: nothing },
  { given: { unknown: "x" }, expected: nothing },
])("$given", ({ given, expected }) => {
  expect(heatmapSearch(given)).toEqual(expected);
});

test("an address with thousands of OUs is cut, not refused", () => {
  const open = Array.from({ length: 1000 }, (_, at) => `ou-ab12-${String(at).padStart(8, "0")}`).join(",");
  expect(heatmapSearch({ open }).opened).toHaveLength(300);
});

test("no address fails, and what we write ourselves is read back the same", () => {
  const value = fc.option(fc.oneof(fc.string(), fc.array(fc.string())), { nil: undefined });
  fc.assert(
    fc.property(fc.record({ organization: value, open: value, sort: value, order: value, view: value }), (given) => {
      const view = heatmapSearch(given);
      const address = new URL(heatmapHref("/h", view), "http://localhost");
      expect(heatmapSearch(Object.fromEntries(address.searchParams))).toEqual(view);
    }),
  );
});
