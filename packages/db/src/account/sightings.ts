import { Failure } from "@sekinin/config";
import type { Control, DecidedResource, UnreadReason } from "@sekinin/responsibility";
import { placeOfType } from "@sekinin/responsibility/facts";
import { boundedKey, mostIdBytes, storableParsed } from "../text.ts";
import type { Sighting, StoredFinding } from "./finding-life.ts";

/** What the store needs to know of a control. */
export type KnownControl = Pick<Control, "id" | "domain" | "severity" | "resourceType">;

type Key = Pick<StoredFinding, "region" | "controlId" | "resource">;

/** One crawl's verdicts on an account, ready to be asked about a finding. */
export type Sightings = {
  /** Failed resources by key, each to be a finding. */
  readonly failed: ReadonlyMap<string, Key & { readonly reason: string; readonly evidence: unknown }>;
  /** What the crawl says of a stored finding; nothing that was not read comes out as gone. */
  of(finding: Key): Sighting;
};

export function keyOf({ region, controlId, resource }: Key): string {
  return JSON.stringify([region, controlId, resource]);
}

const accountRoot = /^arn:[^:]+:iam::\d{12}:root$/;

/** `regions` null: their list could not be read. Throws `internal` where one resource was decided twice. */
export function sightingsOf(
  decided: readonly DecidedResource[],
  controls: readonly KnownControl[],
  regions: readonly string[] | null,
): Sightings {
  const known = new Map(controls.map((control) => [control.id, control]));
  const readRegions = regions === null ? null : new Set(regions.map((region) => boundedKey(region, mostIdBytes)));
  const seen = new Map<string, Sighting>();
  const failed = new Map<string, Key & { reason: string; evidence: unknown }>();
  const unreadElsewhere = new Map<string, UnreadReason>();
  const unreadLists = new Map<string, UnreadReason>();
  for (const row of decided) {
    const region = boundedKey(row.region, mostIdBytes);
    const key: Key = { region, controlId: row.controlId, resource: boundedKey(row.resource) };
    const text = keyOf(key);
    if (seen.has(text)) throw new Failure("internal", { detail: { problem: `Decided twice: ${text}` } });
    const sighting = sightingFrom(row.verdict);
    seen.set(text, sighting);
    if (sighting.kind === "fail") failed.set(text, { ...key, reason: sighting.reason, evidence: sighting.evidence });
    if (sighting.kind !== "unread") continue;
    unreadElsewhere.set(JSON.stringify([row.controlId, key.resource]), sighting.reason);
    if (accountRoot.test(row.resource)) unreadLists.set(JSON.stringify([row.controlId, region]), sighting.reason);
  }
  const absent = (finding: Key): Sighting => {
    const control = known.get(finding.controlId);
    // A control that the catalogue no longer has is no duty of anyone's.
    if (control === undefined) return { kind: "not-applicable" };
    const reason =
      unreadLists.get(JSON.stringify([finding.controlId, finding.region])) ??
      // One row stands for every Region where the Regions themselves, or the whole account, could not be read.
      unreadLists.get(JSON.stringify([finding.controlId, "global"])) ??
      // A resource whose Region could not be read this time is listed under another one.
      unreadElsewhere.get(JSON.stringify([finding.controlId, finding.resource]));
    if (reason !== undefined) return { kind: "unread", reason };
    if (placeOfType[control.resourceType] === "region" && finding.region !== "global") {
      if (readRegions === null) return { kind: "unread", reason: { code: "not-collected" } };
      if (!readRegions.has(finding.region)) return { kind: "unread", reason: { code: "region-disabled" } };
    }
    return { kind: "gone" };
  };
  return { failed, of: (finding) => seen.get(keyOf(finding)) ?? absent(finding) };
}

function sightingFrom(verdict: DecidedResource["verdict"]): Sighting {
  switch (verdict.verdict) {
    case "fail":
      return { kind: "fail", reason: verdict.reason, evidence: storableParsed(verdict.evidence ?? {}) };
    case "unknown":
      return { kind: "unread", reason: verdict.reason };
    case "pass":
    case "not-applicable":
      return { kind: verdict.verdict };
  }
}
