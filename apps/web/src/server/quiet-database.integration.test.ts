import { Writable } from "node:stream";
import { Failure, logger } from "@sekinin/config";
import { findUserByEmail, listConnections } from "@sekinin/db";
import { createTestDatabase, type TestDatabase } from "@sekinin/db/testing";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { quietDatabase } from "./quiet-database.ts";

let db: TestDatabase;
const lines: string[] = [];
const stream = new Writable({
  write(chunk: Buffer, _encoding, done) {
    lines.push(chunk.toString());
    done();
  },
});
const log = logger("test", { level: "info", stream });

beforeAll(async () => {
  db = await createTestDatabase(inject("postgresAdminUrl"));
});

afterAll(() => db.drop());

test("what works goes through", async () => {
  const tenant = await db.createTenant();
  const quiet = quietDatabase(db.database, log);
  expect(await quiet.withTenant(tenant.id, (tx) => listConnections(tx))).toEqual([]);
  expect(await quiet.withSystem((tx) => findUserByEmail(tx, "nobody@acme.example"))).toBeNull();
});

test("an error of the database becomes a failure without a word of it; the log keeps its code", async () => {
  const quiet = quietDatabase(db.database, log);
  const failure: unknown = await quiet
    .withSystem((tx) => tx.user.create({ data: { id: "canary-4f81", email: "a", name: "b", passwordHash: "c" } }))
    .catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(Failure);
  const told = [JSON.stringify(failure), String(failure), (failure as Failure).stack, lines.join("")].join("\n");
  expect(told).not.toMatch(/canary|invocation|insert|node_modules/i);
  const line = JSON.parse(lines.at(-1) ?? "{}") as Record<string, string>;
  expect(line["prismaCode"]).toMatch(/^P\d{4}$/);
  expect(line["digest"]).toMatch(/^\d{10}$/);
  expect(failure).toMatchObject({ digest: line["digest"] });
});

test("what is not the database's is passed on as it is", async () => {
  const quiet = quietDatabase(db.database, log);
  const redirect = Object.assign(new Error("NEXT_REDIRECT"), { digest: "NEXT_REDIRECT;push;/;307;" });
  const refused = new Failure("not-found");
  for (const thrown of [redirect, refused, new TypeError("ours")]) {
    await expect(quiet.withSystem(() => Promise.reject(thrown))).rejects.toBe(thrown);
  }
  await expect(quiet.withTenant("no-uuid", () => Promise.resolve(1))).rejects.toMatchObject({ code: "not-found" });
});
