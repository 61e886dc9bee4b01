import { expect, test } from "vitest";
import { accountHref } from "./account-href.ts";
import { type HeatmapView, heatmapHref, nextSort, toggled } from "./heatmap-link.ts";

const plain: HeatmapView = { organizationId: null, opened: null, sort: null, table: false };

test.each([
  { view: plain, expected: "/h" },
  { view: { ...plain, opened: [] }, expected: "/h?open=" },
  { view: { ...plain, opened: ["r-1", "ou-1-a"] }, expected: "/h?open=r-1,ou-1-a" },
  { view: { ...plain, opened: ["a&b", "c,d"] }, expected: "/h?open=a%26b,c%2Cd" },
  { view: { ...plain, sort: { column: "network", direction: "ascending" } }, expected: "/h?sort=network" },
  {
    view: { ...plain, sort: { column: "all", direction: "descending" }, table: true },
    expected: "/h?sort=all&order=descending&view=table",
  },
  { view: { ...plain, organizationId: "o-abc" }, expected: "/h?organization=o-abc" },
  { view: { ...plain, table: true, party: "team:a&b" }, expected: "/h?view=table&party=team%3Aa%26b" },
] satisfies { view: HeatmapView; expected: string }[])("$expected", ({ view, expected }) => {
  expect(heatmapHref("/h", view)).toBe(expected);
});

test("a first toggle keeps what was open by default", () => {
  expect(toggled(plain, ["r"], "dev").opened).toEqual(["r", "dev"]);
  expect(toggled(plain, ["r", "dev"], "dev").opened).toEqual(["r"]);
  expect(toggled({ ...plain, table: true }, [], "r")).toEqual({ ...plain, table: true, opened: ["r"] });
});

test("clicks on one head go round; another head starts with the worst", () => {
  const first = nextSort(null, "network");
  const second = nextSort(first, "network");
  expect(first).toEqual({ column: "network", direction: "ascending" });
  expect(second).toEqual({ column: "network", direction: "descending" });
  expect(nextSort(second, "network")).toBeNull();
  expect(nextSort(second, "governance")).toEqual({ column: "governance", direction: "ascending" });
});

test.each([
  { column: "all", organization: null, expected: "/t/a/accounts/111122223333" },
  { column: "network", organization: null, expected: "/t/a/accounts/111122223333?domain=network" },
  { column: "network", organization: "o-1", expected: "/t/a/accounts/111122223333?organization=o-1&domain=network" },
] as const)("account address $expected", ({ column, organization, expected }) => {
  expect(accountHref("/t/a/accounts", "111122223333", column, organization)).toBe(expected);
});
