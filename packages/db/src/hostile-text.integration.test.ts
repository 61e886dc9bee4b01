import { Failure } from "@sekinin/config";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { rows } from "./sql.ts";
import { hostileTexts } from "./testing/hostile-texts.ts";
import { createTestDatabase, type TestDatabase } from "./testing/index.ts";
import { query } from "./testing/query.ts";
import { fullTenant, type Ids, systemVerbs, tenantVerbs } from "./testing/verb-table.ts";
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
const refusals = new Set(["input.invalid", "not-found", "crawl.cancelled", "step.lease-lost", "connection.not-ready"]);

async function tryText(work: (tx: TenantTransaction) => Promise<unknown>): Promise<unknown> {
  let seen: unknown;
  try {
    await databases.database.withTenant(a.tenantId, async (tx) => {
      seen = await work(tx);
      const [setting] = await rows(tx)<{ id: string }>`SELECT current_setting('app.tenant_id') AS id`;
      expect(setting?.id).toBe(a.tenantId);
      throw new Undo();
    });
  } catch (error) {
    if (error instanceof Failure && refusals.has(error.code)) return error.code;
    if (!(error instanceof Undo)) throw error;
  }
  return seen;
}

async function trySystemText(work: (tx: SystemTransaction) => Promise<unknown>): Promise<unknown> {
  let seen: unknown;
  try {
    await databases.database.withSystem(async (tx) => {
      seen = await work(tx);
      throw new Undo();
    });
  } catch (error) {
    if (error instanceof Failure && refusals.has(error.code)) return error.code;
    if (!(error instanceof Undo)) throw error;
  }
  return seen;
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
};

describe("every text is bound as a value, never run", () => {
  test.each(withTexts(tenantVerbs))("%s", async (name) => {
    for (const text of hostileTexts(b.tenantId)) {
      for (const work of tenantVerbs[name]?.withText(text, a) ?? []) {
        const seen = await tryText(work).catch((error: unknown) => {
          throw new Error(`with ${JSON.stringify(text.slice(0, 80))}`, { cause: error });
        });
        expect(JSON.stringify(seen) ?? "").not.toContain("canary-b");
      }
    }
  });

  test.each(withTexts(systemVerbs))("%s (system)", async (name) => {
    for (const text of hostileTexts(b.tenantId)) {
      for (const work of systemVerbs[name]?.withText(text, a) ?? []) {
        const seen = await trySystemText(work).catch((error: unknown) => {
          throw new Error(`with ${JSON.stringify(text.slice(0, 80))}`, { cause: error });
        });
        expect(JSON.stringify(seen) ?? "").not.toContain("canary-b");
      }
    }
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
