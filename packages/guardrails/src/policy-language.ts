import type { PolicyType } from "./organization.ts";
import type { PolicyDocument, PolicyProblem, PolicyStatement } from "./policy-document.ts";

/** An element that a policy's type does not take, or not like this. `at` is the place in its list. */
export type RefusedElement = {
  readonly element: "Effect" | "Action" | "NotAction" | "Resource" | "NotResource" | "Principal" | "NotPrincipal";
  readonly rule: "missing" | "not-taken" | "deny-only" | "everyone-only" | "service-needed" | "empty";
  readonly at?: number;
};

/**
 * What AWS refuses in a statement of an SCP or a customer's RCP, beyond the grammar of all policies. An SCP names no
 * principals; an RCP only denies, for every principal, and names the services.
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_syntax.html
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_syntax.html
 */
export function refusedElements(statement: PolicyStatement, type: PolicyType): readonly RefusedElement[] {
  const refused: RefusedElement[] = [];
  if (statement.resources === null && statement.notResources === null)
    refused.push({ element: "Resource", rule: "missing" });
  for (const [element, list] of listsOf(statement)) if (list?.length === 0) refused.push({ element, rule: "empty" });
  if (statement.notPrincipals !== null) refused.push({ element: "NotPrincipal", rule: "not-taken" });
  statement.actions?.forEach((action, at) => {
    if (!/^[^:]+:.|^\*+$/s.test(action)) refused.push({ element: "Action", rule: "service-needed", at });
  });
  if (type === "SERVICE_CONTROL_POLICY") {
    if (statement.principals !== null) refused.push({ element: "Principal", rule: "not-taken" });
    return refused;
  }
  if (statement.effect === "Allow") refused.push({ element: "Effect", rule: "deny-only" });
  if (statement.notActions !== null) refused.push({ element: "NotAction", rule: "not-taken" });
  if (statement.principals === null) refused.push({ element: "Principal", rule: "missing" });
  else if (statement.principals.some(({ value }) => value !== "*"))
    refused.push({ element: "Principal", rule: "everyone-only" });
  statement.actions?.forEach((action, at) => {
    if (/^\*+(:\*+)?$/.test(action)) refused.push({ element: "Action", rule: "service-needed", at });
  });
  return refused;
}

function listsOf({ actions, notActions, resources, notResources }: PolicyStatement) {
  return [
    ["Action", actions],
    ["NotAction", notActions],
    ["Resource", resources],
    ["NotResource", notResources],
  ] as const;
}

/**
 * The first reason why nobody may rely on what a policy of this type says: AWS would not have taken it. An action
 * without a service is told by `refusedElements` only, since what it means is plain.
 */
export function checkPolicyLanguage(document: PolicyDocument, type: PolicyType): PolicyProblem | null {
  for (const statement of document.statements) {
    for (const { element, rule } of refusedElements(statement, type)) {
      if (rule === "service-needed") continue;
      const code = rule === "missing" ? "missing-element" : "element-not-allowed";
      return { code, path: `Statement[${statement.index}].${element}` };
    }
  }
  return null;
}
