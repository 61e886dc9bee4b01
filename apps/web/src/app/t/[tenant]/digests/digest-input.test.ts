import { expect, test } from "vitest";
import { DigestFields, mostNodes, previewQuery, readPreviewSearch, readWish, searchOf } from "./digest-input.ts";

const form = {
  team: "",
  organization: "o-1111111111",
  scope: "organization",
  locale: "ja",
  weekday: "1",
  time: "08:30",
  zone: "Asia/Tokyo",
};
const team = "8c1f0c3e-2f0b-4a55-9c8e-5b0f6f3c1d11";
const isKnownZone = (zone: string) => zone !== "Mars/Olympus";
const wishOf = (changes: Record<string, unknown>) => readWish(DigestFields.parse({ ...form, ...changes }), isKnownZone);

test("a whole form is a wish", () => {
  expect(wishOf({ scope: "units", units: ["ou-a-1", "ou-a-2", "ou-a-1", ""] })).toEqual({
    wish: {
      teamId: null,
      scope: { organizationId: "o-1111111111", scopeKind: "units", nodeIds: ["ou-a-1", "ou-a-2"] },
      time: { weekday: 1, hour: 8, minute: 30, zone: "Asia/Tokyo" },
      locale: "ja",
    },
  });
});

test.each([
  { what: "one OU", changes: { scope: "units", units: "ou-a-1" }, expected: ["ou-a-1"] },
  { what: "accounts", changes: { scope: "accounts", accounts: ["1", "2"], units: ["ou-a-1"] }, expected: ["1", "2"] },
  { what: "the whole, with OUs left ticked", changes: { units: ["ou-a-1"] }, expected: [] },
  { what: "a team's assignments", changes: { scope: "assignments", team }, expected: [] },
])("the nodes of $what", ({ changes, expected }) => {
  expect(wishOf(changes)).toMatchObject({ wish: { scope: { nodeIds: expected } } });
});

test.each([
  { changes: { scope: "units" }, problem: "no-units" },
  { changes: { scope: "units", accounts: "1" }, problem: "no-units" },
  { changes: { scope: "accounts", accounts: "" }, problem: "no-accounts" },
  { changes: { scope: "assignments" }, problem: "own-assignments" },
  { changes: { zone: "Mars/Olympus" }, problem: "unknown-zone" },
])("$changes is told apart: $problem", ({ changes, problem }) => {
  expect(wishOf(changes)).toEqual({ problem });
});

test.each([
  { why: "a time that no clock shows", changes: { time: "24:00" } },
  { why: "a time in words", changes: { time: "noon" } },
  { why: "weekday 8", changes: { weekday: "8" } },
  { why: "weekday 0", changes: { weekday: "0" } },
  { why: "a language of nobody here", changes: { locale: "fr" } },
  { why: "a scope that is none", changes: { scope: "everything" } },
  { why: "a team that is no id", changes: { team: "1 OR 1=1" } },
  { why: "a zone of 10,000 characters", changes: { zone: "x".repeat(10_000) } },
  {
    why: "more nodes than one may name",
    changes: { units: Array.from({ length: mostNodes + 1 }, (_, n) => `ou-${n}`) },
  },
  { why: "an address of one's own", changes: { email: "evil@z.test" } },
])("$why is refused", ({ changes }) => {
  expect(DigestFields.safeParse({ ...form, ...changes }).success).toBe(false);
});

test("a preview is of a subscription, of a form, or of nothing", () => {
  expect(readPreviewSearch({ subscription: team })).toEqual({ kind: "subscription", id: team });
  expect(readPreviewSearch({ ...form, tenant: "acme" })).toMatchObject({ kind: "fields", fields: { locale: "ja" } });
  expect(readPreviewSearch({ subscription: "x" })).toEqual({ kind: "none" });
  expect(readPreviewSearch({})).toEqual({ kind: "none" });
});

test("the address of the mail holds what the page was asked for, and nothing else", () => {
  const search = { ...form, units: ["ou-a-1", "ou-a-2"], tenant: "acme", $ACTION_KEY: "k" };
  const query = previewQuery(search);
  expect(query).not.toMatch(/tenant|ACTION/);
  expect(readPreviewSearch(searchOf(new URLSearchParams(query)))).toEqual(readPreviewSearch(search));
});
