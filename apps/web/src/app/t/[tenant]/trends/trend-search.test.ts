import { responsibilityDomains } from "@sekinin/responsibility";
import fc from "fast-check";
import { expect, test } from "vitest";
import { trendHref, trendSearch, withDomain } from "./trend-search.ts";

const plain = { organizationId: null, unitId: null, range: 90, domains: [] };

test.each([
  { given: {}, expected: plain },
  { given: { range: "365" }, expected: { ...plain, range: 365 } },
  { given: { range: "14" }, expected: plain },
  { given: { unit: "" }, expected: plain },
  { given: { unit: "ou-ab12-abcdefgh" }, expected: { ...plain, unitId: "ou-ab12-abcdefgh" } },
  { given: { unit: "ou-1' OR 1=1" }, expected: plain },
  { given: { unit: ["r-ab12", "r-cd34"] }, expected: { ...plain, unitId: "r-ab12" } },
  { given: { domains: "network,governance,evil" }, expected: { ...plain, domains: ["network", "governance"] } },
  { given: { domains: "governance,network,network" }, expected: { ...plain, domains: ["network", "governance"] } },
  {
    given: { domains: responsibilityDomains.join(",") },
    expected: { ...plain, domains: responsibilityDomains.slice(0, 3) },
  },
  { given: { organization: "o-abcdefghij" }, expected: { ...plain, organizationId: "o-abcdefghij" } },
])("$given", ({ given, expected }) => {
  expect(trendSearch(given)).toEqual(expected);
});

test("a domain is put beside the score and taken away, and the fourth takes a place", () => {
  const two = withDomain(withDomain(trendSearch({}), "network"), "application");
  expect(two.domains).toEqual(["network", "application"]);
  expect(withDomain(two, "network").domains).toEqual(["application"]);
  const three = withDomain(two, "data-protection");
  expect(three.domains).toEqual(["data-protection", "network", "application"]);
  expect(withDomain(three, "governance").domains).toEqual(["network", "application", "governance"]);
});

test("no address fails, and what we write ourselves is read back the same", () => {
  const value = fc.option(
    fc.oneof(fc.string(), fc.array(fc.string()), fc.constantFrom("30", "network,governance", "ou-ab12-abcdefgh")),
    { nil: undefined },
  );
  fc.assert(
    fc.property(fc.record({ organization: value, range: value, unit: value, domains: value }), (given) => {
      const view = trendSearch(given);
      const address = new URL(trendHref("/t/a/trends", view), "http://localhost");
      expect(trendSearch(Object.fromEntries(address.searchParams))).toEqual(view);
    }),
  );
});
