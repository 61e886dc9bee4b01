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
