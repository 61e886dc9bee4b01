import { plannedShare, publishedLimits, unpublishedLimit } from "./limits.ts";
import type { PaceKey, Plan } from "./pacer.ts";

type Row = { readonly bucket: string; readonly place: "global" | "region"; readonly plan: Plan };

const rows: ReadonlyMap<string, Row> = new Map(
  publishedLimits.flatMap(({ actions, perSecond, burst, place }) => {
    const plan = { perSecond: perSecond * plannedShare, burst: Math.max(1, Math.floor(burst * plannedShare)) };
    return actions.map((action) => [action, { bucket: actions[0] ?? action, place, plan }] as const);
  }),
);

/** The rate of a call and the name of what shares it. The installation's own AssumeRole and others' calls never mix. */
export function planOf({ scope, region, api }: PaceKey): { readonly name: string; readonly plan: Plan } {
  const row = rows.get(api) ?? { bucket: api, place: "region", plan: unpublishedLimit };
  return { name: `${scope}/${row.place === "global" ? "global" : region}/${row.bucket}`, plan: row.plan };
}
