import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  controlHref,
  everyFinding,
  type FindingSearch,
  findingHref,
  findingParameters,
  findingsExportHref,
  findingsHref,
  parseFindingSearch,
} from "./finding-search.ts";

const organization = "o-abc1234567";

describe("an address", () => {
  test.each<[string, Record<string, string | string[]>, Partial<FindingSearch>]>([
    ["nothing", {}, {}],
    ["empty fields of a form", { q: "", severity: "", node: "" }, {}],
    [
      "an organisation and an OU",
      { organization, node: "ou-ab12-11111111" },
      { organization, node: "ou-ab12-11111111" },
    ],
    ["the root", { node: "r-ab12" }, { node: "r-ab12" }],
    ["an account", { account: "111111111111" }, { account: "111111111111" }],
    ["a list by commas", { severity: "high,critical" }, { severities: ["critical", "high"] }],
    ["a list by repetition", { severity: ["low", "high"] }, { severities: ["high", "low"] }],
    ["domains", { domain: "network" }, { domains: ["network"] }],
    ["all statuses", { status: "all" }, { statuses: ["open", "unknown", "resolved", "frozen"] }],
    ["some statuses", { status: "unknown,open" }, { statuses: ["open", "unknown"] }],
    ["open ones, which are meant anyway", { status: "open" }, {}],
    ["a service", { service: "s3" }, { service: "s3" }],
    ["a Region", { region: "ap-northeast-1" }, { region: "ap-northeast-1" }],
    ["GovCloud", { region: "us-gov-west-1" }, { region: "us-gov-west-1" }],
    ["no Region", { region: "global" }, { region: "global" }],
    ["ages", { older: "30", newer: "90" }, { olderDays: 30, newerDays: 90 }],
    ["changed in days", { changed: "7" }, { changed: 7 }],
    ["changed since a day", { changed: "2026-11-17" }, { changed: "2026-11-17" }],
    ["opened and resolved", { opened: "2026-11-18", resolved: "7" }, { opened: "2026-11-18", resolved: 7 }],
    ["text, trimmed", { q: " 請求\u0000書 " }, { text: "請求書" }],
    [
      "a party",
      { party: "team:3f0e7f52-1111-4222-8333-444455556666" },
      { party: "team:3f0e7f52-1111-4222-8333-444455556666" },
    ],
    ["the list, newest first", { view: "list", sort: "newest" }, { view: "list", sort: "newest" }],
  ])("%s", (_, parameters, expected) => {
    expect(parseFindingSearch(parameters)).toEqual({
      search: { ...everyFinding, ...expected },
      place: { after: null, before: null },
      ignored: [],
    });
  });

  test.each([
    ["organization", "O-ABC"],
    ["node", "222222222222"],
    ["node", "ou-1' OR 1=1"],
    ["account", "1"],
    ["domain", "network,weather"],
    ["control", "<script>"],
    ["severity", "worst"],
    ["status", "closed"],
    ["service", "ec3"],
    ["region", "../etc"],
    ["older", "0"],
    ["older", "-1"],
    ["newer", "1e3"],
    ["changed", "2026-02-30"],
    ["changed", "yesterday"],
    ["opened", "2026-11-31"],
    ["resolved", "0"],
    ["q", "x".repeat(201)],
    ["party", "team:1"],
    ["sort", "random"],
    ["view", "map"],
    ["after", "<>"],
    ["before", "x".repeat(401)],
    ["colour", "red"],
    ["__proto__", "x"],
  ])("`%s=%s` is left out, and named", (name, value) => {
    expect(parseFindingSearch(Object.fromEntries([[name, value]]))).toEqual({
      search: everyFinding,
      place: { after: null, before: null },
      ignored: [name],
    });
  });

  test("what fits beside it stays, and only five names are told, each cut", () => {
    const strange = Object.fromEntries(["a", "b", "c", "d", "e", "f"].map((name) => [name.repeat(99), "1"]));
    const { search, ignored } = parseFindingSearch({ ...strange, severity: "low", status: "?" });
    expect(search).toEqual({ ...everyFinding, severities: ["low"] });
    expect(ignored).toEqual(["status", ..."abcd".split("").map((name) => name.repeat(40))]);
  });

  test("no parameters of any kind break it", () => {
    const value = fc.oneof(fc.string(), fc.array(fc.string()), fc.constant(undefined));
    const name = fc.oneof(fc.string(), fc.constantFrom("status", "q", "older", "changed", "severity", "after"));
    fc.assert(
      fc.property(fc.dictionary(name, value), (parameters) => {
        const { search } = parseFindingSearch(parameters);
        expect(Object.keys(search).sort()).toEqual(Object.keys(everyFinding).sort());
      }),
    );
  });
});

