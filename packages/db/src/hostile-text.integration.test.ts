import { Failure } from "@sekinin/config";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { sqlStateOf } from "./refused-rows.ts";
import { rows } from "./sql.ts";
import { fullTenant, type Ids } from "./testing/full-tenant.ts";
import { hostileTexts } from "./testing/hostile-texts.ts";
import { createTestDatabase, type TestDatabase } from "./testing/index.ts";
import { query } from "./testing/query.ts";
import { systemVerbs } from "./testing/system-verb-table.ts";
import { tenantVerbs } from "./testing/verb-table.ts";
import type { SystemTransaction, TenantTransaction } from "./transaction.ts";

let databases: TestDatabase;
let a: Ids;
let b: Ids;

beforeAll(async () => {
  databases = await createTestDatabase(inject("postgresAdminUrl"));
  a = await fullTenant(databases.database, (await databases.createTenant()).id, "canary-a");
  b = await fullTenant(databases.database, (await databases.createTenant()).id, "canary-b");
});
afterAll(() => databases.drop());

/** Thrown to undo what a verb has written, so that each text meets the same rows. */
class Undo extends Error {}

/** What a verb may answer to nonsense: a value, or a failure that tells the caller so. */
const refusals = new Set([
  "input.invalid",
  "not-found",
  "crawl.cancelled",
  "step.lease-lost",
  "tenant.slug-taken",
  "user.email-taken",
  "operator.slug-taken",
  "team.name-taken",
  "team.in-use",
  "draft.changed",
]);

type Work<T> = { readonly text: string; readonly run: (tx: T) => Promise<unknown> };
type Open<T> = (work: (tx: T) => Promise<never>) => Promise<never>;

/**
 * Runs every text's work, as many as fit into one transaction: all of it is undone at its end, and a statement that
 * the database refuses ends it early. `isFresh`: each in a transaction of its own.
 */
async function runAll<T>(open: Open<T>, works: readonly Work<T>[], isFresh: boolean, check: (tx: T) => Promise<void>) {
  let next = 0;
  while (next < works.length) {
    await open(async (tx) => {
      for (let work = works[next]; work !== undefined; work = works[next]) {
        next += 1;
        const isOver = await runOne(tx, work);
        if (isOver) throw new Undo();
        if (isFresh) break;
      }
      await check(tx);
      throw new Undo();
    }).catch((error: unknown) => {
      if (!(error instanceof Undo)) throw error;
    });
  }
}

/** True where the database has ended the transaction. */
async function runOne<T>(tx: T, { text, run }: Work<T>): Promise<boolean> {
  try {
    expect(JSON.stringify(await run(tx)) ?? "").not.toContain("canary-b");
    return false;
  } catch (error) {
    if (error instanceof Failure && refusals.has(error.code)) return sqlStateOf(error.cause) !== undefined;
    throw new Error(`with ${JSON.stringify(text.slice(0, 80))}`, { cause: error });
  }
}

async function expectTenant(tx: TenantTransaction): Promise<void> {
  const [setting] = await rows(tx)<{ id: string }>`SELECT current_setting('app.tenant_id') AS id`;
  expect(setting?.id).toBe(a.tenantId);
}

test("there are two hundred of them, all different", () => {
  const texts = hostileTexts(b.tenantId);
  expect(texts.length).toBeGreaterThanOrEqual(200);
  expect(new Set(texts).size).toBe(texts.length);
});

const withTexts = (verbs: Readonly<Record<string, { withText: (text: string, own: Ids) => readonly unknown[] }>>) =>
  Object.keys(verbs).filter((name) => (verbs[name]?.withText("", noIds).length ?? 0) > 0);
const noIds: Ids = {
  tenantId: "",
  connectionId: "",
  crawlId: "",
  organizationId: "",
  stepId: "",
  leaseToken: "",
  testId: "",
  accountId: "",
  userId: "",
  operatorId: "",
  auditId: "",
  findingId: "",
  teamId: "",
  assignmentId: "",
  subscriptionId: "",
  mailId: "",
  mailToken: "",
  draftId: "",
};

describe("every text is bound as a value, never run", () => {
  test.each(withTexts(tenantVerbs))("%s", async (name) => {
    const verb = tenantVerbs[name];
    const works = hostileTexts(b.tenantId).flatMap((text) =>
      (verb?.withText(text, a) ?? []).map((run) => ({ text, run })),
    );
    const open: Open<TenantTransaction> = (work) => databases.database.withTenant(a.tenantId, work);
    await runAll(open, works, verb?.isFresh === true, expectTenant);
  });

  test.each(withTexts(systemVerbs))("%s (system)", async (name) => {
    const works = hostileTexts(b.tenantId).flatMap((text) =>
      (systemVerbs[name]?.withText(text, a) ?? []).map((run) => ({ text, run })),
    );
    const open: Open<SystemTransaction> = (work) => databases.database.withSystem(work);
    await runAll(open, works, false, async () => {});
  });
});

test("the tables stand, and nothing of B was touched", async () => {
  const counted = await query(databases.ownerUrl, "SELECT count(*)::int AS count FROM findings WHERE tenant_id = $1", [
    b.tenantId,
  ]);
  expect(counted).toEqual([{ count: 1 }]);
});

test("the source has no unsafe raw SQL, and raw SQL in one file only", async () => {
  const { readdir, readFile } = await import("node:fs/promises");
  const files = (await readdir(import.meta.dirname, { recursive: true })).filter(
    (file) => file.endsWith(".ts") && !file.endsWith(".test.ts") && !file.startsWith("generated"),
  );
  const raw: string[] = [];
  for (const file of files) {
    const text = await readFile(`${import.meta.dirname}/${file}`, "utf8");
    if (/\.\$(query|execute)RawUnsafe/.test(text)) raw.push(`${file}: unsafe`);
    if (/\.\$(query|execute)Raw/.test(text)) raw.push(file);
  }
  // `open-database` and `unsafe-role` set the tenant and look at the role, before there is a transaction to brand.
  expect(raw.sort()).toEqual(["open-database.ts", "sql.ts", "unsafe-role.ts"]);
});
