import { Failure, type FailureCode } from "@sekinin/config";
import { Prisma } from "./generated/client.ts";

const uniqueViolation = "23505";
const foreignKeyViolation = "23503";

/** PostgreSQL's own code of an error that came through Prisma; undefined for any other error. */
export function sqlStateOf(error: unknown): string | undefined {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return undefined;
  if (error.code === "P2002") return uniqueViolation;
  if (error.code === "P2003") return foreignKeyViolation;
  // The adapter's error is not in Prisma's types; every step to it is checked.
  const { driverAdapterError } = (error.meta ?? {}) as { driverAdapterError?: { cause?: { originalCode?: unknown } } };
  const state = driverAdapterError?.cause?.originalCode;
  return typeof state === "string" ? state : undefined;
}

/** Runs an insert, and turns a refused duplicate into the failure `code`. The transaction is over then. */
export function refuseDuplicate<T>(code: FailureCode, insert: () => Promise<T>): Promise<T> {
  return translated(uniqueViolation, code, insert);
}

/** Runs a write, and turns a row that must exist and does not into `not-found`. The transaction is over then. */
export function refuseAbsent<T>(write: () => Promise<T>): Promise<T> {
  return translated(foreignKeyViolation, "not-found", write);
}

async function translated<T>(state: string, code: FailureCode, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (sqlStateOf(error) === state) throw new Failure(code, { cause: error });
    throw error;
  }
}
