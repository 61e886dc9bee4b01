import type { Database } from "@sekinin/db";
import type { Redis } from "ioredis";

const patienceMs = 3_000;

/** Null while Postgres and Redis both answer within 3 s. */
export async function readinessProblem(database: Database, redis: Redis): Promise<string | null> {
  const [postgres, queue] = await Promise.all([
    answers(database.withSystem((tx) => tx.tenant.findFirst({ select: { id: true } }))),
    answers(redis.ping()),
  ]);
  if (!postgres) return "the database does not answer";
  return queue ? null : "redis does not answer";
}

async function answers(question: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), patienceMs);
  });
  const answer = question.then(
    () => true,
    () => false,
  );
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}
