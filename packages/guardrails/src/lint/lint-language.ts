import { isEveryAction } from "../match-pattern.ts";
import { elementPath, type Found, type StatementView } from "./found-problem.ts";

/**
 * Elements that a policy's type does not take. An SCP names no principals; a customer's RCP only denies, for every
 * principal, and names the services.
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_syntax.html
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_syntax.html
 */
export function lintLanguage(view: StatementView, isAwsManaged: boolean): readonly Found[] {
  if (isAwsManaged) return [];
  const { statement, policyType } = view;
  const refused = (element: string, rule: string, at?: number): Found => ({
    code: "element-not-allowed",
    severity: "error",
    path: rule === "missing" ? view.path : elementPath(view, element, at),
    details: { element, rule, type: policyType },
  });
  const found: Found[] = [];
  if (statement.resources === null && statement.notResources === null) found.push(refused("Resource", "missing"));
  if (statement.notPrincipals !== null) found.push(refused("NotPrincipal", "not-taken"));
  if (policyType === "SERVICE_CONTROL_POLICY") {
    if (statement.principals !== null) found.push(refused("Principal", "not-taken"));
    return found;
  }
  if (statement.effect === "Allow") found.push(refused("Effect", "deny-only"));
  if (statement.notActions !== null) found.push(refused("NotAction", "not-taken"));
  if (statement.principals === null) found.push(refused("Principal", "missing"));
  else if (statement.principals.some(({ kind }) => kind !== "any")) found.push(refused("Principal", "everyone-only"));
  statement.actions?.forEach((action, at) => {
    if (isEveryAction(action)) found.push(refused("Action", "service-needed", at));
  });
  return found;
}
