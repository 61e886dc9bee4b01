import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import type { TenantFixture } from "./fixtures.ts";

/** Who asks. `owner`, `viewer` and `operator` are of tenant A, `other` owns B, `nobody` has no tenant. */
export const askers = ["anonymous", "viewer", "owner", "operator", "other", "nobody"] as const;
export type Asker = (typeof askers)[number];

const Line = z.partialRecord(z.enum(askers), z.string());
const Matrix = z.strictObject({
  pages: z.record(z.string(), Line),
  /** By path, then method; a method that is not named is refused to everybody with 405. */
  handlers: z.record(z.string(), z.record(z.string(), Line)),
  actions: z.record(z.string(), z.strictObject({ fields: z.record(z.string(), z.string()), outcome: Line })),
});

export type Matrix = z.infer<typeof Matrix>;

/** What everybody may do, as a file that people read and review. */
export function readMatrix(): Matrix {
  return Matrix.parse(JSON.parse(readFileSync(fileURLToPath(new URL("access-matrix.json", import.meta.url)), "utf8")));
}

/** A path of Next's with the ids of one tenant; a part that nobody knows fails, so that it gets a line here. */
export function fillPath(path: string, ids: TenantFixture, slug: string = ids.slug): string {
  const parts: Record<string, string> = {
    "[tenant]": slug,
    "[crawlId]": ids.crawlId,
    "[accountId]": ids.accountId,
    "[connectionId]": ids.connectionId,
    "[findingId]": ids.findingId,
    "[draftId]": ids.draftId,
    "[policyId]": ids.policyId,
    // The catalogue is everybody's.
    "[controlId]": "s3-bucket-tls-required",
    "[objectiveId]": "guardduty-off",
  };
  return path.replaceAll(/\[[^\]]+\]/g, (name) => {
    const value = parts[name];
    if (value === undefined) throw new Error(`no fixture fills \`${name}\` of \`${path}\``);
    return value;
  });
}

/** Fields of an action with the ids of one tenant for `{crawlId}` and the like. */
export function fillFields(fields: Record<string, string>, ids: TenantFixture): Record<string, string> {
  const known: Record<string, string> = { ...ids };
  const filled = Object.entries(fields).map(([name, value]) => {
    const key = /^\{(\w+)\}$/.exec(value)?.[1];
    if (key === undefined) return [name, value] as const;
    const id = known[key];
    if (id === undefined) throw new Error(`no fixture fills \`${value}\``);
    return [name, id] as const;
  });
  return Object.fromEntries(filled);
}

/** True where the path or the fields carry an id of a tenant beside its slug. */
export function carriesIds(path: string): boolean {
  return /\[(?!tenant\]|controlId\]|objectiveId\])[a-z]/i.test(path) && path.includes("[tenant]");
}
