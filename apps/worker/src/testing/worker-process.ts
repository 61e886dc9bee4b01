import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

export type WorkerProcessOptions = {
  readonly databaseUrl: string;
  readonly systemUrl: string;
  readonly redisUrl: string;
  readonly endpointUrl: string;
  /** Keys of Redis begin with it: each test file has its own. */
  readonly queuePrefix: string;
  readonly concurrency?: number;
  readonly leaseSeconds?: number;
  /** More variables, such as a fault point. */
  readonly variables?: Readonly<Record<string, string>>;
};

export type WorkerProcess = {
  readonly pid: number;
  /** Resolves with the health server's port once the process says that it is ready; rejects where it ends before. */
  readonly ready: Promise<number>;
  /** Resolves when the process has ended, with its code or signal. */
  readonly ended: Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>;
  signal(name: NodeJS.Signals): void;
  /** What it wrote on standard error so far: the log. */
  log(): string;
};

const main = fileURLToPath(new URL("../main.ts", import.meta.url));
const root = fileURLToPath(new URL("../../../../", import.meta.url));
const tsx = import.meta.resolve("tsx");
const running = new Set<ChildProcess>();

function variablesOf(options: WorkerProcessOptions): Record<string, string> {
  return {
    NODE_ENV: "test",
    DATABASE_URL: options.databaseUrl,
    DATABASE_SYSTEM_URL: options.systemUrl,
    REDIS_URL: options.redisUrl,
    AWS_ENDPOINT_URL: options.endpointUrl,
    AWS_REGION: "us-east-1",
    AWS_ACCESS_KEY_ID: "AKIATEST0000000TEST0",
    AWS_SECRET_ACCESS_KEY: "test",
    SEKININ_PUBLIC_URL: "http://127.0.0.1:3000",
    SEKININ_SECRET: "dGVzdHRlc3R0ZXN0dGVzdHRlc3R0ZXN0dGVzdHRlc3Q",
    WORKER_PORT: "0",
    WORKER_CONCURRENCY: String(options.concurrency ?? 4),
    SEKININ_TEST_QUEUE_PREFIX: options.queuePrefix,
    SEKININ_TEST_UNPACED: "yes",
    ...(options.leaseSeconds === undefined ? {} : { SEKININ_TEST_LEASE_SECONDS: String(options.leaseSeconds) }),
    ...options.variables,
  };
}

/** Starts the real worker, as the launchers do. End it with `endWorkers` whatever the test does. */
export function startWorkerProcess(options: WorkerProcessOptions): WorkerProcess {
  const child = spawn(process.execPath, ["--import", tsx, main], {
    cwd: root,
    env: variablesOf(options),
    stdio: ["ignore", "pipe", "pipe"],
  });
  running.add(child);
  let log = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    log += text;
  });
  const ended = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve) => {
    child.once("exit", (code, signal) => {
      running.delete(child);
      resolve({ code, signal });
    });
  });
  const ready = new Promise<number>((resolve, reject) => {
    child.stdout
      .setEncoding("utf8")
      .once("data", (line: string) => resolve((JSON.parse(line) as { port: number }).port));
    void ended.then(() => reject(new Error(`the worker ended before it was ready:\n${log}`)));
  });
  // A worker that is meant to die early is not an unhandled rejection.
  ready.catch(() => {});
  return {
    pid: child.pid ?? 0,
    ready,
    ended,
    signal: (name) => void child.kill(name),
    log: () => log,
  };
}

/** Kills every worker of this test file that still runs, frozen ones too. */
export async function endWorkers(): Promise<void> {
  await Promise.all(
    [...running].map(
      (child) =>
        new Promise((resolve) => {
          child.once("exit", resolve);
          child.kill("SIGCONT");
          child.kill("SIGKILL");
        }),
    ),
  );
}
