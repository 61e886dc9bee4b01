import fc from "fast-check";
import { expect, test } from "vitest";
import { overviewHref, overviewSearch } from "./overview-search.ts";

const plain = { organizationId: null, range: 7 };

test.each([
  { given: {}, expected: plain },
  { given: { range: "30" }, expected: { ...plain, range: 30 } },
  { given: { range: ["90", "30"] }, expected: { ...plain, range: 90 } },
  { given: { range: "365" }, expected: plain },
  { given: { range: "30; DROP TABLE" }, expected: plain },
  { given: { organization: "o-abcdefghij" }, expected: { ...plain, organizationId: "o-abcdefghij" } },
  { given: { organization: "o-<script>" }, expected: plain },
])("$given", ({ given, expected }) => {
  expect(overviewSearch(given)).toEqual(expected);
});

test("no address fails, and what we write ourselves is read back the same", () => {
  const value = fc.option(fc.oneof(fc.string(), fc.array(fc.string()), fc.constantFrom("30", "90")), {
    nil: undefined,
  });
  fc.assert(
    fc.property(fc.record({ organization: value, range: value }), (given) => {
      const view = overviewSearch(given);
      const address = new URL(overviewHref("/t/a", view), "http://localhost");
      expect(overviewSearch(Object.fromEntries(address.searchParams))).toEqual(view);
    }),
  );
});
