import {
  type ResponsibilityDomain,
  responsibilityDomains,
  type Severity,
  severityWeights,
} from "@sekinin/responsibility";

/** One duty as scores see it. Counts are resources. */
export type ScoredDuty = {
  readonly domain: ResponsibilityDomain;
  readonly severity: Severity;
  readonly passed: number;
  readonly failed: number;
  readonly unknown: number;
};

/**
 * Sums of one domain over any set of duties; sums of sets add up. Score = met / known, known share = known / total.
 * The three weighted sums are multiples of 2^-22, so that adding them is exact: no order and no grouping changes a bit.
 */
export type DomainSum = {
  /** sum(w k m) */
  readonly met: number;
  /** sum(w k) */
  readonly known: number;
  /** sum(w) */
  readonly total: number;
  readonly duties: number;
  readonly failingDuties: number;
  readonly unknownDuties: number;
  readonly passed: number;
  readonly failed: number;
  readonly unknown: number;
};

/** One entry per domain; a domain without duties has all zeros. */
export type PostureSums = Readonly<Record<ResponsibilityDomain, DomainSum>>;

/** `score` is 0..1, null when nothing is known; `knownShare` is 0..1, null when there is no duty. */
export type Cell = { readonly score: number | null; readonly knownShare: number | null };

/** Lowest cell score among accounts with something known; null where there is none. */
export type WorstAccount = { readonly accountId: string; readonly score: number } | null;

/** Far below a millionth of a duty, and coarse enough that 2^30 of weight still adds exactly in a double. */
const steps = 2 ** 22;

function exact(value: number): number {
  return Math.round(value * steps) / steps;
}

/** The sum of no duty. */
export const emptyDomainSum: DomainSum = {
  met: 0,
  known: 0,
  total: 0,
  duties: 0,
  failingDuties: 0,
  unknownDuties: 0,
  passed: 0,
  failed: 0,
  unknown: 0,
};

function forEachDomain<T>(make: (domain: ResponsibilityDomain) => T): Record<ResponsibilityDomain, T> {
  return {
    "data-protection": make("data-protection"),
    "identity-access": make("identity-access"),
    network: make("network"),
    application: make("application"),
    "os-patching": make("os-patching"),
    "logging-detection": make("logging-detection"),
    "resilience-backup": make("resilience-backup"),
    governance: make("governance"),
  };
}

/** Sums of no duty at all: neutral for `addSums`. */
export function emptySums(): PostureSums {
  return forEachDomain(() => emptyDomainSum);
}

/** The sum of one duty; `emptyDomainSum` where it has no resource that counts. */
export function domainSumOf({ severity, passed, failed, unknown }: Omit<ScoredDuty, "domain">): DomainSum {
  const resources = passed + failed + unknown;
  if (resources === 0) return emptyDomainSum;
  const weight = severityWeights[severity];
  return {
    // w k m = w p / (p + f + u), since k = (p + f) / (p + f + u) and m = p / (p + f).
    met: exact((weight * passed) / resources),
    known: exact((weight * (passed + failed)) / resources),
    total: weight,
    duties: 1,
    failingDuties: failed > 0 ? 1 : 0,
    unknownDuties: unknown > 0 ? 1 : 0,
    passed,
    failed,
    unknown,
  };
}

/** Duties whose resources are all not applicable, or that have none, are left out. O(duties). */
export function sumDuties(duties: Iterable<ScoredDuty>): PostureSums {
  const sums = forEachDomain(() => emptyDomainSum);
  for (const duty of duties) sums[duty.domain] = addDomainSums(sums[duty.domain], domainSumOf(duty));
  return sums;
}

/** Sums of two disjoint sets of duties of one domain together. */
export function addDomainSums(left: DomainSum, right: DomainSum): DomainSum {
  return {
    met: left.met + right.met,
    known: left.known + right.known,
    total: left.total + right.total,
    duties: left.duties + right.duties,
    failingDuties: left.failingDuties + right.failingDuties,
    unknownDuties: left.unknownDuties + right.unknownDuties,
    passed: left.passed + right.passed,
    failed: left.failed + right.failed,
    unknown: left.unknown + right.unknown,
  };
}

/** Sums of two disjoint sets of duties together. Exact, so `verify` may compare with ===. */
export function addSums(left: PostureSums, right: PostureSums): PostureSums {
  return forEachDomain((domain) => addDomainSums(left[domain], right[domain]));
}

/** What met, known and total of each domain changed by; domains without a change are left out. Absent sums are zero. */
export function sumsDifference(
  from: PostureSums | undefined,
  to: PostureSums | undefined,
): readonly (readonly [ResponsibilityDomain, Pick<DomainSum, "met" | "known" | "total">])[] {
  return responsibilityDomains.flatMap((domain) => {
    const before = from?.[domain] ?? emptyDomainSum;
    const after = to?.[domain] ?? emptyDomainSum;
    const met = after.met - before.met;
    const known = after.known - before.known;
    const total = after.total - before.total;
    return met === 0 && known === 0 && total === 0 ? [] : [[domain, { met, known, total }] as const];
  });
}

/** All domains in one: what the overall score of an account or OU is made of. */
export function overallSum(sums: PostureSums): DomainSum {
  return responsibilityDomains.reduce((total, domain) => addDomainSums(total, sums[domain]), emptyDomainSum);
}

/** What a cell shows. Works on any sum: one domain, or `overallSum`. */
export function cellOf(sum: DomainSum): Cell {
  return {
    score: sum.known > 0 ? sum.met / sum.known : null,
    knownShare: sum.total > 0 ? sum.known / sum.total : null,
  };
}

const farBelow = 0.2;

/**
 * Whether the corner mark is drawn: the worst account lies 20 points or more below the cell. A billionth of a point is
 * forgiven, since 0.7 - 0.5 is a little less than 0.2 in a double.
 */
export function worstIsFarBelow(cell: Cell, worst: WorstAccount): boolean {
  return cell.score !== null && worst !== null && cell.score - worst.score >= farBelow - 1e-9;
}
