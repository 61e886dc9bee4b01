import type { CoverageVerdict, Witness } from "../coverage/coverage.ts";

/** One objective whose verdict or ways out change in some accounts. */
export type DeltaRow = {
  readonly objectiveId: string;
  readonly before: CoverageVerdict;
  readonly after: CoverageVerdict;
  /** `stronger`: nothing new gets through; `weaker`: nothing new is stopped; `mixed`: both. */
  readonly direction: "stronger" | "weaker" | "mixed";
  readonly accounts: readonly string[];
  /** A request that got through before and does not now. */
  readonly newlyDenied: Witness | null;
  /** A request that did not get through before and does now. */
  readonly newlyAllowed: Witness | null;
};

/** A service of which accounts could use something and cannot use anything any more. */
export type Lockout = {
  readonly service: string;
  readonly accounts: readonly string[];
  /** True where the crawl saw resources of this service in one of them. */
  readonly isInUse: boolean;
  readonly witness: Witness;
};

export type CoverageDelta = { readonly rows: readonly DeltaRow[]; readonly lockouts: readonly Lockout[] };
