import type { ResponsibilityDomain } from "@sekinin/responsibility";
import type { PostureSums, WorstAccount } from "./sums.ts";

/** A root, OU or account of an organisation. `parentId` is null for the root only. */
export type OrganizationNode = {
  readonly id: string;
  readonly kind: "root" | "organizational-unit" | "account";
  readonly parentId: string | null;
};

/** What an OU row shows: sums of all current accounts below, and the worst of them by domain. */
export type NodePosture = {
  readonly sums: PostureSums;
  /** Accounts below that count (not frozen). An account itself counts 1. */
  readonly accounts: number;
  readonly worst: Readonly<Record<ResponsibilityDomain, WorstAccount>>;
};

/** Nodes by id, for `upFrom`. */
export function indexNodes(tree: readonly OrganizationNode[]): ReadonlyMap<string, OrganizationNode> {
  return new Map(tree.map((node) => [node.id, node]));
}

/** The node and its ancestors, each once: a missing parent or a circle ends the way up. */
export function upFrom(nodes: ReadonlyMap<string, OrganizationNode>, id: string): ReadonlySet<string> {
  const seen = new Set<string>();
  let at: string | null = id;
  while (at !== null && !seen.has(at)) {
    const node = nodes.get(at);
    if (node === undefined) break;
    seen.add(at);
    at = node.parentId;
  }
  return seen;
}
