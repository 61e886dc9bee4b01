import type { CoverageReasonCode } from "../coverage/coverage.ts";
import { type CompiledOrganization, type Level, levelsOf, rcpType, scpType } from "./compile-organization.ts";
import { evaluateLevels, type Finding, type Outcome } from "./evaluate-levels.ts";
import { type ExemptionCode, rcpExemption, scpExemption } from "./exemptions.ts";
import type { OrganizationRequest } from "./organization-request.ts";
import { FilledContext } from "./request-context.ts";
import { parsePrincipal, type RequestPrincipal } from "./request-principal.ts";
import type { RequestContext } from "./text-template.ts";

export type DecisionReason =
  | "deny-matches"
  | "nothing-allows"
  | "allow-matches"
  /** A condition that nobody can evaluate, or an attachment that was not read. */
  | "undecided"
  | "may-be-service-linked-role"
  | "action-unknown"
  | "principal-unreadable"
  | CoverageReasonCode
  | ExemptionCode;

/** A statement that decides, or why none does. `statement` counts from 0; `sid` where the statement has one. */
export type DecidingStatement = {
  readonly policy: string | null;
  readonly statement: number | null;
  readonly sid?: string;
  readonly attachedTo: string | null;
  readonly why: DecisionReason;
};

export type RequestDecision = { readonly decision: Outcome; readonly by: readonly DecidingStatement[] };

/**
 * What the organisation's policies let through: SCPs of the principal's account and RCPs of the resource's, every level
 * of them; identity policies are left out. `now` is an ISO instant, for `aws:CurrentTime`.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html
 */
export function evaluateOrganizationRequest(
  compiled: CompiledOrganization,
  request: OrganizationRequest,
  now: string,
): RequestDecision {
  const principal = parsePrincipal(request.principal);
  if (principal === null) return undecided("principal-unreadable");
  const context = new FilledContext(compiled, request, principal, now);
  const bound = withContext(principal, context);
  const parts = [throughScps(compiled, request, bound, context)];
  const asked = new Set<string>();
  for (const resource of request.resources) {
    const account = accountOf(resource, request);
    if (asked.has(account)) continue;
    asked.add(account);
    parts.push(throughRcps(compiled, request, bound, context, account));
  }
  return together(parts);
}

const worstFirst = ["denied", "unknown", "allowed"] as const;

/** The worst decision. Why a type binds nobody is told only where no policy decides. */
function together(parts: readonly RequestDecision[]): RequestDecision {
  for (const decision of worstFirst) {
    const deciding = parts.filter((part) => part.decision === decision);
    if (deciding.length === 0) continue;
    const named = deciding.filter(({ by }) =>
      by.some(({ policy, attachedTo }) => policy !== null || attachedTo !== null),
    );
    const by = (named.length > 0 ? named : deciding).flatMap((part) => part.by);
    return { decision, by: named.length > 0 ? by : uniqueReasons(by) };
  }
  return { decision: "allowed", by: [] };
}

function uniqueReasons(by: readonly DecidingStatement[]): readonly DecidingStatement[] {
  return by.filter(({ why }, at) => by.findIndex((other) => other.why === why) === at);
}

/** A session's ARN tells less than `aws:PrincipalArn` does where the request gives it. */
function withContext(principal: RequestPrincipal, context: RequestContext): RequestPrincipal {
  const [arn, ...more] = context.get("aws:principalarn") ?? [];
  if (arn === undefined || more.length > 0 || arn === principal.arn) return principal;
  const given = parsePrincipal(arn);
  return given === null || given.account !== principal.account ? principal : given;
}

function throughScps(
  compiled: CompiledOrganization,
  { action, resources }: OrganizationRequest,
  principal: RequestPrincipal,
  context: RequestContext,
): RequestDecision {
  const exemption = scpExemption(compiled, action.toLowerCase(), principal);
  if (exemption !== null) return allowed(exemption);
  const found = levelsOf(compiled, scpType, principal.account ?? "");
  if (found.status === "unavailable") return allowed(found.reason.code);
  const decision = judge(found.levels, { action, resources, context });
  if (principal.mayBeServiceLinked && decision.decision === "denied") return undecided("may-be-service-linked-role");
  return decision;
}

function throughRcps(
  compiled: CompiledOrganization,
  request: OrganizationRequest,
  principal: RequestPrincipal,
  context: RequestContext,
  account: string,
): RequestDecision {
  const action = request.action.toLowerCase();
  const aliases = context.get("kms:resourcealiases") ?? [];
  const bound: string[] = [];
  let exemption: ExemptionCode | null = null;
  for (const resource of request.resources) {
    if (accountOf(resource, request) !== account) continue;
    const found = rcpExemption(compiled, action, principal, { account, resource, aliases });
    if (found === null) bound.push(resource);
    else exemption ??= found;
  }
  if (bound.length === 0) return allowed(exemption ?? "not-a-member");
  const levels = levelsOf(compiled, rcpType, account);
  if (levels.status === "unavailable") return allowed(levels.reason.code);
  const decision = judge(levels.levels, { action, resources: bound, context });
  if (decision.decision !== "denied") return decision;
  // Whether an action that AWS does not document has a resource, nobody can say.
  if (compiled.universe.action(action) === undefined) return undecided("action-unknown");
  return principal.mayBeServiceLinked ? undecided("may-be-service-linked-role") : decision;
}

const arnAccount = /^arn:[^:]*:[^:]*:[^:]*:([^:*?]+):/;

/** The account in the resource's ARN, else what the request says, else its own. Buckets' ARNs have none. */
function accountOf(resource: string, { resourceAccount, account }: OrganizationRequest): string {
  if (resourceAccount !== undefined) return resourceAccount;
  const written = arnAccount.exec(resource)?.[1];
  return written === undefined ? account : written;
}

function judge(
  levels: readonly Level[],
  request: { readonly action: string; readonly resources: readonly string[]; readonly context: RequestContext },
): RequestDecision {
  const { outcome, findings } = evaluateLevels(
    levels.map(({ entries }) => entries),
    request,
  );
  return {
    decision: outcome,
    by: findings.map((finding) => decidingOf(finding, levels[finding.level]?.nodeId ?? null)),
  };
}

const reasons = {
  denies: "deny-matches",
  allows: "allow-matches",
  "nothing-allows": "nothing-allows",
  "may-deny": "undecided",
  "may-allow": "undecided",
} as const;

function decidingOf({ effect, entry, statement }: Finding, attachedTo: string | null): DecidingStatement {
  return {
    policy: entry?.policyId ?? null,
    statement: statement?.index ?? null,
    ...(statement === null || statement.sid === null ? {} : { sid: statement.sid }),
    attachedTo,
    why: entry?.kind === "unreadable" ? entry.reason.code : reasons[effect],
  };
}

function allowed(why: DecisionReason): RequestDecision {
  return { decision: "allowed", by: [{ policy: null, statement: null, attachedTo: null, why }] };
}

function undecided(why: DecisionReason): RequestDecision {
  return { decision: "unknown", by: [{ policy: null, statement: null, attachedTo: null, why }] };
}
