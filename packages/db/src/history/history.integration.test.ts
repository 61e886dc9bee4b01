import { type PostureSums, rollUp, sumDuties } from "@sekinin/posture";
import { countDuties, severities } from "@sekinin/responsibility";
import fc from "fast-check";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { freezeAccount } from "../account/freeze-account.ts";
import { listAccountStates } from "../account/list-account-states.ts";
import { storeAccountResult } from "../account/store-account-result.ts";
import { endCrawl } from "../crawl/end-crawl.ts";
import { requestCancel } from "../crawl/request-cancel.ts";
import { startCrawl } from "../crawl/start-crawl.ts";
import { finaliseOrganization } from "../heatmap/finalise-organization.ts";
import { storeSnapshot } from "../organization/store-snapshot.ts";
import { rows } from "../sql.ts";
import { addAccountSteps } from "../step/add-account-steps.ts";
import { addFinaliseStepWhenDone } from "../step/add-finalise-step-when-done.ts";
import { type ClaimedStep, claimStep } from "../step/claim-step.ts";
import { finishStep } from "../step/finish-step.ts";
import { withLease } from "../step/with-lease.ts";
import { HistoryModel, type Parts, pathOf } from "../testing/history-model.ts";
import {
  anyCrawl,
  applyChange,
  certainStories,
  decisionsOf,
  newWorld,
  resourceArn,
  type World,
  type WorldCrawl,
} from "../testing/history-world.ts";
import { createTestDatabase, type TestDatabase } from "../testing/index.ts";
import { sampleConnection } from "../testing/sample-crawl.ts";
import type { TenantTransaction } from "../transaction.ts";
import { recountTenant } from "../verify/recount-tenant.ts";

const organizationId = "o-history001";
let databases: TestDatabase;
beforeAll(async () => {
  databases = await createTestDatabase(inject("postgresAdminUrl"));
});
afterAll(() => databases.drop());

/** The process ends here: its transaction is rolled back and its lease runs out. */
class Killed extends Error {}

/** What an OU stood at, and where it hung, after the last complete crawl of a day. */
type DayState = { readonly sums: Parts; readonly accounts: number; readonly unread: number; readonly parentId: string };

class Story {
  readonly tenantId: string;
  readonly connectionId: string;
  readonly world = newWorld();
  readonly model = new HistoryModel();
  readonly days = new Map<string, ReadonlyMap<string, DayState>>();
  #day = 0;
  #minute = 0;

  constructor(tenantId: string, connectionId: string) {
    this.tenantId = tenantId;
    this.connectionId = connectionId;
  }

