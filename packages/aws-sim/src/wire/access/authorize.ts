import type { SimulatedRole, WireAccount } from "../handler.ts";
import type { ServiceKey } from "../service/clients.ts";
import { matcherOf } from "./action-pattern.ts";
import { type Caller, installationCallerArn, type Session } from "./credentials.ts";
import { iamActionOf } from "./iam-action.ts";
import { refuse, refuseAction } from "./refusals.ts";

/** Services with one endpoint for all Regions; a disabled Region does not concern them. */
const globalServices: ReadonlySet<ServiceKey> = new Set(["sts", "iam", "organizations", "account"]);

/** Refuses the caller of a session whose account or role is gone or whose Region is disabled. Returns the role. */
export function liveRole(
  service: ServiceKey,
  session: Session,
  account: WireAccount | undefined,
  region: string,
): SimulatedRole {
  const role = account?.roles.find(({ name }) => name === session.roleName);
  if (account === undefined || account.state !== "ACTIVE" || role === undefined) throw refuse(service, "unknownToken");
  if (!globalServices.has(service) && !account.enabledRegions.has(region)) throw refuse(service, "regionDisabled");
  return role;
}

/** Throws the service's access denial unless the role allows, nothing denies, and the session policy allows too. */
export function authorize(service: ServiceKey, operation: string, session: Session, role: SimulatedRole): void {
  const action = iamActionOf(service, operation);
  if (action === null) return;
  const { callerArn, policy } = session;
  if (matcherOf(role.deny)(action) || policy?.denies(action) === true) {
    throw refuseAction(service, callerArn, action, "explicit-deny");
  }
  if (!matcherOf(role.actions)(action)) throw refuseAction(service, callerArn, action, "no-identity-policy");
  if (policy !== null && !policy.allows(action)) throw refuseAction(service, callerArn, action, "no-session-policy");
}

/** Throws unless the caller is a live session or the installation, which may only call STS. */
export function admit(service: ServiceKey, operation: string, caller: Caller): void {
  if (caller.kind === "unknown") throw refuse(service, "unknownToken");
  if (caller.kind === "expired") throw refuse(service, "expiredToken");
  if (caller.kind === "installation" && service !== "sts") {
    const action = iamActionOf(service, operation) ?? `${service}:${operation}`;
    throw refuseAction(service, installationCallerArn, action, "no-identity-policy");
  }
}
