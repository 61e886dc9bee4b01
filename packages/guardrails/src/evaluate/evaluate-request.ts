import { matchesAction, matchesPattern } from "../match-pattern.ts";
import type { PolicyDocument, PolicyStatement } from "../policy-document.ts";
import { matchesCondition, type RequestContext, wantedValue } from "./matches-condition.ts";

/** One call as policies see it. `resources`: every resource that it is authorised against. */
export type PolicyRequest = {
  readonly action: string;
  readonly resources: readonly string[];
  readonly context: RequestContext;
};

/** The policies of one level, the root's, an OU's or the account's. */
export type PolicyLevel = readonly PolicyDocument[];

export type Outcome = "allowed" | "denied" | "unknown";

/**
 * Whether the levels let a request through: on each level an Allow that matches, nowhere a Deny that does, for every
 * resource of the request. What nobody can say is `unknown`, unless the answer does not hang on it.
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_evaluation.html
 */
export function evaluateRequest(levels: readonly PolicyLevel[], request: PolicyRequest): Outcome {
  const outcomes = request.resources.map((resource) => evaluateResource(levels, request, resource));
  if (outcomes.includes("denied")) return "denied";
  return outcomes.includes("unknown") ? "unknown" : "allowed";
}

function evaluateResource(levels: readonly PolicyLevel[], request: PolicyRequest, resource: string): Outcome {
  let isDoubtful = false;
  for (const level of levels) {
    const found = { Allow: [] as (boolean | null)[], Deny: [] as (boolean | null)[] };
    for (const { version, statements } of level) {
      for (const statement of statements) {
        found[statement.effect].push(matchesStatement(statement, version, request, resource));
      }
    }
    if (found.Deny.includes(true)) return "denied";
    if (found.Deny.includes(null)) isDoubtful = true;
    if (found.Allow.includes(true)) continue;
    if (!found.Allow.includes(null)) return "denied";
    isDoubtful = true;
  }
  return isDoubtful ? "unknown" : "allowed";
}

function matchesStatement(
  statement: PolicyStatement,
  version: PolicyDocument["version"],
  { action, context }: PolicyRequest,
  resource: string,
): boolean | null {
  const { actions, notActions, resources, notResources } = statement;
  if (actions !== null && !actions.some((pattern) => matchesAction(pattern, action))) return false;
  if (notActions?.some((pattern) => matchesAction(pattern, action))) return false;
  const isNamed = (patterns: readonly string[]) =>
    patterns
      .flatMap((pattern) => wantedValue(pattern, version, context))
      .some(({ text }) => matchesPattern(text, resource));
  if (resources !== null && !isNamed(resources)) return false;
  if (notResources !== null && isNamed(notResources)) return false;
  const conditions = statement.conditions.map((condition) => matchesCondition(condition, version, context));
  if (conditions.includes(false)) return false;
  return conditions.includes(null) ? null : true;
}
