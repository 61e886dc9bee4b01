import { describe, expect, test } from "vitest";
import { accountsOf, sampleOrganization } from "../testing/sample-organization.ts";
import { detachmentWeek, exemptionWeek } from "./policy-history.ts";
import type { SimulatedOrganization } from "./types.ts";

const size = { accounts: 300 };
const weeks = [0, 1, 4, 12].map((week) => sampleOrganization({ ...size, week }));
const [start, next, month, quarter] = weeks;
if (start === undefined || next === undefined || month === undefined || quarter === undefined)
  throw new Error("four weeks");

const ids = (organization: SimulatedOrganization) => new Set(organization.accountIds());

describe("from week to week", () => {
  test("the organisation itself stays: its id, root, OUs and the ids of its policies", () => {
    for (const organization of weeks) {
      expect(organization.id).toBe(start.id);
      expect(organization.units).toEqual(start.units);
      expect(organization.policies.map(({ id }) => id)).toEqual(
        expect.arrayContaining(start.policies.map(({ id }) => id)),
      );
    }
  });

  describe("policies", () => {
    const at = (week: number) => sampleOrganization({ accounts: 60, week });
    const policyIn = (organization: SimulatedOrganization, key: string) =>
      organization.policies.find(({ name }) => name === key);
    const targetNames = (organization: SimulatedOrganization, key: string) =>
      (policyIn(organization, key)?.targetIds ?? []).map(
        (target) => organization.units.find(({ id }) => id === target)?.name,
      );

    test("an exemption that any administrator can make comes in the fourth week", () => {
      const before = policyIn(at(exemptionWeek - 1), "protect-security-services");
      const after = policyIn(at(exemptionWeek), "protect-security-services");
      expect(before?.content).not.toContain("SecurityAutomation");
      expect(after?.content).toContain("SecurityAutomation");
      expect(after?.id).toBe(before?.id);
    });

    test("the protection of GuardDuty moves from all workloads to production in the ninth", () => {
      expect(targetNames(at(detachmentWeek - 1), "protect-security-services")).toEqual([
        "Security",
        "Infrastructure",
        "Workloads",
      ]);
      expect(targetNames(at(detachmentWeek), "protect-security-services")).toEqual([
        "Security",
        "Infrastructure",
        "Prod",
      ]);
    });

    test.each([
      { week: 5, policy: "deny-root-user", unit: "Infrastructure", has: false },
      { week: 6, policy: "deny-root-user", unit: "Infrastructure", has: true },
      { week: 10, policy: "require-imdsv2", unit: "Prod", has: false },
      { week: 11, policy: "require-imdsv2", unit: "Prod", has: true },
    ])("in week $week $policy on $unit: $has", ({ week, policy, unit, has }) => {
      expect(targetNames(at(week), policy).includes(unit)).toBe(has);
    });

    test("one that is not written yet is not listed", () => {
      expect(policyIn(at(10), "require-imdsv2")).toBeUndefined();
      expect(policyIn(at(11), "require-imdsv2")).toBeDefined();
    });
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

  describe("where the crawler may lose sight", () => {
    const seen = Array.from({ length: 14 }, (_, week) => sampleOrganization({ ...size, week, visibilityLapses: true }));
    type Sight = "whole" | "denied" | "missing" | "gone";
    const sightOf = (organization: SimulatedOrganization, id: string): Sight => {
      const account = organization.account(id);
      if (account === undefined) return "gone";
      if (account.roles.length === 0) return "missing";
      const usual = organization.account(organization.managementAccountId)?.roles[0]?.deny.length ?? 0;
      return account.roles.some(({ deny }) => deny.length > usual) ? "denied" : "whole";
    };

    test("a few accounts lose it each week, and get it back", () => {
      for (const organization of seen.slice(1)) {
        const blind = [...organization.accountIds()].filter((id) => sightOf(organization, id) !== "whole");
        expect(blind.length).toBeGreaterThan(0);
        expect(blind.length).toBeLessThan(30);
      }
      const lives = [...ids(start)].map((id) => seen.map((organization) => sightOf(organization, id)).join(" "));
      expect(lives.filter((life) => / whole (?:missing ){1,4}whole/.test(life)).length).toBeGreaterThan(3);
      expect(lives.filter((life) => / whole (?:denied ){1,4}whole/.test(life)).length).toBeGreaterThan(3);
    });

    test("those without which nothing can be read never do", () => {
      for (const organization of seen) {
        for (const { id, kind } of accountsOf(organization).filter(
          ({ kind: of }) => of === "management" || of === "audit",
        ))
          expect([kind, sightOf(organization, id)]).toEqual([kind, "whole"]);
      }
    });

    test("an account that has just joined may have to wait for its role", () => {
      const waiting = seen
        .slice(1)
        .flatMap((organization, index) =>
          [...organization.accountIds()].filter(
            (id) => !ids(seen[index] ?? start).has(id) && sightOf(organization, id) === "missing",
          ),
        );
      expect(waiting.length).toBeGreaterThan(3);
    });

    test("what is planted is the truth all the same", () => {
      for (const week of [1, 12])
        expect(seen[week]?.planted()).toEqual(sampleOrganization({ ...size, week }).planted());
    });

    test("nobody does unless it is asked for", () => {
      for (const organization of weeks)
        for (const id of organization.accountIds()) expect(sightOf(organization, id)).toBe("whole");
    });
  });

  test("the same week is the same again", () => {
    expect(sampleOrganization({ ...size, week: 4 }).planted()).toEqual(month.planted());
  });
});
