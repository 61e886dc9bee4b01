import type { PostureSums } from "@sekinin/posture";
import type { ResponsibilityDomain, Severity, UnreadReason } from "@sekinin/responsibility";

/** current: read in its last step; unknown: could not be entered; frozen: suspended or gone, out of scores. */
export type AccountStatus = "current" | "unknown" | "frozen";

/** The account as its last step saw it. */
export type AccountState = {
  readonly organizationId: string;
  readonly accountId: string;
  readonly name: string;
  readonly status: AccountStatus;
  /** Why it is unknown or frozen; null for a current one. */
  readonly reason: UnreadReason | null;
  readonly crawlId: string;
  readonly observedAt: Date;
  /** When it was last entered; null: never yet. */
  readonly lastReadAt: Date | null;
  readonly sums: PostureSums;
  readonly calls: number;
};

/** open; unknown: was open and could not be read again; resolved; frozen with its account. */
export type FindingStatus = "open" | "unknown" | "resolved" | "frozen";
export type FindingResolution = "mended" | "resource-gone" | "not-applicable";

export type Finding = {
  readonly id: string;
  readonly region: string;
  readonly controlId: string;
  readonly resource: string;
  readonly domain: ResponsibilityDomain;
  readonly severity: Severity;
  readonly status: FindingStatus;
  /** Key of the control's reasons, as it last failed. */
  readonly reason: string;
  readonly evidence: Readonly<Record<string, unknown>>;
  /** Why it could not be read again; null unless `unknown`. */
  readonly unreadReason: UnreadReason | null;
  readonly firstSeenAt: Date;
  readonly changedAt: Date;
  readonly resolvedAt: Date | null;
  readonly resolution: FindingResolution | null;
  readonly reopenedAt: Date | null;
};

export type DutyRow = {
  readonly region: string;
  readonly controlId: string;
  readonly domain: ResponsibilityDomain;
  readonly severity: Severity;
  readonly passed: number;
  readonly failed: number;
  readonly unknown: number;
  readonly notApplicable: number;
  readonly unknownReasons: readonly { readonly reason: UnreadReason; readonly count: number }[];
  readonly changedAt: Date;
};
