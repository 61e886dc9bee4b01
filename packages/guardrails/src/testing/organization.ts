import type { AccountState, OrganizationPolicy, OrganizationReading, UnreadList } from "../organization.ts";
import { type Reading, read } from "../reading.ts";

/** What differs from a small organisation with SCPs on and FullAWSAccess at the root. Trees are child -> parent. */
export type OrganizationDifference = {
  readonly units?: Readonly<Record<string, string>>;
  readonly accounts?: Readonly<Record<string, string>>;
  readonly states?: Readonly<Record<string, AccountState>>;
  readonly policies?: readonly OrganizationPolicy[];
  readonly unread?: readonly UnreadList[];
  readonly scpStatus?: string;
};

export function organizationWith(difference: OrganizationDifference = {}): OrganizationReading {
  return {
    format: "sekinin.organization/1",
    organization: { id: "o-abc1234567", managementAccountId: "222222222222", featureSet: "ALL" },
    root: {
      id: "r-1",
      policyTypes: [{ type: "SERVICE_CONTROL_POLICY", status: difference.scpStatus ?? "ENABLED" }],
    },
    organizationalUnits: Object.entries(difference.units ?? {}).map(([id, parentId]) => ({ id, parentId, name: id })),
    accounts: Object.entries(difference.accounts ?? {}).map(([id, parentId]) => ({
      id,
      parentId,
      name: `account ${id}`,
      state: difference.states?.[id] ?? "ACTIVE",
      joinedAt: null,
    })),
    policies: difference.policies ?? [],
    delegatedAdministrators: [],
    unread: difference.unread ?? [],
  };
}

/** An SCP; `content` is a document, text, or why it was not read. */
export function scpWith(
  name: string,
  content: Reading<string> | string | readonly unknown[],
  targetIds: readonly string[] | Reading<readonly string[]>,
): OrganizationPolicy {
  const text = (): Reading<string> => {
    if (typeof content === "string") return read(content);
    if ("status" in content) return content;
    return read(JSON.stringify({ Version: "2012-10-17", Statement: content }));
  };
  return {
    id: `p-${name}`,
    name,
    type: "SERVICE_CONTROL_POLICY",
    awsManaged: false,
    content: text(),
    targetIds: "status" in targetIds ? targetIds : read(targetIds),
  };
}
