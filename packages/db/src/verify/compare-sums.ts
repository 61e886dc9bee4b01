import type { PostureSums } from "@sekinin/posture";
import { responsibilityDomains } from "@sekinin/responsibility";
import type { Disagreement } from "./disagreement.ts";
import { quantities } from "./sums.ts";

// Sums of thousands of fractions differ in the last places by the order in which they were added.
const tolerance = 1e-6;

/** One disagreement per domain and quantity that differ. */
export function compareSums(
  place: Pick<Disagreement, "kind" | "organizationId" | "nodeId">,
  stored: Partial<PostureSums>,
  recounted: Partial<PostureSums>,
): Disagreement[] {
  const found: Disagreement[] = [];
  for (const domain of responsibilityDomains) {
    for (const quantity of quantities) {
      const left = stored[domain]?.[quantity] ?? null;
      const right = recounted[domain]?.[quantity] ?? null;
      if (left === right) continue;
      if (left !== null && right !== null && Math.abs(left - right) <= tolerance * Math.max(1, Math.abs(right)))
        continue;
      found.push({ ...place, where: `${domain} ${quantity}`, stored: left, recounted: right });
    }
  }
  return found;
}
