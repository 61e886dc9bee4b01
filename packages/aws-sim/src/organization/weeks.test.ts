import { describe, expect, test } from "vitest";
import { accountsOf, sampleOrganization } from "../testing/sample-organization.ts";
import type { SimulatedOrganization } from "./types.ts";

const size = { accounts: 300 };
const weeks = [0, 1, 4, 12].map((week) => sampleOrganization({ ...size, week }));
const [start, next, month, quarter] = weeks;
if (start === undefined || next === undefined || month === undefined || quarter === undefined)
  throw new Error("four weeks");

const ids = (organization: SimulatedOrganization) => new Set(organization.accountIds());

describe("from week to week", () => {
  test("the organisation itself stays: its id, root, OUs and policies", () => {
    for (const organization of weeks) {
      expect(organization.id).toBe(start.id);
      expect(organization.units).toEqual(start.units);
      expect(organization.policies.map(({ id, content }) => [id, content])).toEqual(
        start.policies.map(({ id, content }) => [id, content]),
      );
    }
  });

  test("accounts join", () => {
    const joined = [...ids(month)].filter((id) => !ids(start).has(id));
    expect(joined.length).toBe(12);
    for (const id of joined)
      expect(month.account(id)?.joinedAt.getTime()).toBeGreaterThanOrEqual(Date.parse("2026-11-23"));
  });

  test("accounts close, stay listed for a while, and go", () => {
    const closed = accountsOf(quarter).filter(
      ({ id, state }) => state === "SUSPENDED" && start.account(id)?.state === "ACTIVE",
    );
    expect(closed.length).toBeGreaterThan(3);
    const gone = [...ids(start)].filter((id) => !ids(quarter).has(id));
    expect(gone.length).toBeGreaterThan(0);
    for (const id of gone) expect(start.account(id)?.state).toBe("SUSPENDED");
  });

  test("accounts move to another OU and keep their id and name", () => {
    const moved = accountsOf(quarter).filter(({ id, parentId, state }) => {
      const before = start.account(id);
      return state === "ACTIVE" && before !== undefined && before.parentId !== parentId;
    });
    expect(moved.length).toBeGreaterThan(3);
    for (const { id, name } of moved) expect(start.account(id)?.name).toBe(name);
  });

  test("mistakes come and go, and most things stay as they are", () => {
    const before = new Map(
      start.planted().map((row) => [`${row.controlId} ${row.region} ${row.resource}`, row.verdict]),
    );
    const changes = { mended: 0, broken: 0, same: 0 };
    for (const row of next.planted()) {
      const was = before.get(`${row.controlId} ${row.region} ${row.resource}`);
      if (was === "fail" && row.verdict === "pass") changes.mended += 1;
      else if (was === "pass" && row.verdict === "fail") changes.broken += 1;
      else if (was === row.verdict) changes.same += 1;
    }
    expect(changes.mended).toBeGreaterThan(20);
    expect(changes.broken).toBeGreaterThan(20);
    expect(changes.same).toBeGreaterThan(20 * (changes.mended + changes.broken));
  });

  test("an account of one does not grow or close", () => {
    expect([...sampleOrganization({ accounts: 1, week: 40 }).accountIds()]).toEqual([
      ...sampleOrganization({ accounts: 1 }).accountIds(),
    ]);
  });

  test("the same week is the same again", () => {
    expect(sampleOrganization({ ...size, week: 4 }).planted()).toEqual(month.planted());
  });
});
