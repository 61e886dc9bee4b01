import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { stateDirectory } from "./paths.mjs";
import { anyPort } from "./ports.mjs";
import { removePostgres, startPostgres } from "./postgres.mjs";
import { stopProcess } from "./processes.mjs";
import { startRedis } from "./redis.mjs";

declare module "vitest" {
  export interface ProvidedContext {
    postgresAdminUrl: string;
    redisUrl: string;
  }
}

/** One PostgreSQL and one Redis per run, given to the tests by `inject`; TEST_POSTGRES_URL and TEST_REDIS_URL replace them. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const logs = join(stateDirectory, "test-logs");
  mkdirSync(logs, { recursive: true });
  const say = (line: string) => process.stderr.write(`${line}\n`);
  const running: Parameters<typeof stopProcess>[0][] = [];
  const redisName = `test-redis-${process.pid}-${project.name}`;
  const name = `test-postgres-${process.pid}-${project.name}`;

  let postgresUrl = process.env["TEST_POSTGRES_URL"];
  if (postgresUrl === undefined) {
    const settings = { fsync: "off", synchronous_commit: "off", full_page_writes: "off", max_connections: 300 };
    const postgres = await startPostgres({ name, port: await anyPort(), logs, settings });
    running.push(postgres.handle);
    postgresUrl = postgres.url;
  }
  let redisUrl = process.env["TEST_REDIS_URL"];
  if (redisUrl === undefined) {
    const redis = await startRedis({ name: redisName, port: await anyPort(), logs, persistent: false, say });
    running.push(redis.handle);
    redisUrl = redis.url;
  }
  project.provide("postgresAdminUrl", postgresUrl);
  project.provide("redisUrl", redisUrl);
  return async () => {
    for (const handle of running.reverse()) await stopProcess(handle);
    removePostgres(name);
    rmSync(join(stateDirectory, redisName), { recursive: true, force: true });
  };
}
