import type { UnreadReason } from "@sekinin/responsibility";
import { canonicalJson } from "../text.ts";
import type { FindingResolution, FindingStatus } from "./account.ts";

/** What is stored of a finding and decides its next step. */
export type StoredFinding = {
  readonly id: string;
  readonly region: string;
  readonly controlId: string;
  readonly resource: string;
  readonly status: FindingStatus;
  readonly reason: string;
  readonly evidence: unknown;
  readonly unreadReason: unknown;
};

/** What a crawl says of a resource that a finding stands on. `gone`: its list was read, and it is not in it. */
export type Sighting =
  | { readonly kind: "fail"; readonly reason: string; readonly evidence: unknown }
  | { readonly kind: "pass" }
  | { readonly kind: "not-applicable" }
  | { readonly kind: "gone" }
  | { readonly kind: "unread"; readonly reason: UnreadReason };

export type LifeEvent = "opened" | "changed" | "unread" | "read-again" | "resolved" | "reopened" | "frozen";

/** The row as it will be. `event` null: a detail of it changed, its life did not. */
export type FindingChange = {
  readonly status: FindingStatus;
  readonly reason: string;
  readonly evidence: unknown;
  readonly unreadReason: UnreadReason | null;
  readonly resolution: FindingResolution | null;
  readonly event: LifeEvent | null;
};

const resolutions = { pass: "mended", "not-applicable": "not-applicable", gone: "resource-gone" } as const;

/** The next step of a stored finding's life; null where nothing changes, so that nothing is written. */
export function nextLife(stored: StoredFinding, sighting: Sighting): FindingChange | null {
  if (sighting.kind === "fail") return failedAgain(stored, sighting.reason, sighting.evidence);
  if (stored.status === "resolved") return null;
  const { reason, evidence } = stored;
  if (sighting.kind === "unread") {
    const isNews = stored.status !== "unknown";
    if (!isNews && canonicalJson(stored.unreadReason) === canonicalJson(sighting.reason)) return null;
    const event = isNews ? "unread" : null;
    return { status: "unknown", reason, evidence, unreadReason: sighting.reason, resolution: null, event };
  }
  const resolution = resolutions[sighting.kind];
  return { status: "resolved", reason, evidence, unreadReason: null, resolution, event: "resolved" };
}

function failedAgain(stored: StoredFinding, reason: string, evidence: unknown): FindingChange | null {
  const isSame = stored.reason === reason && canonicalJson(stored.evidence) === canonicalJson(evidence);
  if (stored.status === "open" && isSame) return null;
  const events = { open: "changed", unknown: "read-again", frozen: "read-again", resolved: "reopened" } as const;
  return { status: "open", reason, evidence, unreadReason: null, resolution: null, event: events[stored.status] };
}