describe("a link", () => {
  test.each([
    [findingsHref("acme"), "/t/acme/findings"],
    [findingsHref("acme", everyFinding), "/t/acme/findings"],
    [
      findingsHref("acme", { organization, node: "ou-ab12-11111111", severities: ["critical", "high"] }),
      `/t/acme/findings?organization=${organization}&node=ou-ab12-11111111&severity=critical%2Chigh`,
    ],
    [findingsHref("acme", { view: "list" }, { after: "x.y" }), "/t/acme/findings?view=list&after=x.y"],
    [findingsHref("acme", { text: "a&b=c 日" }), "/t/acme/findings?q=a%26b%3Dc+%E6%97%A5"],
    [controlHref("acme", "iam-root-mfa", { control: "x", view: "list" }), "/t/acme/controls/iam-root-mfa"],
    [
      controlHref("acme", "iam-root-mfa", { account: "111111111111" }),
      "/t/acme/controls/iam-root-mfa?account=111111111111",
    ],
    [findingHref("acme", "1"), "/t/acme/findings/1"],
    [
      findingsExportHref("acme", "csv", { view: "list", region: "global" }),
      "/api/t/acme/findings/export?format=csv&region=global",
    ],
  ])("%s", (made, expected) => {
    expect(made).toBe(expected);
  });

  const search = fc.record<FindingSearch>({
    organization: fc.constantFrom(null, organization),
    node: fc.constantFrom(null, "r-ab12", "ou-ab12-11111111"),
    account: fc.constantFrom(null, "111111111111"),
    domains: fc.subarray(["data-protection", "network", "governance"] as const),
    control: fc.constantFrom(null, "iam-root-mfa"),
    severities: fc.subarray(["critical", "high", "medium", "low"] as const),
    statuses: fc.subarray(["open", "unknown", "resolved", "frozen"] as const).filter((list) => list.join() !== "open"),
    service: fc.constantFrom(null, "s3"),
    region: fc.constantFrom(null, "global", "eu-west-1"),
    olderDays: fc.option(fc.integer({ min: 1, max: 4_000 })),
    newerDays: fc.option(fc.integer({ min: 1, max: 4_000 })),
    changed: fc.oneof(fc.constant(null), fc.integer({ min: 1, max: 4_000 }), fc.constant("2026-11-17")),
    opened: fc.constantFrom(null, 7, "2026-11-17"),
    resolved: fc.constantFrom(null, 30, "2026-11-17"),
    text: fc.constantFrom(null, "a&b", "日の出"),
    party: fc.constantFrom(null, "aws", "unassigned"),
    sort: fc.constantFrom("worst", "newest"),
    view: fc.constantFrom("controls", "list"),
  });

  test("leads back to the view that it was made of", () => {
    fc.assert(
      fc.property(search, (view) => {
        const parameters = Object.fromEntries(findingParameters(view));
        expect(parseFindingSearch(parameters)).toEqual({
          search: view,
          place: { after: null, before: null },
          ignored: [],
        });
      }),
    );
  });
});
