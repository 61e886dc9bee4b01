import { randomUUID } from "node:crypto";
import { Failure } from "@sekinin/config";
import { countFlows, type FindingFlow, type FindingFlows } from "@sekinin/posture";
import type { ResponsibilityDomain } from "@sekinin/responsibility";
import { rows } from "../sql.ts";
import type { TenantTransaction } from "../transaction.ts";
import type { AccountResult } from "./account-result.ts";
import { type FindingChange, nextLife, type StoredFinding } from "./finding-life.ts";
import { keyOf, type Sightings, sightingsOf } from "./sightings.ts";
import {
  appendFindingEvents,
  type FindingEventRow,
  type FindingUpdate,
  insertFindings,
  type NewFinding,
  reweighFindings,
  updateFindings,
} from "./write-findings.ts";

/** How many rows were written, and what happened in the lives of findings. */
export type FindingChanges = { readonly rowsWritten: number; readonly flows: FindingFlows };

type Stored = StoredFinding & { readonly domain: ResponsibilityDomain };

/** Moves every finding of an account to the next step of its life. */
export async function replaceFindings(tx: TenantTransaction, result: AccountResult): Promise<FindingChanges> {
  const sightings = sightingsOf(result.decided, result.controls, result.regions);
  const reweighed = await reweighFindings(tx, result, result.controls);
  const stored = await readStored(tx, result, sightings);
  const opened = newFindings(result, sightings, stored);
  const updates: FindingUpdate[] = [];
  const events: FindingEventRow[] = opened.map((finding) => ({
    findingId: finding.id,
    event: "opened",
    detail: { reason: finding.reason },
  }));
  const lives: { domain: ResponsibilityDomain; flow: keyof FindingFlow }[] = opened.map(({ domain }) => {
    return { domain, flow: "opened" };
  });
  for (const finding of stored) {
    const change = nextLife(finding, sightings.of(finding));
    if (change === null) continue;
    updates.push({ id: finding.id, ...change });
    if (change.event !== null) events.push({ findingId: finding.id, event: change.event, detail: detailOf(change) });
    const flow = flowOf(change);
    if (flow !== null) lives.push({ domain: finding.domain, flow });
  }
  const inserted = await insertFindings(tx, result, opened);
  const updated = await updateFindings(tx, result, updates);
  const told = await appendFindingEvents(tx, result, events);
  return { rowsWritten: reweighed + inserted + updated + told, flows: countFlows(lives) };
}

function flowOf({ event, resolution }: FindingChange): keyof FindingFlow | null {
  if (event === "reopened" || event === "unread") return event;
  if (event === "read-again") return "readAgain";
  if (event === "resolved") return resolution === "mended" ? "mended" : "gone";
  return null;
}

/** Everything that is not resolved, and of what is resolved only what has failed again. */
function readStored(tx: TenantTransaction, result: AccountResult, sightings: Sightings): Promise<Stored[]> {
  const failed = [...sightings.failed.values()];
  return rows(tx)<Stored>`
    SELECT id::text, region, control_id AS "controlId", resource, status, reason, evidence,
      unread_reason AS "unreadReason", domain
    FROM findings
    WHERE organization_id = ${result.organizationId} AND account_id = ${result.accountId}
      AND (status <> 'resolved' OR (region, control_id, resource) IN (
        SELECT * FROM unnest(${failed.map((row) => row.region)}::text[], ${failed.map((row) => row.controlId)}::text[],
          ${failed.map((row) => row.resource)}::text[])))`;
}

function newFindings(result: AccountResult, sightings: Sightings, stored: readonly StoredFinding[]): NewFinding[] {
  const known = new Set(stored.map(keyOf));
  const controls = new Map(result.controls.map((control) => [control.id, control]));
  const opened: NewFinding[] = [];
  for (const [key, failed] of sightings.failed) {
    if (known.has(key)) continue;
    const control = controls.get(failed.controlId);
    if (control === undefined) {
      const problem = `No control \`${failed.controlId}\` in the catalogue given.`;
      throw new Failure("internal", { detail: { problem } });
    }
    opened.push({ id: randomUUID(), ...failed, domain: control.domain, severity: control.severity });
  }
  return opened;
}

function detailOf(change: FindingChange): unknown {
  if (change.status === "resolved") return { resolution: change.resolution };
  if (change.status === "unknown") return { unread: change.unreadReason };
  return { reason: change.reason };
}
