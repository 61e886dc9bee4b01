import { splitOperator } from "../condition-operator.ts";
import type { PolicyStatement } from "../policy-document.ts";
import type { Found, StatementView } from "./found-problem.ts";
import { conditionPath } from "./lint-keys.ts";

/** Principals that a statement makes an exception of, with the place of the condition. */
export type Exemption = { readonly pattern: string; readonly condition: number };

const negated = new Set(["arnnotlike", "arnnotequals", "stringnotlike", "stringnotequals"]);

/** What a Deny leaves out by `ArnNotLike aws:PrincipalArn` and its like. */
export function exemptionsOf(statement: PolicyStatement): readonly Exemption[] {
  if (statement.effect !== "Deny") return [];
  return statement.conditions.flatMap(({ operator, key, values }, condition) =>
    key.toLowerCase() === "aws:principalarn" && negated.has(splitOperator(operator).name)
      ? values.map((pattern) => ({ pattern, condition }))
      : [],
  );
}

/** Keys that keep a foreign account's role out of an exception by its name. */
const boundaries = new Set(["aws:principalorgid", "aws:principalaccount", "aws:principalorgpaths"]);

/**
 * An exception for a role's name in any account. In an SCP every account gets it, since SCPs bind an account's own
 * principals; in an RCP a stranger's account can have a role of that name.
 */
export function lintExemptions(view: StatementView): readonly Found[] {
  const { statement, policyType } = view;
  const isRcp = policyType === "RESOURCE_CONTROL_POLICY";
  if (isRcp && statement.conditions.some(({ key }) => boundaries.has(key.toLowerCase()))) return [];
  const reported = new Set<number>();
  return exemptionsOf(statement).flatMap(({ pattern, condition }): readonly Found[] => {
    const account = pattern.split(":")[4] ?? "";
    const written = statement.conditions[condition];
    if (!/^\*+$/.test(account) || written === undefined || reported.has(condition)) return [];
    reported.add(condition);
    const details = { pattern, type: policyType };
    return [
      {
        code: "foreign-account-exemption",
        severity: isRcp ? "warning" : "note",
        path: conditionPath(view, written),
        details,
      },
    ];
  });
}
