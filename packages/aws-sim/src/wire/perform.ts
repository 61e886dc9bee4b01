import { assumeRole, callerIdentity } from "./access/assume-role.ts";
import { admit, authorize, liveRole } from "./access/authorize.ts";
import {
  type Caller,
  createSessionStore,
  installationAccountId,
  type SessionStore,
  type Signed,
} from "./access/credentials.ts";
import { iamActionOf } from "./access/iam-action.ts";
import { refuse, refuseAction } from "./access/refusals.ts";
import type { CallCounter } from "./call-counts.ts";
import type { FaultEffect } from "./faults/fault.ts";
import type { FaultBook } from "./faults/fault-book.ts";
import { withoutFaultToken, withPageFaults } from "./faults/page-faults.ts";
import { type Handler, type Handlers, SimulatedError, type WireAccount, type WireOrganization } from "./handler.ts";
import type { Throttle } from "./limits/throttle.ts";
import { pagedShapeOf } from "./paged-shapes.ts";
import type { Decoded } from "./protocol/request.ts";
import type { ServiceKey } from "./service/clients.ts";
import type { ServiceModel } from "./service/model.ts";

export type ExchangeParts<Account extends WireAccount, Organization extends WireOrganization<Account>> = {
  readonly organizations: readonly Organization[];
  readonly handlers: Handlers<Account, Organization>;
  readonly faults: FaultBook;
  readonly throttle: Throttle;
  readonly counter: CallCounter;
  readonly now: () => Date;
};

/** One call on its way: what the request said, who sent it and which account it is about. */
type Call = {
  readonly model: ServiceModel;
  readonly decoded: Decoded;
  readonly signed: Signed;
  readonly caller: Caller;
  readonly accountId: string;
  readonly effects: readonly FaultEffect[];
};
type LiveCaller = Extract<Caller, { kind: "session" | "installation" }>;

/** What a running simulator works with. */
type Inner<Account extends WireAccount, Organization extends WireOrganization<Account>> = ExchangeParts<
  Account,
  Organization
> & {
  readonly sessions: SessionStore;
  /** The organisation of an account. */
  readonly home: (accountId: string) => Organization | undefined;
  /** An account as faults left it. */
  readonly seen: (accountId: string) => WireAccount | undefined;
};

/** A call that was sent, however it came. `decode` throws SimulatedError for what is no operation. */
export type Sent = {
  readonly model: ServiceModel;
  readonly signed: Signed;
  readonly token: string | undefined;
  readonly decode: () => Decoded;
};

/** What came of it; `decoded` is null where it was no operation. Not yet counted: the answer's status is the wire's. */
export type Performed = {
  readonly outcome:
    | { readonly decoded: Decoded; readonly output: Record<string, unknown> }
    | { readonly refused: SimulatedError };
  readonly effects: readonly FaultEffect[];
  count(status: number): void;
};

/** All that happens between a call and its outcome: who, what, faults, permission, throttle, handler. */
export function createPerformer<Account extends WireAccount, Organization extends WireOrganization<Account>>(
  parts: ExchangeParts<Account, Organization>,
): (sent: Sent) => Performed {
  const home = organizationFinder<Account, Organization>(parts.organizations);
  const seen = (accountId: string) => {
    const account = home(accountId)?.account(accountId);
    return account === undefined ? undefined : parts.faults.seen(account);
  };
  const inner = { ...parts, sessions: createSessionStore(), home, seen };
  return (sent) => performOne(inner, sent);
}

function performOne<Account extends WireAccount, Organization extends WireOrganization<Account>>(
  inner: Inner<Account, Organization>,
  { model, signed, token, decode }: Sent,
): Performed {
  const caller = inner.sessions.find(signed.accessKeyId, token, inner.now().getTime());
  let accountId = accountOf(caller);
  let operation = "unknown";
  let effects: readonly FaultEffect[] = [];
  const ended = (outcome: Performed["outcome"]): Performed => ({
    outcome,
    effects,
    count(status) {
      const code = "refused" in outcome ? outcome.refused.code : "ok";
      inner.counter.add({ accountId, service: model.key, operation, status, code });
    },
  });
  try {
    const decoded = decode();
    operation = decoded.operation.name;
    if (operation === "AssumeRole") accountId = targetAccountOf(decoded.input.RoleArn) ?? accountId;
    effects = inner.faults.strike({ service: model.key, operation, accountId, region: signed.region });
    return ended({ decoded, output: run(inner, { model, decoded, signed, caller, accountId, effects }) });
  } catch (error) {
    return ended({ refused: error instanceof SimulatedError ? error : brokenHandler(model.key, operation, error) });
  }
}

function run<Account extends WireAccount, Organization extends WireOrganization<Account>>(
  inner: Inner<Account, Organization>,
  call: Call,
): Record<string, unknown> {
  const { model, decoded, signed } = call;
  applyStateFaults(inner, call);
  const caller =
    call.caller.kind === "session" ? inner.sessions.recheck(call.caller.session, inner.now().getTime()) : call.caller;
  const operation = decoded.operation.name;
  admit(model.key, operation, caller);
  if (caller.kind === "session") {
    const { session } = caller;
    const role = liveRole(model.key, session, inner.seen(session.accountId), signed.region);
    authorize(model.key, operation, session, role);
    if (model.key === "s3control" && decoded.input.AccountId !== session.accountId) {
      throw refuseAction("s3control", session.callerArn, "s3:GetAccountPublicAccessBlock", "no-identity-policy");
    }
  }
  throwAnswerFaults(call);
  checkThrottle(inner, call);
  return model.key === "sts" ? runSts(inner, call) : runHandler(inner, call);
}

