import type { ExportedVerdict } from "@sekinin/db";
import { accountRootArn } from "@sekinin/responsibility";

/** A planted verdict, as the simulator tells it. */
export type Planted = {
  readonly accountId: string;
  readonly controlId: string;
  readonly region: string | null;
  readonly resource: string | null;
  readonly verdict: string;
  readonly reason: string | null;
};

/** One resource on which the crawl and what was planted differ; `null` where one of them does not have it. */
export type Difference = { readonly key: string; readonly planted: string | null; readonly decided: string | null };

const keyOf = (accountId: string, controlId: string, region: string, resource: string) =>
  `${accountId} ${controlId} ${region} ${resource}`;

function wordsOf({ verdict }: ExportedVerdict): string {
  if (verdict.verdict === "unknown") return `unknown ${verdict.reason.code}`;
  return "reason" in verdict ? `${verdict.verdict} ${verdict.reason}` : verdict.verdict;
}

/** Every difference, both ways. A planted verdict without a reason agrees with any reason. */
export function comparePlanted(
  planted: readonly Planted[],
  decided: readonly ExportedVerdict[],
): readonly Difference[] {
  const left = new Map(
    planted.map((row) => [
      keyOf(row.accountId, row.controlId, row.region ?? "global", row.resource ?? accountRootArn("aws", row.accountId)),
      row.reason === null ? row.verdict : `${row.verdict} ${row.reason}`,
    ]),
  );
  const right = new Map(
    decided.map((row) => [keyOf(row.accountId, row.controlId, row.region, row.resource), wordsOf(row)]),
  );
  const differences: Difference[] = [];
  for (const key of new Set([...left.keys(), ...right.keys()])) {
    const wanted = left.get(key) ?? null;
    const got = right.get(key) ?? null;
    if (wanted === null || got === null || !(got === wanted || got.startsWith(`${wanted} `))) {
      differences.push({ key, planted: wanted, decided: got });
    }
  }
  return differences;
}
