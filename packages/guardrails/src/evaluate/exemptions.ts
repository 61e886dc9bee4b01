import type { CompiledOrganization } from "./compile-organization.ts";
import { isServiceLinkedRole, type RequestPrincipal } from "./request-principal.ts";

/** Why no policy of a type binds a request. */
export type ExemptionCode =
  | "always-allowed"
  | "management-account"
  | "not-a-member"
  | "no-principal-of-an-account"
  | "service-linked-role"
  | "service-not-controlled"
  | "action-without-resource"
  | "kms-retire-grant"
  | "aws-managed-key";

/** Lower case. Allowed whatever policies say. https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html */
const alwaysAllowed = "sts:getcalleridentity";

/**
 * Whom SCPs do not bind: the management account, service-linked roles, and all who are no principal of a member account
 * (AWS services, anonymous callers, accounts of others). Root users and delegated administrators are bound.
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html
 */
export function scpExemption(
  compiled: CompiledOrganization,
  lowerAction: string,
  principal: RequestPrincipal,
): ExemptionCode | null {
  if (lowerAction === alwaysAllowed) return "always-allowed";
  if (principal.account === null) return "no-principal-of-an-account";
  if (principal.account === compiled.reading.organization.managementAccountId) return "management-account";
  if (isForeign(compiled, principal.account)) return "not-a-member";
  return principal.isServiceLinked ? "service-linked-role" : null;
}

/**
 * What RCPs do not bind: resources of the management account and of others, service-linked roles (as callers and where
 * they are assumed), services outside the dated list, actions without a resource type, kms:RetireGrant, AWS managed keys.
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html
 */
export function rcpExemption(
  compiled: CompiledOrganization,
  lowerAction: string,
  principal: RequestPrincipal,
  target: { readonly account: string; readonly resource: string; readonly aliases: readonly string[] },
): ExemptionCode | null {
  if (lowerAction === alwaysAllowed) return "always-allowed";
  if (target.account === compiled.reading.organization.managementAccountId) return "management-account";
  if (isForeign(compiled, target.account)) return "not-a-member";
  if (principal.isServiceLinked || isServiceLinkedRole(target.resource)) return "service-linked-role";
  const service = lowerAction.slice(0, Math.max(0, lowerAction.indexOf(":")));
  if (!compiled.universe.resourceControlled.services.has(service)) return "service-not-controlled";
  if (lowerAction === "kms:retiregrant") return "kms-retire-grant";
  if (service === "kms" && [target.resource, ...target.aliases].some((text) => /(^|:)alias\/aws\//.test(text)))
    return "aws-managed-key";
  const facts = compiled.universe.action(lowerAction);
  return facts !== undefined && facts.resourceTypes.length === 0 ? "action-without-resource" : null;
}

/** Where the list of accounts was cut, an account that it lacks may be a member. */
function isForeign(compiled: CompiledOrganization, accountId: string): boolean {
  return !compiled.accounts.has(accountId) && !compiled.reading.unread.some(({ list }) => list === "accounts");
}
