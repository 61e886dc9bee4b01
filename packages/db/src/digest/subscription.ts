import type { Locale } from "../locale.ts";

/** What a digest is about. `assignments`: what the team answers for, wherever it is. */
export const digestScopes = ["organization", "units", "accounts", "assignments"] as const;
export type DigestScopeKind = (typeof digestScopes)[number];

/** Why a subscription does not send. `access-lost`, `scope-gone`: found when composing. `refused`: three times in a row. */
export type SubscriptionReason = "unsubscribed" | "access-lost" | "scope-gone" | "refused" | "removed" | "paused";

/** A digest that a user, or a team's address, gets every week. */
export type Subscription = {
  readonly id: string;
  /** Exactly one of the two. */
  readonly userId: string | null;
  readonly teamId: string | null;
  readonly organizationId: string;
  readonly scopeKind: DigestScopeKind;
  /** OUs or accounts of the scope; empty for the other kinds. */
  readonly nodeIds: readonly string[];
  readonly locale: Locale;
  /** ISO: 1 Monday to 7 Sunday, with hour and minute on the wall clock of `zone`. */
  readonly weekday: number;
  readonly hour: number;
  readonly minute: number;
  readonly zone: string;
  readonly state: "active" | "paused" | "ended";
  /** Null while active. */
  readonly stateReason: SubscriptionReason | null;
  readonly nextAt: Date | null;
  /** Up to where the last digest told; null before the first. */
  readonly toldUntil: Date | null;
  readonly createdAt: Date;
};

/** When a digest is due, with the instant at which that is next: the caller computes it (`nextDigestAt` of digest). */
export type SubscriptionTime = Pick<Subscription, "weekday" | "hour" | "minute" | "zone"> & { readonly nextAt: Date };

/** What of an organisation. `nodeIds` is left out for `organization` and `assignments`. */
export type SubscriptionScope = {
  readonly organizationId: string;
  readonly scopeKind: DigestScopeKind;
  readonly nodeIds?: readonly string[];
};