  get day(): string {
    return new Date(Date.UTC(2026, 0, 1 + this.#day)).toISOString().slice(0, 10);
  }

  now(): Date {
    this.#minute += 1;
    return new Date(Date.UTC(2026, 0, 1 + this.#day, 1, this.#minute));
  }

  inTenant<T>(work: (tx: TenantTransaction) => Promise<T>): Promise<T> {
    return databases.database.withTenant(this.tenantId, work);
  }

  async crawl(given: WorldCrawl): Promise<void> {
    this.#day += given.daysLater;
    for (const change of given.changes) applyChange(this.world, change);
    const crawlId = await this.#begin();
    const steps = await this.inTenant((tx) =>
      tx.crawlStep.findMany({ where: { crawlId, kind: "account" }, orderBy: { accountId: "asc" } }),
    );
    for (const { id, accountId } of steps.slice(0, given.cancelledAfter ?? steps.length)) {
      await this.#step(id, given.killed.includes(accountId), (tx) => this.#account(tx, crawlId, accountId));
      const told = this.model.step(this.world, accountId, this.day);
      expect(await this.#told(crawlId, accountId)).toEqual(told);
    }
    if (given.cancelledAfter !== null) {
      await this.inTenant(async (tx) => {
        await requestCancel(tx, crawlId, this.now());
        await endCrawl(tx, crawlId, { state: "cancelled" }, this.now());
      });
    } else await this.#end(crawlId, given.isFinaliseKilled);
    expect(await this.#lives()).toEqual(this.#expectedLives());
  }

  async #begin(): Promise<string> {
    return this.inTenant(async (tx) => {
      const started = await startCrawl(tx, { connectionId: this.connectionId, trigger: "manual", at: this.now() });
      if (!("id" in started)) throw new Error("a crawl runs already");
      const crawlId = started.id;
      await storeSnapshot(tx, {
        crawlId,
        organizationId,
        observedAt: this.now(),
        document: {},
        managementAccountId: "999999999999",
        partition: "aws",
        rootId: "r-root",
        featureSet: "ALL",
      });
      const listed = [...this.world.accounts].filter(([, { isListed }]) => isListed).map(([id]) => id);
      const known = await listAccountStates(tx, organizationId);
      const departed = known.filter(({ accountId, status }) => status !== "frozen" && !listed.includes(accountId));
      await addAccountSteps(tx, crawlId, [...listed, ...departed.map(({ accountId }) => accountId)]);
      const { id } = await tx.crawlStep.findFirstOrThrow({ where: { crawlId, kind: "organization" } });
      await this.#finish(tx, await this.#claim(tx, id, 600));
      return crawlId;
    });
  }

  async #claim(tx: TenantTransaction, stepId: string, seconds: number): Promise<ClaimedStep> {
    const step = await claimStep(tx, stepId, seconds, this.now());
    if (step === null) throw new Error("the step could not be claimed");
    return step;
  }

  async #finish(tx: TenantTransaction, { id, leaseToken }: ClaimedStep): Promise<void> {
    const end = { state: "done", unread: null, calls: 1, throttles: 0, at: this.now() } as const;
    expect(await finishStep(tx, id, leaseToken, end)).toBe(true);
  }

  /** Does a step under its lease; where it is killed, once in vain before. */
  async #step(stepId: string, isKilled: boolean, work: (tx: TenantTransaction) => Promise<unknown>): Promise<void> {
    const run = async (step: ClaimedStep, end: (tx: TenantTransaction) => Promise<void>) =>
      this.inTenant(async (tx) => {
        await withLease(tx, step.id, step.leaseToken);
        await work(tx);
        await end(tx);
      });
    if (isKilled) {
      const lost = await this.inTenant((tx) => this.#claim(tx, stepId, 0));
      const die = async () => {
        throw new Killed();
      };
      await expect(run(lost, die)).rejects.toBeInstanceOf(Killed);
    }
    const step = await this.inTenant((tx) => this.#claim(tx, stepId, 600));
    await run(step, (tx) => this.#finish(tx, step));
  }

  #account(tx: TenantTransaction, crawlId: string, accountId: string) {
    const account = this.world.accounts.get(accountId);
    const observedAt = this.now();
    const place = { organizationId, crawlId, accountId, name: accountId, observedAt, day: this.day };
    if (account === undefined || !account.isListed || !account.isActive) {
      return freezeAccount(tx, { ...place, reason: { code: "account-suspended" } });
    }
    const decided = decisionsOf(this.world, accountId);
    const duties = countDuties(decided);
    const controls = new Map(this.world.catalogue.map((control) => [control.id, control]));
    const scored = duties.flatMap((duty) => {
      const control = controls.get(duty.controlId);
      return control === undefined ? [] : [{ ...duty, domain: control.domain, severity: control.severity }];
    });
    return storeAccountResult(tx, {
      ...place,
      status: account.isReadable ? "current" : "unknown",
      reason: account.isReadable ? null : { code: "role-missing" },
      lastReadAt: account.isReadable ? observedAt : null,
      decided,
      duties,
      sums: sumDuties(scored),
      controls: this.world.catalogue,
      regions: account.isReadable ? ["eu-west-1"] : null,
      calls: 1,
    });
  }

  async #end(crawlId: string, isKilled: boolean): Promise<void> {
    expect(await this.inTenant((tx) => addFinaliseStepWhenDone(tx, crawlId))).toBe(true);
    const { id } = await this.inTenant((tx) => tx.crawlStep.findFirstOrThrow({ where: { crawlId, kind: "finalise" } }));
    await this.#step(id, isKilled, async (tx) => {
      const states = await listAccountStates(tx, organizationId);
      const nodes = treeOf(this.world, new Map(states.map(({ accountId, sums }) => [accountId, sums])));
      await finaliseOrganization(tx, { organizationId, crawlId, nodes, day: this.day, at: this.now() });
    });
    const units = this.model.finalise(this.world);
    for (const unit of ["r-root", "ou-a", "ou-b", "ou-c"]) {
      expect([unit, await this.#told(crawlId, unit)]).toEqual([
        unit,
        units.get(unit) ?? { causes: new Map(), flows: new Map() },
      ]);
    }
    const present = ["r-root", ...this.world.units.keys()];
    const stands = present.map((unit) => {
      return [unit, { ...this.model.unit(unit), parentId: this.world.units.get(unit) ?? "" }] as const;
    });
    this.days.set(this.day, new Map(stands));
  }

  /** The row of a node by a crawl; empty where it has none. */
  async #told(crawlId: string, nodeId: string): Promise<{ causes: Parts; flows: Parts }> {
    const row = await this.inTenant((tx) => tx.postureChange.findFirst({ where: { crawlId, nodeId } }));
    return { causes: flatten(row?.causes ?? {}), flows: flatten(row?.flows ?? {}) };
  }

