import { describe, expect, test } from "vitest";
import { sampleRoles } from "../testing/sample-organization.ts";
import type { AccountPlan } from "./members.ts";
import { makesMistake } from "./mistakes.ts";
import { settle } from "./settings.ts";
import type { AccountKind } from "./types.ts";

const settings = (week: number) => settle({ seed: 1, accounts: 10, week, roles: sampleRoles });
const plan = (index: number, kind: AccountKind, neglected = false): AccountPlan => ({
  id: String(index).padStart(12, "0"),
  index,
  name: "any",
  slug: "any",
  kind,
  unitKey: null,
  state: "ACTIVE",
  joinedDaysBefore: 100,
  joinedMethod: "CREATED",
  neglected,
});

/** Share of 4,000 things on which the mistake is made, over many accounts of a kind. */
function share(kind: AccountKind, rate: number, neglected = false): number {
  const made = Array.from({ length: 4_000 }, (_, index) =>
    makesMistake(settings(0), plan(index % 200, kind, neglected), `thing ${index}`, rate),
  );
  return made.filter(Boolean).length / made.length;
}

describe("makesMistake", () => {
  test.each([
    { kind: "audit" as const, least: 0.005, most: 0.04 },
    { kind: "production" as const, least: 0.03, most: 0.1 },
    { kind: "development" as const, least: 0.1, most: 0.22 },
    { kind: "sandbox" as const, least: 0.15, most: 0.33 },
  ])("at a rate of 0.1 goes wrong on $least to $most of a $kind account's things", ({ kind, least, most }) => {
    expect(share(kind, 0.1)).toBeGreaterThan(least);
    expect(share(kind, 0.1)).toBeLessThan(most);
  });

  test("goes wrong most of the time where nobody looks", () => {
    expect(share("acquired", 0.05, true)).toBeGreaterThan(0.6);
    expect(share("acquired", 0.9, true)).toBeLessThan(0.95);
  });

  test.each([0, 1])("at a rate of %i still leaves a good example or makes no mistake", (rate) => {
    const found = share("production", rate);
    expect(found).toBeGreaterThanOrEqual(rate * 0.1);
    expect(found).toBeLessThan(0.86);
  });

  test("looks at each thing again every eight weeks, at another time for each", () => {
    const changedIn = (week: number) =>
      Array.from({ length: 400 }, (_, index) => index).filter((index) => {
        const made = (at: number) => makesMistake(settings(at), plan(3, "sandbox"), `thing ${index}`, 0.2);
        return made(week) !== made(week + 1);
      });
    const weeks = Array.from({ length: 8 }, (_, week) => changedIn(week));
    for (const changed of weeks) expect(changed.length).toBeGreaterThan(3);
    const all = weeks.flat();
    expect(new Set(all).size).toBe(all.length);
  });
});
