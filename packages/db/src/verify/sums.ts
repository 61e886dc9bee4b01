import type { DomainSum, PostureSums } from "@sekinin/posture";
import { type ResponsibilityDomain, responsibilityDomains } from "@sekinin/responsibility";

/** Every quantity of a domain's sum. */
export const quantities = [
  "met",
  "known",
  "total",
  "duties",
  "failingDuties",
  "unknownDuties",
  "passed",
  "failed",
  "unknown",
] as const satisfies readonly (keyof DomainSum)[];

type MutableSums = Record<ResponsibilityDomain, Record<keyof DomainSum, number>>;

/** All zeros. Its own arithmetic on purpose: `verify` must not share the code that it checks. */
export function zeroSums(): MutableSums {
  const zero = () => Object.fromEntries(quantities.map((quantity) => [quantity, 0]));
  // Every domain and every quantity is set in the two lists above.
  return Object.fromEntries(responsibilityDomains.map((domain) => [domain, zero()])) as MutableSums;
}

/** Adds `part` to `total` in place. */
export function addTo(total: MutableSums, part: PostureSums): void {
  for (const domain of responsibilityDomains) {
    const from = part[domain];
    if (from === undefined) continue;
    for (const quantity of quantities) total[domain][quantity] += from[quantity];
  }
}
