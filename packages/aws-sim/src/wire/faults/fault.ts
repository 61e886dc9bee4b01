/** What goes wrong. Each name is what a client sees, not how it is made. */
export type FaultEffect =
  /** A server's error; the code is the service's own unless given. */
  | { readonly kind: "status"; readonly status: number; readonly code?: string }
  | { readonly kind: "latency"; readonly latencyMs: number }
  /** No answer ever; the connection stays open. */
  | { readonly kind: "hang" }
  /** The connection ends after this many bytes of a body whose Content-Length promises more (half by default). */
  | { readonly kind: "cut"; readonly afterBytes?: number }
  | { readonly kind: "drip"; readonly bytesPerSecond: number }
  /** Always another page, with a new token each time. */
  | { readonly kind: "endless-pages" }
  /** Always another page, with the same token each time. */
  | { readonly kind: "same-token" }
  /** A page of this many bytes: its items repeated, or white space where there is none. */
  | { readonly kind: "huge-page"; readonly sizeBytes: number }
  /** Half a body, whole in its length. */
  | { readonly kind: "malformed-body" }
  /** A web page instead of an answer, as a captive portal sends it. */
  | { readonly kind: "wrong-content-type" }
  /** An XML entity bomb, or JSON nested 100,000 deep. */
  | { readonly kind: "hostile-body" }
  | { readonly kind: "invalid-utf8" }
  | { readonly kind: "deny" }
  | { readonly kind: "throttle" }
  /** The four below last until the faults are set anew. Expired sessions stay expired; a new AssumeRole works. */
  | { readonly kind: "expire-credentials" }
  | { readonly kind: "delete-role" }
  | { readonly kind: "suspend-account" }
  | { readonly kind: "opt-out-region" };
export type FaultKind = FaultEffect["kind"];

/**
 * When it goes wrong: every field given must match. `service` is the signing name ("s3control" for S3 Control),
 * `accountId` of an AssumeRole is the role's account. Of the matching calls the first `after` pass, then `count` of
 * them (all by default) are hit, each with `probability` (1 by default).
 */
export type FaultRule = {
  readonly effect: FaultEffect;
  readonly service?: string;
  readonly operation?: string;
  readonly accountId?: string;
  readonly region?: string;
  readonly after?: number;
  readonly count?: number;
  readonly probability?: number;
};

/** All faults at once; setting them replaces the ones before. The same seed and calls give the same faults. */
export type Faults = { readonly seed?: number; readonly rules: readonly FaultRule[] };
