import type { Witness } from "../coverage/coverage.ts";
import { type CompiledOrganization, levelOf, scpType } from "../evaluate/compile-organization.ts";
import { evaluateOrganizationRequest } from "../evaluate/evaluate-organization-request.ts";
import { type Allowed, AllowedActions } from "../lint/allowed-actions.ts";
import type { ServicesInUse } from "../lint/lint-lockouts.ts";
import type { Lockout } from "./coverage-delta.ts";

/** For keys of time that a request leaves out: examples are the same every day. */
export const now = "2026-01-01T00:00:00.000Z";

/** Actions of a service that are tried for an example. */
const mostTried = 30;

/**
 * Services of which an account could use something before and can use nothing after. Only what stops everybody counts:
 * an Allow that is missing on a level, a Deny without any condition. Management accounts are bound by nothing.
 */
export function findLockouts(
  before: CompiledOrganization,
  after: CompiledOrganization,
  inUse: ServicesInUse,
): readonly Lockout[] {
  const allowed = new AllowedActions(after.universe);
  const [earlierReach, laterReach] = [new Reach(before, allowed), new Reach(after, allowed)];
  const lost = new Map<Allowed, Map<Allowed, readonly string[]>>();
  const found = new Map<string, string[]>();
  for (const [accountId, { isManagement }] of after.accounts) {
    if (isManagement || !before.accounts.has(accountId)) continue;
    const [earlier, later] = [earlierReach.of(accountId), laterReach.of(accountId)];
    if (earlier === later || later === null) continue;
    const byLater = lost.get(earlier) ?? new Map<Allowed, readonly string[]>();
    const services = byLater.get(later) ?? lostServices(allowed, after, earlier, later);
    lost.set(earlier, byLater.set(later, services));
    for (const service of services) found.set(service, [...(found.get(service) ?? []), accountId]);
  }
  return [...found].map(([service, accounts]) => {
    const users = accounts.filter((id) => inUse.get(id)?.has(service));
    return {
      service,
      accounts,
      isInUse: users.length > 0,
      witness: exampleOf(before, after, service, users[0] ?? accounts[0] ?? ""),
    };
  });
}

function lostServices(
  allowed: AllowedActions,
  { universe }: CompiledOrganization,
  earlier: Allowed,
  later: Allowed,
): readonly string[] {
  return universe.services.filter(
    (service) =>
      universe.actionsOf(service).length > 0 &&
      allowed.hasService(earlier, service) &&
      !allowed.hasService(later, service),
  );
}

/** What SCPs may let through to each account, found once per node. */
class Reach {
  private readonly compiled: CompiledOrganization;
  private readonly allowed: AllowedActions;
  private readonly known = new Map<string, Allowed>();

  constructor(compiled: CompiledOrganization, allowed: AllowedActions) {
    this.compiled = compiled;
    this.allowed = allowed;
  }

  of(accountId: string): Allowed {
    const { accounts, unavailable } = this.compiled;
    const path = accounts.get(accountId)?.path;
    // Where nothing binds, or nobody knows what does, nothing is known to be stopped.
    if (path === undefined || path.broken !== null || unavailable[scpType] !== null) return null;
    let left: Allowed = null;
    for (const nodeId of path.ids) {
      const known = this.known.get(nodeId);
      left = known === undefined ? this.allowed.through(left, levelOf(this.compiled, scpType, nodeId)) : known;
      this.known.set(nodeId, left);
    }
    return left;
  }
}

/** A call of the service that got through before and is denied after, confirmed by the evaluator where one is found. */
function exampleOf(
  before: CompiledOrganization,
  after: CompiledOrganization,
  service: string,
  account: string,
): Witness {
  const principal = `arn:${after.partition}:iam::${account}:role/anybody`;
  const actions = after.universe.actionsOf(service).slice(0, mostTried);
  const requests = actions.map(({ name }) => ({ account, principal, action: name, resources: ["*"], context: {} }));
  const isConfirmed = (request: (typeof requests)[number]) =>
    evaluateOrganizationRequest(before, request, now).decision === "allowed" &&
    evaluateOrganizationRequest(after, request, now).decision === "denied";
  const confirmed = requests.find(isConfirmed);
  const [first] = requests;
  const request = confirmed ?? first ?? { account, principal, action: `${service}:*`, resources: ["*"], context: {} };
  return { request, deniedBy: denyingStatements(after, request), isChecked: confirmed !== undefined };
}

/** The statements that deny a request; none where no Allow matches. */
export function denyingStatements(compiled: CompiledOrganization, request: Witness["request"]): Witness["deniedBy"] {
  return evaluateOrganizationRequest(compiled, request, now).by.flatMap(({ policy, statement, sid, attachedTo }) =>
    policy === null || statement === null ? [] : [{ policyId: policy, statement, sid: sid ?? null, attachedTo }],
  );
}
