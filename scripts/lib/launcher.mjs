import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { run } from "./commands.mjs";
import { randomSecret, readEnvironmentFile, withUser, writeEnvironmentFile } from "./environment.mjs";
import { endLeftOvers } from "./left-overs.mjs";
import { environmentFile, logsDirectory, root, stateDirectory } from "./paths.mjs";
import { choosePort } from "./ports.mjs";
import { dataDirectory, refuseSecondStart, removePostgres, startPostgres, untilReady } from "./postgres.mjs";
import { recordIn, startProcess, stopAll } from "./processes.mjs";
import { startRedis } from "./redis.mjs";

const ports = { postgres: 54329, redis: 56379, worker: 3101, web: 3000 };
const tsx = ["--import", "tsx"];

export function say(line) {
  process.stdout.write(`${line}\n`);
}

/**
 * Where the demo and a real installation keep their data: apart, so that a worker with real credentials never meets the
 * demo's invented accounts, and `--reset` of the demo takes nothing else along.
 */
export const dataOf = {
  demo: { postgres: "postgres", redis: "redis" },
  installation: { postgres: "installation-postgres", redis: "installation-redis" },
};

/** A start that was killed left its processes running, on the ports and files that this one needs. */
function endLeftBehind() {
  const ended = endLeftOvers(stateDirectory);
  if (ended.length > 0) say(`Ended what an earlier start left running: ${ended.join(", ")}.`);
}

/** Deletes everything that earlier starts of the demo kept. */
export function resetDemo() {
  endLeftBehind();
  const { postgres, redis } = dataOf.demo;
  removePostgres(postgres);
  for (const name of [redis, "logs", "mails", "demo.json", "simulator.json"])
    rmSync(join(stateDirectory, name), { recursive: true, force: true });
  rmSync(environmentFile, { force: true });
}

/**
 * Postgres and Redis, ours on the named data or the given ones, migrated; writes `.sekinin/environment` and returns its
 * values.
 */
export async function startServices(data) {
  // Before anything is started: a second Redis on the first one's files would harm them.
  refuseSecondStart(dataDirectory(data.postgres));
  endLeftBehind();
  recordIn(stateDirectory);
  mkdirSync(logsDirectory, { recursive: true });
  const kept = readEnvironmentFile();
  const [databases, redisUrl] = await Promise.all([prepareDatabases(kept, data.postgres), prepareRedis(data.redis)]);
  const webPort = await choosePort(Number(process.env.PORT ?? ports.web), "the web", say);
  const workerPort = await choosePort(ports.worker, "the worker's health page", say);
  const environment = {
    ...databases,
    REDIS_URL: redisUrl,
    SEKININ_SECRET: process.env.SEKININ_SECRET ?? kept.SEKININ_SECRET ?? randomSecret(),
    SEKININ_PUBLIC_URL: process.env.SEKININ_PUBLIC_URL ?? `http://localhost:${webPort}`,
    PORT: String(webPort),
    WORKER_PORT: String(workerPort),
    ...keep(["AWS_ENDPOINT_URL", "AWS_REGION", "SEKININ_PRINCIPAL_ARN", "WORKER_CONCURRENCY", "LOG_LEVEL"]),
  };
  writeEnvironmentFile(environment);
  await script("packages/db/src/migrate-main.ts", environment);
  return environment;
}

function keep(names) {
  return Object.fromEntries(
    names.filter((name) => process.env[name] !== undefined).map((name) => [name, process.env[name]]),
  );
}

/**
 * DATABASE_URL alone is the administrator's: the roles are made with passwords of our own.
 * Together with DATABASE_SYSTEM_URL it is the application's, and all three are taken as given.
 */
async function prepareDatabases(kept, name) {
  const given = process.env;
  if (given.DATABASE_URL !== undefined && given.DATABASE_SYSTEM_URL !== undefined)
    return keep(["DATABASE_URL", "DATABASE_SYSTEM_URL", "DATABASE_OWNER_URL"]);
  let administrator = given.DATABASE_URL;
  if (administrator === undefined) {
    say("Starting PostgreSQL ...");
    const port = await choosePort(ports.postgres, "PostgreSQL", say);
    const { url } = await startPostgres({ name, port, logs: logsDirectory });
    await createDatabase(url);
    administrator = withUser(url, "postgres", new URL(url).password, "sekinin");
  } else await untilReady(administrator);
  return urls(administrator, kept);
}

