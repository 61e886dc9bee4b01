import { setMaxListeners } from "node:events";
import { AwsRefusal } from "../errors/aws-refusal.ts";
import { packSessionPolicies, type SessionPack } from "../permissions/pack-session-policies.ts";
import { parseRoleArn } from "../permissions/role-arn.ts";
import { accountOf, assumeRole, type SessionCredentials } from "./assume-role.ts";
import type { AwsAccess } from "./aws-access.ts";
import { type CallCounts, callAws } from "./call-aws.ts";
import { type Client, clientConfig, type Service } from "./client-config.ts";
import { createGate } from "./gate.ts";

export type SessionRequest = {
  readonly roleArn: string;
  readonly externalId: string;
  /** Shown in the customer's CloudTrail: `sekinin-<short id>`, no names. */
  readonly sessionName: string;
  readonly expectedAccountId: string;
  /** IAM actions that this session is for; it can do nothing else, whatever the role allows. */
  readonly actions: readonly string[];
  readonly signal?: AbortSignal;
};

/** Calls under one assumed role. Everything in it ends with it: credentials, clients, rates in flight. */
export type AwsSession = {
  readonly access: AwsAccess;
  readonly accountId: string;
  readonly partition: string;
  /** Makes one call with the client of `service` in `region`. Throws AwsRefusal. */
  call<C extends Client, T>(
    target: { readonly service: Service<C>; readonly action: string; readonly region: string },
    signal: AbortSignal,
    send: (client: C, options: { readonly abortSignal: AbortSignal }) => Promise<T>,
  ): Promise<T>;
  /** Attempts made so far, those to assume the role included, and how many AWS throttled. */
  counts(): CallCounts;
  close(): void;
};

/** Before this much is left of a session, it is renewed. */
const renewBeforeMs = 5 * 60_000;

/**
 * Assumes the role once per session policy that the actions need, and checks that the credentials are those of the
 * expected account. Throws AwsRefusal (`role-missing`, `wrong-account`, ...), or RangeError for an ARN that is none.
 */
export async function openSession(access: AwsAccess, request: SessionRequest): Promise<AwsSession> {
  const parsed = parseRoleArn(request.roleArn);
  if (!parsed.ok) throw new RangeError("not the ARN of a role");
  if (!/^[\w+=,.@-]{2,64}$/.test(request.sessionName)) throw new RangeError("not a session name");
  if (parsed.role.accountId !== request.expectedAccountId) throw wrongAccount();
  const counts = { calls: 0, throttles: 0 };
  const count = (throttled: boolean) => {
    counts.calls += 1;
    if (throttled) counts.throttles += 1;
  };
  const packs = packSessionPolicies(request.actions).map((pack) => packedSession(access, request, pack, count));
  const signal = request.signal ?? new AbortController().signal;
  try {
    await Promise.all(packs.map((pack) => pack.credentials(signal)));
  } catch (error) {
    for (const pack of packs) pack.close();
    throw error;
  }
  const gate = createGate(access.limits.inFlightPerAccount);
  return {
    access,
    accountId: request.expectedAccountId,
    partition: parsed.role.partition,
    async call({ service, action, region }, callSignal, send) {
      const pack = packs.find(({ actions }) => actions.has(action));
      // Only a collector that calls more than it declares comes here.
      if (pack === undefined) throw new AwsRefusal("access-denied", action, "NotInSessionPolicy");
      const frame = {
        access,
        key: { scope: request.expectedAccountId, region, api: action },
        gates: [gate, access.gate],
        signal: callSignal,
        count,
        renew: pack.expire,
      };
      // Every call in flight listens.
      setMaxListeners(0, callSignal);
      // Before the call's own deadline and place in flight: a renewal is two calls of its own.
      await pack.credentials(callSignal);
      return callAws(frame, (abortSignal) => send(pack.client(service, region), { abortSignal }));
    },
    counts: () => ({ ...counts }),
    close() {
      for (const pack of packs) pack.close();
    },
  };
}

type PackedSession = {
  readonly actions: ReadonlySet<string>;
  credentials(signal: AbortSignal): Promise<SessionCredentials>;
  expire(): void;
  client<C extends Client>(service: Service<C>, region: string): C;
  close(): void;
};

function packedSession(
  access: AwsAccess,
  request: SessionRequest,
  pack: SessionPack,
  count: (throttled: boolean) => void,
): PackedSession {
  const clients = new Map<string, Client>();
  let current: SessionCredentials | null = null;
  let renewing: Promise<SessionCredentials> | null = null;
  const ended = new AbortController();

  const renew = async (signal: AbortSignal): Promise<SessionCredentials> => {
    const credentials = await assumeRole(access, { ...request, pack, signal, count });
    const accountId = await accountOf(access, credentials, { roleArn: request.roleArn, signal, count });
    if (accountId !== request.expectedAccountId) throw wrongAccount();
    current = ended.signal.aborted ? null : credentials;
    return credentials;
  };
  const credentials = async (signal: AbortSignal): Promise<SessionCredentials> => {
    signal.throwIfAborted();
    ended.signal.throwIfAborted();
    if (current !== null && current.expiration.getTime() - Date.now() > renewBeforeMs) return current;
    // Under the session's signal: several calls wait for it, and one that gives up may not take the others with it.
    renewing ??= renew(ended.signal).finally(() => {
      renewing = null;
    });
    return orAborted(renewing, signal);
  };
  const dropClients = () => {
    for (const client of clients.values()) client.destroy();
    clients.clear();
  };
  return {
    actions: new Set(pack.actions),
    credentials,
    expire() {
      current = null;
      // A client keeps credentials that have not reached their end by our clock.
      dropClients();
    },
    client<C extends Client>(service: Service<C>, region: string): C {
      const key = `${service.name}/${region}`;
      // The key names the service, and each service has one client class.
      const known = clients.get(key) as C | undefined;
      if (known !== undefined) return known;
      const provider = async () => current ?? (await credentials(new AbortController().signal));
      const made = access.createClient(service, clientConfig(access, region, provider));
      clients.set(key, made);
      return made;
    },
    close() {
      ended.abort(new AwsRefusal("endpoint-failed", "sts:AssumeRole", "SessionClosed"));
      current = null;
      dropClients();
    },
  };
}

/** The work's outcome, or the signal's reason when it is aborted first; the work goes on. */
function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(signal.reason);
    signal.addEventListener("abort", onAbort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", onAbort));
  });
}

function wrongAccount(): AwsRefusal {
  return new AwsRefusal("wrong-account", "sts:GetCallerIdentity", null);
}
