import { nextCrawlAt } from "@sekinin/crawl";

/**
 * The demo's customers. Accounts and seeds decide what the simulator plants; one has told a few of the values that its
 * guardrail objectives ask for, the other the least.
 */
export const demoTenants = [
  {
    slug: "acme",
    name: "Acme Holdings",
    zone: "Europe/Dublin",
    locale: "en",
    seed: 1,
    accounts: 60,
    parameters: {
      approvedRegions: ["eu-west-1", "eu-central-1", "us-east-1"],
      protectedRoles: ["AWSControlTowerExecution", "platform/*"],
      logArchiveBuckets: ["acme-log-archive-*"],
      approvedOwners: ["amazon"],
      unapprovedServices: ["gamelift", "lightsail"],
    },
  },
  {
    slug: "hinode",
    name: "日の出ホールディングス",
    zone: "Asia/Tokyo",
    locale: "ja",
    seed: 2,
    accounts: 25,
    parameters: { approvedRegions: ["ap-northeast-1", "ap-northeast-3", "us-east-1"] },
  },
] as const;
export type DemoTenant = (typeof demoTenants)[number];

export const demoRoles = { managementRoleName: "SekininManagement", memberRoleName: "SekininMember" } as const;

/** Weeks before the present one that the demo has crawled; the simulator is in the week after them. */
export const earlierWeeks = 12;

const dayMs = 24 * 3_600_000;

/** What the simulator is told of a tenant's organisation. `now` is when the demo was first started. */
export function organizationOptions(
  { slug, seed, accounts, locale }: DemoTenant,
  { externalId, week, now }: { readonly externalId: string; readonly week: number; readonly now: Date },
) {
  // Half a day before any zone's night: what an organisation holds is never younger than its crawl.
  const startsAt = new Date(Math.floor(now.getTime() / dayMs) * dayMs - earlierWeeks * 7 * dayMs - dayMs / 2);
  return {
    seed,
    accounts,
    language: locale,
    company: slug,
    week,
    startsAt: startsAt.toISOString(),
    visibilityLapses: true,
    roles: { ...demoRoles, externalId },
  };
}

/** When an earlier week was crawled: at night where the tenant is, as the product's own schedule would have it. */
export function crawledAt({ zone }: DemoTenant, connectionId: string, week: number, now: Date): Date {
  const day = new Date(now.getTime() - (earlierWeeks - week) * 7 * dayMs - dayMs);
  return nextCrawlAt(day, { hour: 3, zone, connectionId });
}