function applyStateFaults<Account extends WireAccount, Organization extends WireOrganization<Account>>(
  { sessions, faults }: Inner<Account, Organization>,
  { effects, accountId, caller, decoded, signed }: Call,
): void {
  const roleName = caller.kind === "session" ? caller.session.roleName : roleNameOf(decoded.input.RoleArn);
  for (const { kind } of effects) {
    if (kind === "expire-credentials") sessions.expire(accountId);
    if (kind === "delete-role") faults.deleteRole(accountId, roleName);
    if (kind === "suspend-account") faults.suspend(accountId);
    if (kind === "opt-out-region") faults.optOut(accountId, signed.region);
  }
}

function checkThrottle<Account extends WireAccount, Organization extends WireOrganization<Account>>(
  { home, throttle }: Inner<Account, Organization>,
  { model, decoded, caller, signed }: Call,
): void {
  const accountId = accountOf(caller);
  const { operation, input } = decoded;
  const organizationId = home(accountId)?.id ?? accountId;
  const admitted = throttle.admits(
    { service: model.key, operation: operation.name, accountId, organizationId, region: signed.region, input },
    performance.now(),
  );
  if (!admitted) throw refuse(model.key, "throttled");
}

function runSts<Account extends WireAccount, Organization extends WireOrganization<Account>>(
  { sessions, seen, now }: Inner<Account, Organization>,
  { decoded, caller }: Call,
): Record<string, unknown> {
  const live = caller as LiveCaller; // `admit` let nobody else through
  if (decoded.operation.name === "GetCallerIdentity") return callerIdentity(live);
  if (decoded.operation.name === "AssumeRole") return assumeRole(decoded.input, live, sessions, seen, now());
  throw notSimulated("sts", decoded.operation.name);
}

function runHandler<Account extends WireAccount, Organization extends WireOrganization<Account>>(
  { handlers, home, now }: Inner<Account, Organization>,
  { model, decoded, caller, signed, effects }: Call,
): Record<string, unknown> {
  const accountId = accountOf(caller);
  const organization = home(accountId);
  const account = organization?.account(accountId);
  const handler = handlerOf(handlers, model.key, decoded.operation.name);
  if (handler === undefined) throw notSimulated(model.key, decoded.operation.name);
  if (organization === undefined || account === undefined) throw refuse(model.key, "unknownToken");
  const paged = pagedShapeOf(model.key, decoded.operation.name);
  const pageNumber = withoutFaultToken(paged, decoded.input);
  const output = handler({ account, organization, region: signed.region, now: now() }, decoded.input);
  return withPageFaults(effects, paged, output, pageNumber);
}

/** Faults that take the place of an answer. */
function throwAnswerFaults({ effects, model, decoded, caller }: Call): void {
  for (const effect of effects) {
    if (effect.kind === "throttle") throw refuse(model.key, "throttled");
    if (effect.kind === "status") {
      const own = refuse(model.key, "failure");
      throw new SimulatedError(effect.code ?? own.code, effect.status, own.message);
    }
    if (effect.kind !== "deny") continue;
    const arn = caller.kind === "session" ? caller.session.callerArn : installationAccountId;
    const action = iamActionOf(model.key, decoded.operation.name) ?? `sts:${decoded.operation.name}`;
    throw refuseAction(model.key, arn, action, "explicit-deny");
  }
}

function organizationFinder<Account extends WireAccount, Organization extends WireOrganization<Account>>(
  organizations: readonly Organization[],
): (accountId: string) => Organization | undefined {
  const found = new Map<string, Organization>();
  return (accountId) => {
    let organization = found.get(accountId);
    if (organization === undefined) {
      organization = organizations.find((each) => each.account(accountId) !== undefined);
      if (organization !== undefined) found.set(accountId, organization);
    }
    return organization;
  };
}

function handlerOf<Account extends WireAccount, Organization extends WireOrganization<Account>>(
  handlers: Handlers<Account, Organization>,
  key: ServiceKey,
  operation: string,
): Handler<Account, Organization> | undefined {
  const isControl = operation === "GetPublicAccessBlock";
  // S3 has an operation of the same name for a bucket, which is not simulated.
  if ((key === "s3control" && !isControl) || (key === "s3" && isControl)) return undefined;
  return handlers[key === "s3control" ? "s3" : key]?.[operation];
}

function accountOf(caller: Caller): string {
  if (caller.kind === "installation") return installationAccountId;
  return caller.kind === "unknown" ? "unknown" : caller.session.accountId;
}

function targetAccountOf(roleArn: unknown): string | undefined {
  return typeof roleArn === "string" ? /^arn:[\w-]+:iam::(\d{12}):role\//.exec(roleArn)?.[1] : undefined;
}

function roleNameOf(roleArn: unknown): string {
  return typeof roleArn === "string" ? roleArn.slice(roleArn.lastIndexOf("/") + 1) : "";
}

function notSimulated(key: ServiceKey, operation: string): SimulatedError {
  return new SimulatedError("NotImplemented", 501, `The simulator does not answer ${key}:${operation}.`);
}

/** A mistake of the simulator is told as what it is. */
export function brokenHandler(key: ServiceKey, operation: string, error: unknown): SimulatedError {
  const why = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return new SimulatedError(refuse(key, "failure").code, 500, `The simulator failed in ${key}:${operation}: ${why}`);
}
