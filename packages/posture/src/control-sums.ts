import { type ResponsibilityDomain, responsibilityDomains } from "@sekinin/responsibility";
import {
  addDomainSums,
  type DomainSum,
  domainSumOf,
  emptyDomainSum,
  emptySums,
  type PostureSums,
  type ScoredDuty,
} from "./sums.ts";

/** Sums of one control's duties, over one account or everything below an OU; sums of disjoint sets add up, exactly. */
export type ControlSum = DomainSum & {
  readonly domain: ResponsibilityDomain;
  /** Accounts in which it fails somewhere. */
  readonly failingAccounts: number;
  /** Accounts in which something of it is unknown. */
  readonly unknownAccounts: number;
};

/** By control id. Of an account: an entry for every control that it was decided with, also where it has no duty. */
export type ControlSums = Readonly<Record<string, ControlSum>>;

/** Sums of one account by control. `catalogue` names every control that was decided, so that a later one is told apart. */
export function sumControls(
  duties: Iterable<ScoredDuty & { readonly controlId: string }>,
  catalogue: Iterable<{ readonly id: string; readonly domain: ResponsibilityDomain }>,
): ControlSums {
  const sums = new Map<string, ControlSum>();
  for (const { id, domain } of catalogue)
    sums.set(id, { ...emptyDomainSum, domain, failingAccounts: 0, unknownAccounts: 0 });
  for (const duty of duties) {
    const known = sums.get(duty.controlId) ?? {
      ...emptyDomainSum,
      domain: duty.domain,
      failingAccounts: 0,
      unknownAccounts: 0,
    };
    const sum = addDomainSums(known, domainSumOf(duty));
    sums.set(duty.controlId, {
      ...sum,
      domain: duty.domain,
      failingAccounts: sum.failed > 0 ? 1 : 0,
      unknownAccounts: sum.unknown > 0 ? 1 : 0,
    });
  }
  return Object.fromEntries([...sums].sort(([left], [right]) => (left < right ? -1 : 1)));
}

/** Sums of two disjoint sets of accounts together. */
export function addControlSums(left: ControlSums, right: ControlSums): ControlSums {
  const sums: Record<string, ControlSum> = { ...left };
  for (const [id, sum] of Object.entries(right)) {
    const known = sums[id];
    sums[id] =
      known === undefined
        ? sum
        : {
            ...addDomainSums(known, sum),
            domain: sum.domain,
            failingAccounts: known.failingAccounts + sum.failingAccounts,
            unknownAccounts: known.unknownAccounts + sum.unknownAccounts,
          };
  }
  return sums;
}

/** The domains' sums that these controls make up: equal to `sumDuties` of the same duties. */
export function sumsOfControls(controls: ControlSums): PostureSums {
  const sums = { ...emptySums() } as Record<ResponsibilityDomain, DomainSum>;
  for (const { domain, failingAccounts: _failing, unknownAccounts: _unknown, ...sum } of Object.values(controls)) {
    if (responsibilityDomains.includes(domain)) sums[domain] = addDomainSums(sums[domain], sum);
  }
  return sums;
}
