import type { DomainSum, NodePosture } from "@sekinin/posture";
import { type ResponsibilityDomain, responsibilityDomains } from "@sekinin/responsibility";
import type { HeatmapNode } from "./rows.ts";

type Part = { readonly met: number; readonly known: number; readonly total: number };

const empty: DomainSum = {
  met: 0,
  known: 0,
  total: 0,
  duties: 0,
  failingDuties: 0,
  unknownDuties: 0,
  passed: 0,
  failed: 0,
  unknown: 0,
};

/** A node for tests: only what a case is about is said, everything else is empty. */
export function buildNode(
  node: Partial<Omit<HeatmapNode, "posture">> & {
    readonly id: string;
    readonly domains?: Partial<Record<ResponsibilityDomain, Partial<DomainSum> & Part>>;
    readonly worst?: Partial<NodePosture["worst"]>;
  },
): HeatmapNode {
  const { domains = {}, worst = {}, ...rest } = node;
  const sums = Object.fromEntries(
    responsibilityDomains.map((domain) => [domain, { ...empty, ...domains[domain] }]),
  ) as NodePosture["sums"];
  const nobody = Object.fromEntries(responsibilityDomains.map((domain) => [domain, null])) as NodePosture["worst"];
  const accounts = node.accounts ?? 1;
  return {
    kind: "account",
    parentId: null,
    name: node.id,
    accountState: "",
    childCount: 0,
    ...rest,
    accounts,
    posture: { sums, accounts, worst: { ...nobody, ...worst } },
  };
}
