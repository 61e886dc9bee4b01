import { indexScps, type OrganizationReading, restrictingPoliciesOf } from "@sekinin/guardrails";
import { type Listing, type OrganizationalUnitGuard, type Reading, read } from "@sekinin/responsibility";

type PolicyListing = Listing<"AWS::Organizations::Policy">;

/**
 * The organisation's duty that is judged in the management account: one fact per OU (or the root) that directly holds
 * accounts which SCPs bind, or the root alone where the policy type is off. SCPs never bind the management account.
 */
export function scpListing(organization: OrganizationReading, partition: string): PolicyListing {
  return { resourceType: "AWS::Organizations::Policy", region: "global", resources: guards(organization, partition) };
}

function guards(organization: OrganizationReading, partition: string): Reading<readonly OrganizationalUnitGuard[]> {
  const missing = organization.unread.find(({ list }) => list === "accounts" || list === "organizational-units");
  if (missing !== undefined) return { status: "unread", reason: missing.reason };
  const index = indexScps(organization);
  const { id: organizationId, managementAccountId } = organization.organization;
  const arnOf = (kind: "root" | "ou", id: string) =>
    `arn:${partition}:organizations::${managementAccountId}:${kind}/${organizationId}/${id}`;
  const holders = new Set(
    organization.accounts.filter(({ id }) => id !== managementAccountId).map(({ parentId }) => parentId),
  );
  const { root } = organization;
  const guard = (arn: string, id: string, name: string): OrganizationalUnitGuard => ({
    arn,
    region: "global",
    name,
    policyTypeEnabled: index.enabled,
    restrictingPolicies: restrictingPoliciesOf(index, id),
  });
  const ofRoot = guard(arnOf("root", root.id), root.id, root.name ?? "Root");
  if (!index.enabled) return read([ofRoot]);
  const ofUnits = organization.organizationalUnits
    .filter(({ id }) => holders.has(id))
    .map(({ id, name }) => guard(arnOf("ou", id), id, name));
  return read(holders.has(root.id) ? [ofRoot, ...ofUnits] : ofUnits);
}
