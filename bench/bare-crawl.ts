import { setMaxListeners } from "node:events";
import {
  type AwsAccess,
  type AwsSession,
  createMemoryPageStore,
  openSession,
  readAccount,
  readOrganization,
  readOrganizationFacts,
  type SessionRequest,
} from "@sekinin/aws";
import { memberRoleArn, requiredActions } from "@sekinin/aws/permissions";
import type { BenchTenant } from "@sekinin/crawl/testing";
import { controls, countDuties, decideAccount } from "@sekinin/responsibility";
import { planOf } from "../packages/aws/src/pacing/plan-of.ts";

type Target = { readonly action: string; readonly region: string };
type Recorded = {
  readonly target: Target;
  readonly send: (session: AwsSession, signal: AbortSignal) => Promise<unknown>;
};

/** One session's calls, to be made again. */
export type RecordedSession = { readonly request: SessionRequest; readonly calls: Recorded[] };

/** What a crawl without a store asked AWS, in its two parts. */
export type Recording = {
  readonly organization: readonly RecordedSession[];
  readonly accounts: readonly RecordedSession[];
};

export type BareRun = {
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly calls: number;
  readonly throttles: number;
};

type Sessions = {
  readonly open: (request: SessionRequest) => Promise<AwsSession>;
  readonly counts: { calls: number; throttles: number };
};

/** Runs `work` for every item, so many at a time. */
async function pooled<T>(items: readonly T[], hands: number, work: (item: T) => Promise<void>): Promise<void> {
  const queue = items.values();
  await Promise.all(
    Array.from({ length: hands }, async () => {
      for (const item of queue) await work(item);
    }),
  );
}

function neverAborted(): AbortSignal {
  const { signal } = new AbortController();
  // Every call in flight listens.
  setMaxListeners(0, signal);
  return signal;
}

async function measured(access: AwsAccess, work: (sessions: Sessions) => Promise<void>): Promise<BareRun> {
  const counts = { calls: 0, throttles: 0 };
  const opened: AwsSession[] = [];
  const cpu = process.cpuUsage();
  const started = performance.now();
  const open = async (request: SessionRequest) => {
    const session = await openSession(access, request);
    opened.push(session);
    return session;
  };
  await work({ open, counts });
  const seconds = (performance.now() - started) / 1_000;
  const { user, system } = process.cpuUsage(cpu);
  for (const session of opened) {
    const spent = session.counts();
    counts.calls += spent.calls;
    counts.throttles += spent.throttles;
  }
  return { seconds, cpuSeconds: (user + system) / 1e6, ...counts };
}

/** Reads and decides everything as a crawl does, and keeps nothing. `record` is told of every session and its calls. */
export function crawlWithoutStore(
  access: AwsAccess,
  { connection, organization }: BenchTenant,
  options: {
    readonly hands: number;
    readonly recording?: { organization: RecordedSession[]; accounts: RecordedSession[] };
  },
): Promise<BareRun> {
  const { externalId, memberRoleName } = connection;
  const request = (role: "management" | "member", accountId: string): SessionRequest => ({
    roleArn:
      accountId === organization.managementAccountId
        ? `arn:aws:iam::${accountId}:role/${organization.options.roles.managementRoleName}`
        : memberRoleArn("aws", accountId, memberRoleName),
    externalId,
    sessionName: "sekinin-bench",
    expectedAccountId: accountId,
    actions: requiredActions(role),
  });
  return measured(access, async ({ open }) => {
    const signal = neverAborted();
    const opened = async (part: RecordedSession[] | undefined, wanted: SessionRequest) => {
      const session = await open(wanted);
      return part === undefined ? session : recorded(session, wanted, part);
    };
    const management = await opened(
      options.recording?.organization,
      request("management", organization.managementAccountId),
    );
    const reading = await readOrganization(management, { pages: createMemoryPageStore(), signal });
    const facts = await readOrganizationFacts(management, {
      reading,
      openMember: (id) => opened(options.recording?.organization, request("member", id)),
      regions: null,
      signal,
    });
    management.close();
    const active = reading.accounts.filter(({ state }) => state === "ACTIVE");
    await pooled(active, options.hands, async ({ id }) => {
      const session = await opened(options.recording?.accounts, request("member", id));
      const account = await readAccount(session, {
        regions: null,
        organization: facts,
        signal: neverAborted(),
        seconds: 300,
      });
      session.close();
      const decided = decideAccount(controls, account, {
        now: new Date().toISOString(),
        accountId: id,
        organization: {
          managementAccountId: organization.managementAccountId,
          rootCredentialsManaged: facts.rootCredentialsManaged,
        },
      });
      countDuties(decided);
    });
  });
}

function recorded(session: AwsSession, request: SessionRequest, part: RecordedSession[]): AwsSession {
  const calls: Recorded[] = [];
  part.push({ request, calls });
  return {
    ...session,
    call(target, signal, send) {
      calls.push({ target, send: (again, until) => again.call(target, until, send) });
      return session.call(target, signal, send);
    },
  };
}

/**
 * The same calls again, answers dropped: every session's at once, as far as the same gates and pacer let them. The
 * organisation comes first, as nobody knows the accounts before.
 */
export function replay(access: AwsAccess, recording: Recording, hands: number): Promise<BareRun> {
  return measured(access, async ({ open }) => {
    const again = async ({ request, calls }: RecordedSession) => {
      const session = await open(request);
      const signal = neverAborted();
      // What AWS refused then, it refuses again: a missing policy, for one.
      await Promise.all(calls.map(({ send }) => send(session, signal).catch(() => {})));
      session.close();
    };
    for (const session of recording.organization) await again(session);
    await pooled(recording.accounts, hands, again);
  });
}

/** Seconds below which the published rates, as we plan with them, let nobody make these calls with `hands` hands. */
export function pacingSeconds(recording: Recording, hands: number): number {
  const organization = recording.organization.reduce((sum, session) => sum + sessionSeconds(session), 0);
  const each = recording.accounts.map(sessionSeconds);
  const spread = each.reduce((sum, seconds) => sum + seconds, 0) / hands;
  return organization + Math.max(spread, ...each);
}

function sessionSeconds({ request, calls }: RecordedSession): number {
  const buckets = new Map<string, { calls: number; perSecond: number; burst: number }>();
  for (const { target } of calls) {
    const { name, plan } = planOf({ scope: request.expectedAccountId, region: target.region, api: target.action });
    const bucket = buckets.get(name) ?? { calls: 0, ...plan };
    bucket.calls += 1;
    buckets.set(name, bucket);
  }
  return Math.max(0, ...[...buckets.values()].map(({ calls: made, perSecond, burst }) => (made - burst) / perSecond));
}
