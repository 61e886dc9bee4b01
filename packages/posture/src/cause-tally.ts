import { type ResponsibilityDomain, responsibilityDomains } from "@sekinin/responsibility";
import { type ChangeCause, type ChangeCauses, changeCauses, type WeightChange } from "./changes.ts";
import type { PostureSums } from "./sums.ts";

const noChange: WeightChange = { met: 0, known: 0, total: 0 };

/** Collects parts of changes by cause and domain. Additions are exact, so their order does not matter. */
export class CauseTally {
  readonly #parts = new Map<ChangeCause, Map<ResponsibilityDomain, WeightChange>>();

  /** Adds one part; `sign` -1 takes it away. */
  add(cause: ChangeCause, domain: ResponsibilityDomain, part: WeightChange, sign: 1 | -1 = 1): void {
    const domains = this.#parts.get(cause) ?? new Map<ResponsibilityDomain, WeightChange>();
    this.#parts.set(cause, domains);
    const { met, known, total } = domains.get(domain) ?? noChange;
    domains.set(domain, {
      met: met + sign * part.met,
      known: known + sign * part.known,
      total: total + sign * part.total,
    });
  }

  /** All weight of a set of duties as one cause: an account that comes into the scores or goes out of them. */
  addSums(cause: ChangeCause, sums: PostureSums, sign: 1 | -1 = 1): void {
    for (const domain of responsibilityDomains) this.add(cause, domain, sums[domain], sign);
  }

  addCauses(causes: ChangeCauses): void {
    for (const cause of changeCauses) {
      for (const domain of responsibilityDomains) {
        const part = causes[cause]?.[domain];
        if (part !== undefined) this.add(cause, domain, part);
      }
    }
  }

  /** Causes and domains in their usual order, without parts that are zero. */
  causes(): ChangeCauses {
    const causes: Partial<Record<ChangeCause, Partial<Record<ResponsibilityDomain, WeightChange>>>> = {};
    for (const cause of changeCauses) {
      const domains: Partial<Record<ResponsibilityDomain, WeightChange>> = {};
      for (const domain of responsibilityDomains) {
        const part = this.#parts.get(cause)?.get(domain);
        if (part !== undefined && !isZero(part)) domains[domain] = part;
      }
      if (Object.keys(domains).length > 0) causes[cause] = domains;
    }
    return causes;
  }
}

function isZero({ met, known, total }: WeightChange): boolean {
  return met === 0 && known === 0 && total === 0;
}

/** Parts of several changes together, as of an account's crawls that no finalise has counted yet. */
export function addCauses(...all: readonly ChangeCauses[]): ChangeCauses {
  const tally = new CauseTally();
  for (const causes of all) tally.addCauses(causes);
  return tally.causes();
}

/** All weight of a set of duties as one cause. `sign` -1: the set goes. */
export function causesOfSums(cause: ChangeCause, sums: PostureSums, sign: 1 | -1 = 1): ChangeCauses {
  const tally = new CauseTally();
  tally.addSums(cause, sums, sign);
  return tally.causes();
}

/** What the causes come to, by domain: the change of the sums. A domain without a change is absent. */
export function changeOfCauses(causes: ChangeCauses): ReadonlyMap<ResponsibilityDomain, WeightChange> {
  const changes = new Map<ResponsibilityDomain, WeightChange>();
  for (const domain of responsibilityDomains) {
    const parts = changeCauses.flatMap((cause) => causes[cause]?.[domain] ?? []);
    if (parts.length === 0) continue;
    changes.set(
      domain,
      parts.reduce((sum, { met, known, total }) => ({
        met: sum.met + met,
        known: sum.known + known,
        total: sum.total + total,
      })),
    );
  }
  return changes;
}
