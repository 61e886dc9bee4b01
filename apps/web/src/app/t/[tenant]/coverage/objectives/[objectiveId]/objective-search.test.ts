import { expect, test } from "vitest";
import { type ObjectiveView, objectiveAddress, objectiveSearch } from "./objective-search.ts";

const nothing: ObjectiveView = { organizationId: null, nodeId: null, verdict: null, after: null };

test.each([
  { given: {}, expected: {} },
  { given: { node: "ou-ab12-11111111", verdict: "none" }, expected: { nodeId: "ou-ab12-11111111", verdict: "none" } },
  { given: { node: "../../", verdict: "good", after: "1 OR 1=1", organization: "x" }, expected: {} },
  { given: { after: "111122223333" }, expected: { after: "111122223333" } },
  { given: { verdict: ["none", "enforced"] }, expected: { verdict: "none" } },
])("$given", ({ given, expected }) => {
  expect(objectiveSearch(given)).toEqual({ ...nothing, ...expected });
});

test("an address and its view are the same", () => {
  const view = objectiveSearch({
    organization: "o-abcdefghij",
    node: "r-ab12",
    verdict: "unknown",
    after: "111122223333",
  });
  const url = new URL(objectiveAddress("http://x/y", view, true));
  expect(objectiveSearch(Object.fromEntries(url.searchParams))).toEqual(view);
  expect(url.hash).toBe("#accounts");
  expect(objectiveAddress("/y", nothing)).toBe("/y");
});
