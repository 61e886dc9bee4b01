import { randomUUID } from "node:crypto";
import { createMetrics, type FaultPoint, logger } from "@sekinin/config";
import { addMembership, createUser, type Locale, type TenantTransaction } from "@sekinin/db";
import { createTestDatabase, type TestDatabase } from "@sekinin/db/testing";
import type { MailServices } from "../sending/mail-services.ts";
import { defaultMailLimits } from "../sending/mail-services.ts";
import type { MailSettings, SmtpServer } from "../sending/mail-settings.ts";
import { defaultTransportLimits, smtpTransport, type TransportLimits } from "../sending/smtp-transport.ts";
import { sampleSums } from "./sample-source.ts";

export const benchOrganization = "o-bench";

/** A tenant with a crawled organisation of a root, two OUs and three accounts. */
export type MailBench = {
  readonly postgres: TestDatabase;
  readonly tenantId: string;
  /** A user with access to the tenant. */
  addUser(locale?: Locale): Promise<{ readonly id: string; readonly email: string }>;
  /** Weekly digests of that user, all due at `dueAt`, of the whole organisation; ids. */
  subscribe(userId: string, dueAt: Date, count?: number): Promise<string[]>;
  inTenant<T>(work: (tx: TenantTransaction) => Promise<T>): Promise<T>;
  close(): Promise<void>;
};

type Node = readonly [id: string, kind: string, parentId: string, name: string, passed: number, failed: number];

const nodes: readonly Node[] = [
  ["r-1", "root", "", "Root", 6, 3],
  ["ou-a", "organizational-unit", "r-1", "Workloads", 5, 1],
  ["ou-b", "organizational-unit", "r-1", "Sandbox <b>", 1, 2],
  ["111111111111", "account", "ou-a", "prod", 3, 1],
  ["222222222222", "account", "ou-a", "stage", 2, 0],
  ["333333333333", "account", "ou-b", "play", 1, 2],
];

async function storeOrganization(tx: TenantTransaction, tenantId: string, crawledAt: Date): Promise<void> {
  const connection = await tx.connection.create({
    data: { tenantId, memberRoleName: "m", externalId: "e", organizationId: benchOrganization, state: "ready" },
  });
  const place = { tenantId, organizationId: benchOrganization };
  const crawl = await tx.crawl.create({
    data: { ...place, connectionId: connection.id, trigger: "manual", state: "complete", finishedAt: crawledAt },
  });
  const fixed = { managementAccountId: "111111111111", partition: "aws", rootId: "r-1", featureSet: "ALL" };
  const current = { currentCrawlId: crawl.id, currentCrawlAt: crawledAt };
  await tx.organization.create({ data: { ...place, connectionId: connection.id, ...fixed, ...current } });
  for (const [nodeId, kind, parentId, name, passed, failed] of nodes) {
    const { sums, controls } = sampleSums(passed, failed, 1);
    const accounts = kind === "account" ? 1 : 3;
    const posture = { sums, accounts, worst: {} };
    const depth = kind === "root" ? 0 : kind === "account" ? 2 : 1;
    await tx.organizationNode.create({
      data: { ...place, nodeId, kind, parentId, name, depth, accounts, posture, controls },
    });
    const causes = { mended: { network: { met: 2, known: 0, total: 0 } } };
    const row = { ...place, nodeId, kind, crawlId: crawl.id, day: crawledAt, causes, flows: {}, moves: {} };
    await tx.postureChange.create({ data: { ...row, countedBy: kind === "account" ? crawl.id : null } });
  }
}

export async function createMailBench(adminUrl: string, crawledAt = new Date()): Promise<MailBench> {
  const postgres = await createTestDatabase(adminUrl, { poolSize: 8 });
  const { database } = postgres;
  const tenant = await postgres.createTenant({ name: "Acme Holdings" });
  await database.withTenant(tenant.id, (tx) => storeOrganization(tx, tenant.id, crawledAt));
  return {
    postgres,
    tenantId: tenant.id,
    async addUser(locale = "en") {
      const email = `reader-${randomUUID().slice(0, 8)}@acme.example`;
      const user = await database.withSystem((tx) =>
        createUser(tx, { email, name: "Reader", passwordHash: "h", locale }),
      );
      await database.withTenant(tenant.id, (tx) => addMembership(tx, { userId: user.id, role: "viewer" }));
      return { id: user.id, email };
    },
    subscribe: (userId, dueAt, count = 1) =>
      database.withTenant(tenant.id, async (tx) => {
        // Of the same scope, as many as are asked for: the verb gives a reader one of a kind.
        const time = { weekday: 1, hour: 8, minute: 0, zone: "Europe/Dublin", nextAt: dueAt, locale: "en" };
        const scope = { organizationId: benchOrganization, scopeKind: "organization" };
        const ids = Array.from({ length: count }, () => randomUUID());
        await tx.subscription.createMany({
          data: ids.map((id) => ({ id, tenantId: tenant.id, userId, ...scope, ...time })),
        });
        return ids;
      }),
    inTenant: (work) => database.withTenant(tenant.id, work),
    close: () => postgres.drop(),
  };
}

/** For a server without TLS or credentials, on this machine. */
export function plainServer(smtpUrl: string, changes: Partial<SmtpServer> = {}): SmtpServer {
  return {
    host: "127.0.0.1",
    port: Number(new URL(smtpUrl).port),
    tls: "offered",
    user: null,
    password: "",
    ...changes,
  };
}

export type BenchServices = {
  readonly settings?: Partial<MailSettings>;
  readonly limits?: Partial<MailServices["limits"]>;
  readonly transport?: Partial<TransportLimits>;
  readonly now?: () => Date;
  readonly reached?: (point: FaultPoint) => void;
  readonly mayAsk?: MailServices["mayAsk"];
};

/** What the worker sends with, over a bench's database and this mail server. */
export function mailServices(bench: MailBench, server: SmtpServer, options: BenchServices = {}): MailServices {
  const settings: MailSettings = {
    server,
    from: { name: "Sekinin", address: "digest@sekinin.example" },
    afterCrash: "resend",
    dkim: null,
    publicUrl: "https://sekinin.example.com",
    secret: "dGVzdHRlc3R0ZXN0dGVzdHRlc3R0ZXN0dGVzdHRlc3Q",
    ...options.settings,
  };
  return {
    database: bench.postgres.database,
    settings,
    transport: smtpTransport(server, { ...defaultTransportLimits, ...options.transport }),
    clock: { now: options.now ?? (() => new Date()) },
    logger: logger("digest-test", { level: "silent" }),
    metrics: createMetrics(),
    limits: { ...defaultMailLimits, ...options.limits },
    mayAsk: options.mayAsk ?? (async () => true),
    reached: options.reached ?? (() => {}),
  };
}
