import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { createTestDatabase, type TestDatabase } from "@sekinin/db/testing";
import { buildWeb } from "../../../scripts/lib/launcher.mjs";
import { logsDirectory } from "../../../scripts/lib/paths.mjs";
import { anyPort } from "../../../scripts/lib/ports.mjs";
import { send } from "./send.ts";

export const webRoot = dirname(dirname(fileURLToPath(import.meta.url)));
export const publicOrigin = "https://sekinin.example";

/** The built web on a database of its own. `log` holds everything that it printed. */
export type WebServer = {
  readonly port: number;
  readonly db: TestDatabase;
  readonly log: string[];
  /** What keys of links are sealed with. */
  readonly secret: string;
  stop(): Promise<void>;
};

type Start = { readonly postgresAdminUrl: string; readonly redisUrl: string; readonly publicUrl?: string };

/** Builds the web where its sources are newer than the last build, and starts it as `npm start` does. */
export async function startWebServer({
  postgresAdminUrl,
  redisUrl,
  publicUrl = publicOrigin,
}: Start): Promise<WebServer> {
  mkdirSync(logsDirectory, { recursive: true });
  await buildWeb();
  const db = await createTestDatabase(postgresAdminUrl);
  const port = await anyPort();
  const secret = randomBytes(32).toString("base64url");
  const { child, log } = startProcess(port, {
    DATABASE_URL: db.appUrl,
    DATABASE_SYSTEM_URL: db.systemUrl,
    REDIS_URL: redisUrl,
    SEKININ_PUBLIC_URL: publicUrl,
    SEKININ_SECRET: secret,
  });
  await untilAlive(port, child, log);
  return {
    port,
    db,
    log,
    secret,
    stop: async () => {
      await end(child);
      await db.drop();
    },
  };
}

/** Runs `next start` with exactly these settings; for starts that must fail. */
export function startProcess(port: number, settings: Record<string, string>): { child: ChildProcess; log: string[] } {
  const next = createRequire(import.meta.url).resolve("next/dist/bin/next");
  const child = spawn(process.execPath, [next, "start", "--port", String(port), "--hostname", "127.0.0.1"], {
    cwd: webRoot,
    env: { PATH: process.env["PATH"], NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1", ...settings },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const log: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (text: string) => log.push(text));
  }
  return { child, log };
}

async function untilAlive(port: number, child: ChildProcess, log: string[]): Promise<void> {
  for (const end = Date.now() + 30_000; Date.now() < end; ) {
    if (child.exitCode !== null) break;
    const answer = await send(port, { path: "/livez" }).catch(() => null);
    if (answer?.status === 200) return;
    await new Promise((wake) => setTimeout(wake, 100));
  }
  child.kill("SIGKILL");
  throw new Error(`the web does not start:\n${log.join("")}`);
}

/** Resolves with the exit code once the process has ended, asking it to end first. */
export async function end(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null) return child.exitCode;
  const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  const timer = setTimeout(() => child.kill("SIGKILL"), 10_000);
  return ended.finally(() => clearTimeout(timer));
}

/** A file of the build, by its path below `.next`. */
export function buildFile(path: string): string {
  return join(webRoot, ".next", path);
}
