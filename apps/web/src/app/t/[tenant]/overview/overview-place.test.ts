import type { HeatmapRow, Overview } from "@sekinin/db";
import { expect, test } from "vitest";
import { causeHref, openFindingsHref, overviewPlace, tileHref } from "./overview-place.ts";

const root = { nodeId: "r-ab12", kind: "root" } as HeatmapRow;
const place = (crawl: object | null, running: object | null = null, organizationId: string | null = null) =>
  overviewPlace("acme", organizationId, root, { heatmap: { crawl, running } } as unknown as Pick<Overview, "heatmap">);

test.each([
  ["the crawl that the numbers are from", place({ id: "c1" }, { id: "c2" }), "/t/acme/crawls/c1"],
  ["the first crawl, which still runs", place(null, { id: "c2" }), "/t/acme/crawls/c2"],
  ["all crawls, where there is none", place(null), "/t/acme/crawls"],
])("what could not be read is on the page of %s", (_, { hrefs }, expected) => {
  expect(hrefs.unread).toBe(expected);
});

test.each([
  [{ kind: "root", id: "r-ab12" }, "all", "/t/acme/heatmap?open=r-ab12"],
  [{ kind: "organizational-unit", id: "ou-1" }, "network", "/t/acme/heatmap?open=r-ab12,ou-1&sort=network"],
  [{ kind: "account", id: "111122223333" }, "all", "/t/acme/accounts/111122223333"],
  [{ kind: "account", id: "111122223333" }, "network", "/t/acme/accounts/111122223333?domain=network"],
] as const)("a tile of %o in %s opens what it is made of", (row, column, expected) => {
  expect(tileHref(place(null), row, column)).toBe(expected);
});

test("every link keeps the organisation that was asked for", () => {
  const other = place(null, null, "o-abcdefghij");
  const links = [
    other.hrefs.heatmap,
    other.hrefs.trends,
    tileHref(other, { kind: "account", id: "1" }, "all"),
    tileHref(other, { kind: "root", id: "r" }, "all"),
    causeHref(other, "new-findings", "2026-11-17", 7),
    causeHref(other, "mended", "2026-11-17", 7),
    causeHref(other, "joined", "2026-11-17", 7),
    openFindingsHref(other, "c"),
    openFindingsHref(other, null),
  ];
  for (const link of links) expect(link).toContain("organization=o-abcdefghij");
});

test("causes lead to what they are made of", () => {
  const here = place({ id: "c1" });
  expect(causeHref(here, "new-findings", "2026-11-17", 7)).toMatch(/^\/t\/acme\/findings\?.*opened=2026-11-18$/);
  expect(causeHref(here, "mended", "2026-11-17", 7)).toMatch(/^\/t\/acme\/findings\?.*resolved=2026-11-18$/);
  expect(causeHref(here, "visibility-lost", "2026-11-17", 7)).toBe("/t/acme/crawls/c1");
  expect(causeHref(here, "catalogue", "2026-11-17", 30)).toBe("/t/acme/trends?range=30");
});