function urls(administrator, kept) {
  const passwordOf = (url) => (url === undefined ? randomSecret(18) : new URL(url).password);
  return {
    DATABASE_OWNER_URL: administrator,
    DATABASE_URL: withUser(administrator, "sekinin_app", passwordOf(kept.DATABASE_URL)),
    DATABASE_SYSTEM_URL: withUser(administrator, "sekinin_system", passwordOf(kept.DATABASE_SYSTEM_URL)),
  };
}

async function createDatabase(url) {
  const { default: pg } = await import("pg");
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rowCount } = await client.query("SELECT 1 FROM pg_database WHERE datname = 'sekinin'");
  if (rowCount === 0) await client.query("CREATE DATABASE sekinin");
  await client.end();
}

async function prepareRedis(name) {
  if (process.env.REDIS_URL !== undefined) return process.env.REDIS_URL;
  say("Starting Redis ...");
  const port = await choosePort(ports.redis, "Redis", say);
  const { url } = await startRedis({ name, port, logs: logsDirectory, persistent: true, say });
  return url;
}

/** Runs one of our TypeScript programs to its end; its output is returned, its failure thrown. */
export async function script(file, environment, args = []) {
  const { code, output } = await run(process.execPath, [...tsx, file, ...args], {
    env: { ...process.env, ...environment },
  });
  if (code !== 0) throw new Error(`${file} ended with ${code}:\n${output}`);
  return output;
}

/** Starts one of our TypeScript programs and resolves with the line of JSON that it prints when it is ready. */
export function startProgram(name, file, environment, args = []) {
  return new Promise((resolve, reject) => {
    const handle = startProcess({
      name,
      command: process.execPath,
      args: [...tsx, file, ...args],
      env: { ...process.env, ...environment },
      cwd: root,
      logs: logsDirectory,
      onLine: (line) => {
        if (line.startsWith("{")) resolve({ handle, ready: JSON.parse(line) });
      },
    });
    void handle.ended.then(() => {
      if (!handle.isStopping) reject(new Error(`The ${name} ended; see ${handle.logFile}`));
    });
  });
}

const webRoot = join(root, "apps/web");

/** Newest change below the folders that the web is built from. */
function newestChange(folder) {
  let newest = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (["node_modules", ".next", ".turbo", "test", "testing"].includes(entry.name)) continue;
    if (/\.test\.tsx?$|\.md$/.test(entry.name)) continue;
    const path = join(folder, entry.name);
    newest = Math.max(newest, entry.isDirectory() ? newestChange(path) : statSync(path).mtimeMs);
  }
  return newest;
}

/** Builds the web where its sources are newer than the last build. */
export async function buildWeb() {
  const stamp = join(webRoot, ".next", "BUILD_ID");
  const changed = Math.max(
    newestChange(webRoot),
    newestChange(join(root, "packages")),
    statSync(join(root, "package-lock.json")).mtimeMs,
  );
  if (existsSync(stamp) && statSync(stamp).mtimeMs > changed) return;
  const environment = { ...process.env, NEXT_TELEMETRY_DISABLED: "1", NODE_ENV: "production" };
  const { code, output } = await run(join(root, "node_modules/.bin/next"), ["build"], {
    env: environment,
    cwd: webRoot,
  });
  writeFileSync(join(logsDirectory, "web-build.log"), output);
  if (code !== 0) throw new Error(`The web could not be built:\n${output}`);
}

/** Starts the built web and waits for its first answer. */
export async function startWeb(environment) {
  const handle = startProcess({
    name: "web",
    command: process.execPath,
    args: [
      join(root, "node_modules/next/dist/bin/next"),
      "start",
      "--port",
      environment.PORT,
      "--hostname",
      "127.0.0.1",
    ],
    env: { ...process.env, ...environment, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
    cwd: webRoot,
    logs: logsDirectory,
  });
  const end = Date.now() + 60_000;
  for (;;) {
    const answer = await fetch(`http://127.0.0.1:${environment.PORT}/livez`).catch(() => undefined);
    if (answer?.ok) return handle;
    if (handle.child.exitCode !== null) throw new Error(`The web ended at once; see ${handle.logFile}`);
    if (Date.now() > end) throw new Error(`The web does not answer; see ${handle.logFile}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Ends everything on Ctrl-C or a failure; a second Ctrl-C does not cut the ending short. */
export function endWithSignals() {
  let isEnding = false;
  const end = async (code) => {
    if (isEnding) return;
    isEnding = true;
    say("\nStopping ...");
    await stopAll();
    process.exit(code);
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => end(0));
  return end;
}
