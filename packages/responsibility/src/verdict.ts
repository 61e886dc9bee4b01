import type { UnreadReason } from "./reading.ts";

/** Redacted facts that explain a verdict: names, settings and counts, never secrets or data. */
export type Evidence = { readonly [name: string]: string | number | boolean | null | readonly string[] };

/** What one control says of one resource. `reason` is a key of the control's `reasons` table. */
export type Verdict =
  | { readonly verdict: "pass"; readonly evidence?: Evidence }
  | { readonly verdict: "fail"; readonly reason: string; readonly evidence?: Evidence }
  | { readonly verdict: "unknown"; readonly reason: UnreadReason }
  | { readonly verdict: "not-applicable"; readonly reason: string };

export function pass(evidence?: Evidence): Verdict {
  return evidence === undefined ? { verdict: "pass" } : { verdict: "pass", evidence };
}

export function fail(reason: string, evidence?: Evidence): Verdict {
  return evidence === undefined ? { verdict: "fail", reason } : { verdict: "fail", reason, evidence };
}

export function unknown(reason: UnreadReason): Verdict {
  return { verdict: "unknown", reason };
}

export function notApplicable(reason: string): Verdict {
  return { verdict: "not-applicable", reason };
}
