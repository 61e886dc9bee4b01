import type { NodePosture } from "@sekinin/posture";

/** A node of the tree as pages will show it. */
export type FinalisedNode = {
  readonly id: string;
  readonly kind: "root" | "organizational-unit" | "account";
  /** Null for the root only. */
  readonly parentId: string | null;
  readonly name: string;
  /** 0 for the root. */
  readonly depth: number;
  /** AWS's State for accounts (`LEFT` where it is no longer listed), empty otherwise. */
  readonly accountState: string;
  /** Accounts below that count; an account itself counts 1, a frozen one 0. */
  readonly accounts: number;
  /** Direct children, OUs and accounts. */
  readonly childCount: number;
  readonly posture: NodePosture;
};
