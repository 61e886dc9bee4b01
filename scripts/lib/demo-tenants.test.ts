import { describe, expect, test } from "vitest";
import { crawledAt, demoTenants, earlierWeeks, organizationOptions } from "./demo-tenants.ts";

const connectionId = "6f1c1f6e-5b0a-4f0e-9a57-0d4a3c2b1e10";
const dayMs = 24 * 3_600_000;
const weeks = Array.from({ length: earlierWeeks }, (_, week) => week);

describe.each(demoTenants)("the earlier weeks of $slug", (tenant) => {
  test.each([
    { given: "an evening", now: "2026-11-24T22:33:39Z" },
    { given: "midnight", now: "2026-11-24T00:00:00Z" },
    { given: "the end of a UTC day", now: "2026-11-24T23:59:59.999Z" },
    { given: "weeks across a change of the clocks", now: "2027-05-04T12:00:00Z" },
    { given: "the very minute of the crawl", now: "2026-11-24T03:30:00Z" },
  ])("are a week apart, at night, and all before now: $given", ({ now: text }) => {
    const now = new Date(text);
    const times = weeks.map((week) => crawledAt(tenant, connectionId, week, now));
    const hour = new Intl.DateTimeFormat("en-GB", { timeZone: tenant.zone, hour: "2-digit", hourCycle: "h23" });
    for (const [week, at] of times.entries()) {
      expect(hour.format(at)).toBe("03");
      const before = times[week - 1];
      if (before !== undefined) expect(Math.round((at.getTime() - before.getTime()) / dayMs)).toBe(7);
    }
    expect(times.at(-1)?.getTime()).toBeLessThanOrEqual(now.getTime() - 7 * dayMs);
    expect(times.at(-1)?.getTime()).toBeGreaterThan(now.getTime() - 8 * dayMs - 3_600_000);
  });

  test("never find an organisation that is younger than its crawl", () => {
    const now = new Date("2026-11-24T22:33:39Z");
    for (const week of weeks) {
      const { startsAt } = organizationOptions(tenant, { externalId: "external-id", week, now });
      const age = crawledAt(tenant, connectionId, week, now).getTime() - (Date.parse(startsAt) + week * 7 * dayMs);
      expect(age).toBeGreaterThan(0);
      expect(age).toBeLessThan(2 * dayMs);
    }
  });

  test("end with the present week, made from the same organisation", () => {
    const now = new Date("2026-11-24T22:33:39Z");
    const present = organizationOptions(tenant, { externalId: "external-id", week: earlierWeeks, now });
    expect(organizationOptions(tenant, { externalId: "external-id", week: 0, now })).toEqual({ ...present, week: 0 });
    expect(Date.parse(present.startsAt) + earlierWeeks * 7 * dayMs).toBeLessThan(now.getTime());
  });
});
