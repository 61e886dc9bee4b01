import { isEveryAction } from "../match-pattern.ts";
import type { PolicyDocument, PolicyStatement } from "../policy-document.ts";
import type { ActionFacts, ActionUniverse } from "../universe/action-universe.ts";
import type { Found, LintBudget, StatementView } from "./found-problem.ts";
import { isWide, lintActions } from "./lint-actions.ts";
import { lintConditions } from "./lint-conditions.ts";
import { lintExemptions } from "./lint-exemptions.ts";
import { lintKeys } from "./lint-keys.ts";
import { lintLanguage } from "./lint-language.ts";
import { lintMissingKeys } from "./lint-missing-keys.ts";
import { lintRepeats } from "./lint-repeats.ts";
import { lintResources } from "./lint-resources.ts";
import { lintVariables } from "./lint-variables.ts";

/** Everything that a policy's own text tells, statement by statement. The text is within the quota, so that this ends. */
export function lintDocument(document: PolicyDocument, policyType: string, universe: ActionUniverse): readonly Found[] {
  const lookups = new Map<string, readonly ActionFacts[]>();
  const budget: LintBudget = { checks: 450, wideLookups: 12 };
  const found = document.statements.flatMap((statement) => {
    const view: StatementView = {
      statement,
      path: `Statement[${statement.index}]`,
      version: document.version,
      policyType,
      universe,
      actions: actionsOf(statement, universe, lookups, budget),
      budget,
    };
    return [
      ...lintLanguage(view),
      ...lintActions(view),
      ...lintKeys(view),
      ...lintResources(view),
      ...lintConditions(view),
      ...lintVariables(view),
      ...lintMissingKeys(view),
      ...lintExemptions(view),
    ];
  });
  return [...lintVersion(document), ...withoutEchoes(found), ...lintRepeats(document)];
}

/**
 * Both types ask for `2012-10-17`; what AWS does with an older one its pages do not say, so that is no error.
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_syntax.html
 */
function lintVersion({ version, isVersionMissing }: PolicyDocument): readonly Found[] {
  if (version === "2012-10-17") return [];
  const [path, problem] = isVersionMissing ? ["", "missing-element"] : ["Version", "unknown-version"];
  const severity = isVersionMissing ? "error" : "warning";
  return [{ code: "policy-syntax", severity, path, details: { problem, text: "" } }];
}

/** One exception in twenty statements is one thing to know. */
function withoutEchoes(found: readonly Found[]): readonly Found[] {
  const seen = new Set<string>();
  return found.filter(({ code, details }) => {
    if (code !== "foreign-account-exemption") return true;
    const isNew = !seen.has(details.pattern ?? "");
    seen.add(details.pattern ?? "");
    return isNew;
  });
}

const mostActions = 3_000;

/** Null where the statement is about too many, or about some that the table does not hold. */
function actionsOf(
  { actions }: PolicyStatement,
  universe: ActionUniverse,
  lookups: Map<string, readonly ActionFacts[]>,
  budget: LintBudget,
): readonly ActionFacts[] | null {
  if (actions === null || actions.some(isEveryAction)) return null;
  const all = new Map<string, ActionFacts>();
  for (const pattern of actions) {
    if (!lookups.has(pattern) && isWide(pattern)) {
      budget.wideLookups -= 1;
      if (budget.wideLookups < 0) return null;
    }
    const matching = lookups.get(pattern) ?? universe.matching(pattern);
    lookups.set(pattern, matching);
    if (matching.length === 0) return null;
    for (const action of matching) all.set(action.name, action);
    if (all.size > mostActions) return null;
  }
  return [...all.values()];
}
