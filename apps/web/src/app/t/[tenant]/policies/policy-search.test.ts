import { expect, test } from "vitest";
import { policiesHref, policySearch } from "./policy-search.ts";

const nothing = { organizationId: null, type: null, text: null, only: null, page: 1 };

test.each([
  { given: {}, expected: {} },
  { given: { type: "TAG_POLICY", page: "3" }, expected: { type: "TAG_POLICY", page: 3 } },
  { given: { type: "tag policy'; --", page: "-1", only: "everything" }, expected: {} },
  { given: { page: "1e9" }, expected: {} },
  { given: { page: "2.5" }, expected: {} },
  { given: { only: "unattached", q: " Deny " }, expected: { only: "unattached", text: "Deny" } },
])("$given", ({ given, expected }) => {
  expect(policySearch(given)).toEqual({ ...nothing, ...expected });
});

test("an address and its view are the same", () => {
  const view = policySearch({
    organization: "o-abcdefghij",
    type: "TAG_POLICY",
    q: "a&b",
    only: "problems",
    page: "2",
  });
  expect(policySearch(Object.fromEntries(new URL(policiesHref("http://x/", view)).searchParams))).toEqual(view);
  expect(policiesHref("/p", { ...nothing })).toBe("/p");
});
