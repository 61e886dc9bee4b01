import { type OrganizationReading, read } from "@sekinin/guardrails";

const fullAccess = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }],
});
export const denyLeaving = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Deny", Action: "organizations:LeaveOrganization", Resource: "*" }],
});

/** A small organisation: management account in the root, one guarded and one open OU, an empty OU. */
export function readingWith(change: Partial<OrganizationReading> = {}): OrganizationReading {
  return {
    format: "sekinin.organization/1",
    organization: { id: "o-abc1234567", managementAccountId: "111111111111", featureSet: "ALL" },
    root: { id: "r-ab12", name: "Root", policyTypes: [{ type: "SERVICE_CONTROL_POLICY", status: "ENABLED" }] },
    organizationalUnits: [
      { id: "ou-ab12-guarded1", name: "Workloads", parentId: "r-ab12" },
      { id: "ou-ab12-nested01", name: "Prod", parentId: "ou-ab12-guarded1" },
      { id: "ou-ab12-open0001", name: "Sandbox", parentId: "r-ab12" },
      { id: "ou-ab12-empty001", name: "Empty", parentId: "r-ab12" },
    ],
    accounts: [
      { id: "111111111111", name: "management", parentId: "r-ab12", state: "ACTIVE", joinedAt: null },
      { id: "222222222222", name: "payments", parentId: "ou-ab12-nested01", state: "ACTIVE", joinedAt: null },
      { id: "333333333333", name: "sandbox", parentId: "ou-ab12-open0001", state: "ACTIVE", joinedAt: null },
    ],
    policies: [
      {
        id: "p-FullAWSAccess",
        name: "FullAWSAccess",
        type: "SERVICE_CONTROL_POLICY",
        awsManaged: true,
        content: read(fullAccess),
        targetIds: read(["r-ab12", "ou-ab12-guarded1", "ou-ab12-nested01", "ou-ab12-open0001", "ou-ab12-empty001"]),
      },
      {
        id: "p-guard001",
        name: "no-leaving",
        type: "SERVICE_CONTROL_POLICY",
        awsManaged: false,
        content: read(denyLeaving),
        targetIds: read(["ou-ab12-guarded1"]),
      },
    ],
    delegatedAdministrators: [],
    unread: [],
    ...change,
  };
}
