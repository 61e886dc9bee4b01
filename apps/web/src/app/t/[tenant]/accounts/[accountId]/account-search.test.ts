import { expect, test } from "vitest";
import { accountAddress, accountSearch } from "./account-search.ts";

const everything = { organizationId: null, domain: null, verdict: null };

test.each([
  { given: {}, expected: everything, address: "/a" },
  { given: { domain: "network" }, expected: { ...everything, domain: "network" }, address: "/a?domain=network" },
  { given: { verdict: "unknown" }, expected: { ...everything, verdict: "unknown" }, address: "/a?verdict=unknown" },
  { given: { domain: "all", verdict: "toString" }, expected: everything, address: "/a" },
  {
    given: { domain: ["governance", "network"], verdict: "fail" },
    expected: { ...everything, domain: "governance", verdict: "fail" },
    address: "/a?domain=governance&verdict=fail",
  },
  {
    given: { organization: "o-abcdefghij" },
    expected: { ...everything, organizationId: "o-abcdefghij" },
    address: "/a?organization=o-abcdefghij",
  },
  { given: { organization: "o-x&y" }, expected: everything, address: "/a" },
])("$address", ({ given, expected, address }) => {
  expect(accountSearch(given)).toEqual(expected);
  expect(accountAddress("/a", accountSearch(given))).toBe(address);
});
