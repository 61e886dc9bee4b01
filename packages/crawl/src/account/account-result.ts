import type { AccountResult } from "@sekinin/db";
import type { OrganizationAccount } from "@sekinin/guardrails";
import { sumDuties } from "@sekinin/posture";
import { controls, countDuties, type DecidedResource, decideAccount, undecidedAccount } from "@sekinin/responsibility";
import type { CrawledOrganization } from "../organization/crawled-organization.ts";
import type { Attempt } from "./read-facts.ts";
import { scoredDuties } from "./scored-duties.ts";

/** An account that could not be read for a reason of ours. */
export const gaveUp: Attempt = { entered: false, reason: { code: "not-collected", detail: "gave-up" } };

type Given = { readonly crawlId: string; readonly calls: number; readonly now: Date };

/** What is stored of an account after an attempt to read it: verdicts on what was read, and unknown for all else. */
export function accountResult(
  organization: CrawledOrganization,
  account: OrganizationAccount,
  attempt: Attempt,
  { crawlId, calls, now }: Given,
): Omit<AccountResult, "day"> {
  const decided = decide(organization, account.id, attempt, now);
  const duties = countDuties(decided);
  return {
    organizationId: organization.reading.organization.id,
    accountId: account.id,
    name: account.name,
    crawlId,
    status: attempt.entered ? "current" : "unknown",
    reason: attempt.entered ? null : attempt.reason,
    observedAt: now,
    lastReadAt: attempt.entered ? now : null,
    decided,
    duties,
    sums: sumDuties(scoredDuties(duties, controls)),
    controls,
    regions: attempt.entered && attempt.facts.regions.status === "read" ? attempt.facts.regions.value : null,
    calls,
  };
}

function decide(
  organization: CrawledOrganization,
  accountId: string,
  attempt: Attempt,
  now: Date,
): readonly DecidedResource[] {
  const { managementAccountId } = organization.reading.organization;
  if (!attempt.entered) {
    const isManagement = accountId === managementAccountId;
    return undecidedAccount(controls, accountId, organization.partition, attempt.reason, isManagement);
  }
  return decideAccount(controls, attempt.facts, {
    now: now.toISOString(),
    accountId,
    organization: { managementAccountId, rootCredentialsManaged: organization.facts.rootCredentialsManaged },
  });
}
