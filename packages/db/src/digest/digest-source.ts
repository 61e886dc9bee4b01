import type { AccountMoves, ChangeCauses, ControlSums, FindingFlows, PostureSums } from "@sekinin/posture";
import type { DigestScopeKind } from "./subscription.ts";

/** A node of today's tree as a digest shows it. */
export type DigestNode = {
  readonly nodeId: string;
  readonly kind: "root" | "organizational-unit" | "account";
  readonly parentId: string | null;
  /** AWS's own text, however long and whatever is in it. */
  readonly name: string;
  readonly accounts: number;
  readonly sums: PostureSums;
};

/** What happened to one node in one crawl. */
export type DigestChange = {
  readonly nodeId: string;
  readonly causes: ChangeCauses;
  readonly flows: FindingFlows;
  readonly moves: AccountMoves;
};

/** Everything that a digest is composed from; plain data, read in at most five statements. */
export type DigestSource = {
  readonly tenant: { readonly id: string; readonly slug: string; readonly name: string; readonly zone: string };
  readonly organization: { readonly organizationId: string; readonly name: string };
  /** When the tree and the sums were last brought up to date; null before the first complete crawl. */
  readonly crawledAt: Date | null;
  readonly scopeKind: DigestScopeKind;
  /** The nodes that the digest is about and that today's tree still has, none below another one. Empty: scope gone. */
  readonly roots: readonly (DigestNode & { readonly controls: ControlSums })[];
  /** Asked for, and not in today's tree. */
  readonly missingNodes: number;
  /** OUs directly below the roots: the rows of the small heatmap. */
  readonly children: readonly DigestNode[];
  /** Since `since`, of the roots. Null where sums of then are not kept: a team's assignments. */
  readonly changes: readonly DigestChange[] | null;
  readonly since: Date;
  /** Accounts of the scope that could not be entered, by reason; of a team, those in which it answers for something. */
  readonly unread: readonly { readonly code: string; readonly accounts: number }[];
  /** The team whose assignments the digest follows: sums are of what it answers for. Null for the other scopes. */
  readonly teamName: string | null;
};
