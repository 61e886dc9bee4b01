import type { ResponsibilityDomain, Severity } from "@sekinin/responsibility";

/** One duty as scores see it. Counts are resources. */
export type ScoredDuty = {
  readonly domain: ResponsibilityDomain;
  readonly severity: Severity;
  readonly passed: number;
  readonly failed: number;
  readonly unknown: number;
};

/** Sums of one domain over any set of duties; sums of sets add up. Score = met / known, known share = known / total. */
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
