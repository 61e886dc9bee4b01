import "server-only";
import { parseRoleArn } from "@sekinin/aws/permissions";
import { loadEnvironment } from "@sekinin/config";

/** The installation's role, which customers' roles trust; null where its administrator has not named one. */
export function installationPrincipal(): { readonly arn: string; readonly accountId: string } | null {
  const arn = loadEnvironment(["SEKININ_PRINCIPAL_ARN"]).SEKININ_PRINCIPAL_ARN;
  if (arn === undefined) return null;
  const parsed = parseRoleArn(arn);
  if (parsed.ok) return { arn, accountId: parsed.role.accountId };
  const root = /^arn:aws(?:-cn|-us-gov)?:iam::(\d{12}):root$/.exec(arn);
  return root?.[1] === undefined ? null : { arn, accountId: root[1] };
}
