import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { createTestDatabase, type TestDatabase } from "@sekinin/db/testing";
import { stateDirectory } from "../scripts/lib/paths.mjs";
import { anyPort } from "../scripts/lib/ports.mjs";
import { removePostgres, startPostgres } from "../scripts/lib/postgres.mjs";
import { stopProcess } from "../scripts/lib/processes.mjs";
import { startRedis } from "../scripts/lib/redis.mjs";

export type Figure = {
  readonly name: string;
  /** What was measured, over what it is measured against, in the same run. */
  readonly ratio: number;
  readonly goal: string;
  readonly ok: boolean;
  readonly detail: Readonly<Record<string, unknown>>;
};

/** Prints one figure as a line of JSON, rounded to three digits. */
export function report(figure: Figure): void {
  console.log(JSON.stringify({ ...figure, ratio: Number(figure.ratio.toPrecision(3)) }));
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** Milliseconds of each of `times` runs, after a tenth as many unmeasured ones. */
export async function time(times: number, work: () => Promise<unknown>): Promise<number[]> {
  for (let run = 0; run < Math.ceil(times / 10); run += 1) await work();
  const taken: number[] = [];
  for (let run = 0; run < times; run += 1) {
    const start = performance.now();
    await work();
    taken.push(performance.now() - start);
  }
  return taken;
}

export type Services = {
  readonly postgresAdminUrl: string;
  readonly redisUrl: string;
  createDatabase(): Promise<TestDatabase>;
};

/** Runs `work` on a PostgreSQL with its default durability and a Redis, both private, and ends them. */
export async function withServices(work: (services: Services) => Promise<void>): Promise<void> {
  const logs = join(stateDirectory, "bench-logs");
  mkdirSync(logs, { recursive: true });
  const name = `bench-postgres-${process.pid}`;
  const redisName = `bench-redis-${process.pid}`;
  const postgres = await startPostgres({ name, port: await anyPort(), logs, settings: { max_connections: 200 } });
  const redis = await startRedis({
    name: redisName,
    port: await anyPort(),
    logs,
    persistent: false,
    say: console.error,
  });
  try {
    await work({
      postgresAdminUrl: postgres.url,
      redisUrl: redis.url,
      createDatabase: () => createTestDatabase(postgres.url),
    });
  } finally {
    await stopProcess(redis.handle);
    await stopProcess(postgres.handle);
    removePostgres(name);
    rmSync(join(stateDirectory, redisName), { recursive: true, force: true });
  }
}
