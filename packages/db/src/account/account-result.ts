import type { PostureSums } from "@sekinin/posture";
import type { DecidedResource, DutyCounts, UnreadReason } from "@sekinin/responsibility";
import type { KnownControl } from "./sightings.ts";

/** What one step found out about one account. */
export type AccountResult = {
  readonly organizationId: string;
  readonly accountId: string;
  readonly name: string;
  readonly crawlId: string;
  readonly status: "current" | "unknown";
  /** Why the account could not be entered; null for a current one. */
  readonly reason: UnreadReason | null;
  readonly observedAt: Date;
  /** When it was last entered; null keeps what is stored. */
  readonly lastReadAt: Date | null;
  /** Every decided resource, passes too; each (control, Region, resource) once. */
  readonly decided: readonly DecidedResource[];
  readonly duties: readonly DutyCounts[];
  readonly sums: PostureSums;
  /** The catalogue with which `decided` was decided: severities, domains, where a type is listed. */
  readonly controls: readonly KnownControl[];
  /** Regions that were read; null where their list could not be read. A finding elsewhere is never resolved. */
  readonly regions: readonly string[] | null;
  /** Calendar day in the tenant's zone, `YYYY-MM-DD`. */
  readonly day: string;
  readonly calls: number;
};
