import { randomInt } from "node:crypto";
import { Failure, type Logger } from "@sekinin/config";
import type { Database } from "@sekinin/db";

/** Prisma's codes for "the database does not answer" and "no connection was free in time". */
const unavailable = new Set(["P1001", "P1002", "P1008", "P1017", "P2024", "P2028"]);

/**
 * The same database, whose own errors become failures of ours before anything prints them: they quote
 * statements and rows. The log keeps their codes. Everything else that is thrown goes on as it is.
 */
export function quietDatabase(database: Database, log: Logger): Database {
  const quiet = (error: unknown): never => {
    if (!isDatabaseError(error)) throw error;
    const code = "code" in error && typeof error.code === "string" ? error.code : null;
    const databaseCode = /Code: `(\w+)`/.exec(error.message)?.[1] ?? null;
    // The number that the error page shows: it finds this line.
    const digest = String(randomInt(1_000_000_000, 9_999_999_999));
    log.error({ digest, error: error.name, prismaCode: code, databaseCode }, "the database refused");
    const failure = new Failure(code !== null && unavailable.has(code) ? "database.unavailable" : "internal");
    // Next prints what a page throws: the words are enough there, the frames are Prisma's.
    failure.stack = `${failure.name}: ${failure.message}`;
    throw Object.assign(failure, { digest });
  };
  return {
    withTenant: (tenantId, work, options) => database.withTenant(tenantId, work, options).catch(quiet),
    withSystem: (work, options) => database.withSystem(work, options).catch(quiet),
    close: () => database.close(),
  };
}

function isDatabaseError(error: unknown): error is Error {
  return error instanceof Error && /^(PrismaClient|DriverAdapterError)/.test(error.name);
}
