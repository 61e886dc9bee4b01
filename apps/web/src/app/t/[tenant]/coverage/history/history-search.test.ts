import { expect, test } from "vitest";
import { historyHref, historySearch } from "./history-search.ts";

const nothing = {
  organizationId: null,
  policyId: null,
  objectiveId: null,
  nodeId: null,
  days: 90,
  trend: "pairs",
  before: null,
};
const before = "11111111-1111-4111-8111-111111111111.12";

test.each([
  { given: {}, expected: {} },
  { given: { policy: "p-FullAWSAccess" }, expected: { policyId: "p-FullAWSAccess" } },
  { given: { policy: "p-x'; --" }, expected: {} },
  { given: { objective: "cloudtrail-off" }, expected: { objectiveId: "cloudtrail-off" } },
  { given: { objective: "no-such-thing" }, expected: {} },
  { given: { days: "30" }, expected: { days: 30 } },
  { given: { days: "31" }, expected: {} },
  { given: { trend: "worst" }, expected: { trend: "worst" } },
  { given: { trend: "best" }, expected: {} },
  { given: { node: "ou-ab12-11111111", before }, expected: { nodeId: "ou-ab12-11111111", before } },
  { given: { before: "x.1" }, expected: {} },
])("$given", ({ given, expected }) => {
  expect(historySearch(given)).toEqual({ ...nothing, ...expected });
});

test("an address and its view are the same", () => {
  const view = historySearch({
    organization: "o-abcdefghij",
    policy: "p-abc",
    objective: "org-leave",
    node: "r-ab12",
    days: "180",
    trend: "worst",
    before,
  });
  expect(historySearch(Object.fromEntries(new URL(historyHref("http://x/", view)).searchParams))).toEqual(view);
  expect(historyHref("/h", historySearch({}))).toBe("/h");
});
