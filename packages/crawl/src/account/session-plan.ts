import { memberRoleArn, parseRoleArn } from "@sekinin/aws/permissions";

/**
 * ARN of the role that opens one account: the management role where it lives there, else the member role of that name. A
 * connection's root role may live in a delegated account; the management account is then entered like a member.
 */
export function roleFor(
  connection: { readonly managementRoleArn: string | null; readonly memberRoleName: string },
  account: { readonly partition: string; readonly accountId: string },
): string {
  const { managementRoleArn, memberRoleName } = connection;
  const parsed = managementRoleArn === null ? null : parseRoleArn(managementRoleArn);
  if (managementRoleArn !== null && parsed?.ok === true && parsed.role.accountId === account.accountId) {
    return managementRoleArn;
  }
  return memberRoleArn(account.partition, account.accountId, memberRoleName);
}

/** Shown in the customer's CloudTrail: which crawl, and no name. */
export function sessionName(crawlId: string): string {
  return `sekinin-${crawlId.slice(0, 8)}`;
}