  #lives() {
    return this.inTenant(
      (tx) => rows(tx)<{ finding: string; status: string; weight: string; events: string[] }>`
        SELECT f.account_id || ' ' || f.resource AS finding, f.status,
          concat_ws(' ', f.domain, f.severity, f.rank) AS weight,
          array_agg(e.event ORDER BY e.at) FILTER (WHERE e.event <> 'changed') AS events
        FROM findings f JOIN finding_events e ON e.finding_id = f.id
        GROUP BY f.tenant_id, f.id ORDER BY 1`,
    );
  }

  #expectedLives() {
    return [...this.model.accounts]
      .flatMap(([accountId, { findings }]) =>
        [...findings].map(([key, { status, events, domain, severity }]) => {
          const [control = "", index] = key.split(" ");
          const weight = `${domain} ${severity} ${severities.findIndex((one) => one === severity) + 1}`;
          return { finding: `${accountId} ${resourceArn(control, Number(index))}`, status, weight, events };
        }),
      )
      .sort((left, right) => (left.finding < right.finding ? -1 : 1));
  }

  /** Every day that had a crawl, asked as pages ask: the newest row at or before it. */
  async expectDays(): Promise<void> {
    for (const [day, units] of this.days) {
      const found = await this.inTenant(
        (tx) => rows(tx)<{ id: string; parentId: string; sums: PostureSums; accounts: number; unread: number }>`
          SELECT h.node_id AS id, h.parent_id AS "parentId", r.sums, r.accounts, r.unread_accounts AS unread
          FROM (SELECT DISTINCT ON (node_id) * FROM node_history WHERE day <= ${day}::date
              ORDER BY node_id, day DESC) h
            JOIN (SELECT DISTINCT ON (node_id) * FROM posture_rollups WHERE day <= ${day}::date
              ORDER BY node_id, day DESC) r USING (node_id)
          WHERE h.is_present AND h.kind <> 'account'`,
      );
      const seen = found.map(({ id, sums, ...rest }) => [id, { ...rest, sums: weightsOf(sums) }] as const);
      expect([day, new Map(seen)]).toEqual([day, units]);
    }
  }
}

function flatten(value: unknown, path = ""): Parts {
  if (typeof value === "number") return new Map(value === 0 ? [] : [[path.trim(), value]]);
  return new Map(Object.entries(value ?? {}).flatMap(([key, inner]) => [...flatten(inner, `${path} ${key}`)]));
}

function weightsOf(sums: PostureSums): Parts {
  return new Map([...flatten(sums)].filter(([key]) => / (met|known|total)$/.test(key)));
}

/** The tree as finalise is given it: departed accounts hang below the root. */
function treeOf(world: World, known: ReadonlyMap<string, PostureSums>) {
  const place = (parentId: string) => ({ parentId, depth: pathOf(world, parentId).length });
  const nodes = [
    { id: "r-root", kind: "root" as const, parentId: null, depth: 0, accountState: "" },
    ...[...world.units].map(([id, parentId]) => {
      return { id, kind: "organizational-unit" as const, accountState: "", ...place(parentId) };
    }),
    ...[...world.accounts].flatMap(([id, { isListed, isActive, parentId }]) => {
      if (!isListed && !known.has(id)) return [];
      const unit = isListed && world.units.has(parentId) ? parentId : "r-root";
      const accountState = !isListed ? "LEFT" : isActive ? "ACTIVE" : "SUSPENDED";
      return [{ id, kind: "account" as const, accountState, ...place(unit) }];
    }),
  ];
  const active = nodes.filter(({ accountState }) => accountState === "ACTIVE").map(({ id }) => id);
  const postures = rollUp(nodes, new Map([...known].filter(([id]) => active.includes(id))));
  return nodes.map((node) => {
    const posture = postures.get(node.id);
    if (posture === undefined) throw new Error(`no posture of ${node.id}`);
    return { ...node, name: node.id, childCount: 0, accounts: posture.accounts, posture };
  });
}

test("any history equals the one that is told from scratch: sums, causes, events, lives, trees, every day", async () => {
  let crawls = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(anyCrawl, { minLength: 3, maxLength: 7, size: "max" }), async (story) => {
      const { id } = await databases.createTenant({ zone: "UTC" });
      const told = new Story(id, await sampleConnection(databases.database, id));
      for (const crawl of story) await told.crawl(crawl);
      await told.expectDays();
      expect(await told.inTenant(recountTenant)).toEqual([]);
      crawls += story.length;
    }),
    { numRuns: 12, interruptAfterTimeLimit: 45_000, examples: certainStories.map((story) => [[...story]]) },
  );
  expect(crawls).toBeGreaterThan(9);
}, 120_000);
