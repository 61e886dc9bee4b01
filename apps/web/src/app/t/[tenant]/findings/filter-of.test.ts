import { describe, expect, test } from "vitest";
import { controlsNamed, filterOf, scopesOf, startOfDay } from "./filter-of.ts";
import { everyFinding, type FindingSearch } from "./finding-search.ts";

const now = new Date("2026-11-24T12:00:00Z");
const given = { organizationId: "o-abc1234567", party: null, zone: "Asia/Tokyo", now };

describe("a search as a filter", () => {
  test("without anything means open findings of the organisation", () => {
    expect(filterOf(everyFinding, given)).toMatchObject({
      organizationId: "o-abc1234567",
      statuses: ["open"],
      nodeId: null,
      accountIds: null,
      text: null,
      anyOf: null,
    });
  });

  test.each<[string, Partial<FindingSearch>, object]>([
    ["an account", { account: "111111111111" }, { accountIds: ["111111111111"] }],
    ["a control", { control: "iam-root-mfa" }, { controlIds: ["iam-root-mfa"] }],
    ["older", { olderDays: 30 }, { seenUntil: new Date("2026-10-25T12:00:00Z"), seenFrom: null }],
    ["newer", { newerDays: 1 }, { seenFrom: new Date("2026-11-23T12:00:00Z") }],
    ["changed in days", { changed: 7 }, { changedFrom: new Date("2026-11-17T12:00:00Z") }],
    ["changed since the tenant's day", { changed: "2026-11-17" }, { changedFrom: new Date("2026-11-16T15:00:00Z") }],
    ["text that names a control", { text: "ルートユーザー" }, { text: { words: "ルートユーザー" } }],
    ["statuses", { statuses: ["unknown"] }, { statuses: ["unknown"] }],
  ])("%s", (_, search, expected) => {
    expect(filterOf({ ...everyFinding, ...search }, given)).toMatchObject(expected);
  });

  test("a party that answers for nothing leaves nothing", () => {
    const party = { everywhere: [], controlIds: [], accountIds: [] };
    expect(filterOf(everyFinding, { ...given, party })).toMatchObject({ anyOf: [] });
  });
});

test("controls are named by id and by either title", () => {
  expect(controlsNamed("ROOT-MFA")).toEqual(["iam-root-mfa"]);
  expect(controlsNamed("バケット")).toContain("s3-bucket-tls-required");
  expect(controlsNamed("bucket policies refuse")).toEqual(["s3-bucket-tls-required"]);
  expect(controlsNamed("weather")).toEqual([]);
});

test("pairs become scopes, controls with the same accounts together", () => {
  const controlIds = ["a", "b", "c", "a", "b"];
  const accountIds = ["1", "2", "3", "2", "1"];
  expect(scopesOf({ everywhere: ["x"], controlIds, accountIds })).toEqual([
    { accountIds: null, controlIds: ["x"] },
    { accountIds: ["1", "2"], controlIds: ["a", "b"] },
    { accountIds: ["3"], controlIds: ["c"] },
  ]);
});

test.each([
  ["2026-11-17", "UTC", "2026-11-17T00:00:00.000Z"],
  ["2026-11-17", "Asia/Tokyo", "2026-11-16T15:00:00.000Z"],
  ["2026-03-29", "Europe/Dublin", "2026-03-29T00:00:00.000Z"],
  ["2026-03-30", "Europe/Dublin", "2026-03-29T23:00:00.000Z"],
  ["2026-10-26", "Europe/Dublin", "2026-10-26T00:00:00.000Z"],
  ["2026-03-08", "America/New_York", "2026-03-08T05:00:00.000Z"],
  ["2026-03-09", "America/New_York", "2026-03-09T04:00:00.000Z"],
])("%s begins in %s at %s", (day, zone, expected) => {
  expect(startOfDay(day, zone).toISOString()).toBe(expected);
});
