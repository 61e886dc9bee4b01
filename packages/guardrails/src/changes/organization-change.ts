import type { PolicyType } from "../organization.ts";

/** What differs between two readings of an organisation. Ids are AWS's; names are those of the later reading. */
export type OrganizationChange =
  | {
      readonly kind: "policy-created" | "policy-removed";
      readonly policyId: string;
      readonly name: string;
      readonly type: PolicyType;
      readonly content: string | null;
    }
  | {
      readonly kind: "policy-edited";
      readonly policyId: string;
      readonly name: string;
      readonly type: PolicyType;
      readonly before: string | null;
      readonly after: string | null;
    }
  | {
      readonly kind: "policy-renamed";
      readonly policyId: string;
      readonly type: PolicyType;
      readonly before: string;
      readonly name: string;
    }
  | {
      readonly kind: "attached" | "detached";
      readonly policyId: string;
      readonly name: string;
      readonly type: PolicyType;
      readonly targetId: string;
      readonly targetName: string;
    }
  | {
      readonly kind: "account-moved" | "unit-moved";
      readonly nodeId: string;
      readonly name: string;
      readonly from: string;
      readonly to: string;
    }
  | {
      readonly kind: "account-joined" | "account-left" | "unit-created" | "unit-removed";
      readonly nodeId: string;
      readonly name: string;
      readonly parentId: string;
    }
  | { readonly kind: "type-enabled" | "type-disabled"; readonly type: PolicyType };

/** What one change did to coverage, taken by itself: the changes of one crawl are applied one after the other. */
export type ChangeEffect = {
  readonly objectiveId: string;
  readonly direction: "stronger" | "weaker" | "mixed";
  readonly before: string;
  readonly after: string;
  readonly accounts: number;
  /** At most 20 of them. */
  readonly sample: readonly string[];
};
