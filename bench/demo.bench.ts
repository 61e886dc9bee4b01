import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "../scripts/lib/paths.mjs";
import { report } from "./harness.ts";

/** What the demo says, with the seconds since its install at which each moment came. */
const moments = [
  { name: "databasesReady", says: /^Postgres and Redis are ready after ([\d.]+) s/ },
  { name: "simulatorListens", says: /^A simulated AWS organisation listens/ },
  { name: "firstWeek", says: /weeks of history: week 1 of/ },
  { name: "webIsOpen", says: /^The dashboard is open at \S+ \(([\d.]+) s after the install/ },
  { name: "firstCell", says: /^The first heatmap is coloured, ([\d.]+) s after the install/ },
  { name: "historySeconds", says: /weeks of history are complete, made in ([\d.]+) s/ },
  { name: "bothComplete", says: /^Both crawls are complete/ },
] as const;
type Moment = (typeof moments)[number]["name"];

const longestMs = 600_000;

/** Runs the demo on an empty state folder until both crawls are complete; `atEnd` looks at it before it is stopped. */
async function runDemo(atEnd: (pid: number) => void): Promise<ReadonlyMap<Moment, number>> {
  const state = mkdtempSync(join(tmpdir(), "sekinin-bench-demo-"));
  const child = spawn(process.execPath, ["scripts/demo.mjs"], {
    cwd: root,
    env: { ...process.env, SEKININ_STATE_DIRECTORY: state, SEKININ_NO_BROWSER: "1" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  try {
    const seen = await watch(child);
    if (child.pid !== undefined) atEnd(child.pid);
    return seen;
  } finally {
    child.kill("SIGINT");
    await ended;
    rmSync(state, { recursive: true, force: true });
  }
}

function watch(child: ChildProcess): Promise<ReadonlyMap<Moment, number>> {
  const started = performance.now();
  const seen = new Map<Moment, number>();
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("the demo does not end its crawls")), longestMs);
    child.once("exit", () => reject(new Error("the demo ended before its crawls")));
    child.stdout?.setEncoding("utf8").on("data", (text: string) => {
      process.stderr.write(text);
      const now = (performance.now() - started) / 1_000;
      for (const line of text.split("\n")) {
        for (const { name, says } of moments) {
          const match = says.exec(line);
          if (match !== null && !seen.has(name)) seen.set(name, match[1] === undefined ? round(now) : Number(match[1]));
        }
      }
      if (!seen.has("bothComplete")) return;
      clearTimeout(timer);
      resolve(seen);
    });
  });
}

const round = (seconds: number) => Number(seconds.toFixed(1));

type Program = { readonly pid: number; readonly commandLine: string };

/** Processes below `pid`, as /proc tells them. */
function descendants(pid: number): readonly Program[] {
  const parents = new Map<number, number>();
  for (const entry of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    const status = readOrEmpty(`/proc/${entry}/status`);
    parents.set(Number(entry), Number(/^PPid:\s+(\d+)/m.exec(status)?.[1] ?? 0));
  }
  const below = (candidate: number): boolean => {
    const parent = parents.get(candidate) ?? 0;
    return parent === pid || (parent > 1 && below(parent));
  };
  return [...parents.keys()]
    .filter(below)
    .map((found) => ({ pid: found, commandLine: readOrEmpty(`/proc/${found}/cmdline`).replaceAll("\0", " ") }));
}

/** A process may end while it is looked at. */
function readOrEmpty(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}

/** Most memory that the process has had at once, in MB; NaN where it is not found. */
function peakMb(programs: readonly Program[], name: RegExp): number {
  const peaks = programs
    .filter(({ commandLine }) => name.test(commandLine))
    .map(({ pid }) => Number(/^VmHWM:\s+(\d+) kB/m.exec(readOrEmpty(`/proc/${pid}/status`))?.[1] ?? 0) / 1_024);
  return peaks.length === 0 ? Number.NaN : Math.round(Math.max(...peaks));
}

let worker = Number.NaN;
let web = Number.NaN;
const seen = await runDemo((pid) => {
  const programs = descendants(pid);
  worker = peakMb(programs, /apps\/worker\/src\/main\.ts/);
  web = peakMb(programs, /next.* start |next-server/);
});
const firstCell = seen.get("firstCell") ?? Number.NaN;
report({
  name: "demo: seconds from the install to the first coloured cell",
  ratio: firstCell,
  goal: "<= 60",
  ok: firstCell <= 60,
  detail: Object.fromEntries(seen),
});
report({
  name: "demo: seconds for twelve weeks of history",
  ratio: seen.get("historySeconds") ?? Number.NaN,
  goal: "told",
  ok: seen.has("historySeconds"),
  detail: {},
});
for (const [name, ratio] of Object.entries({ worker, web })) {
  report({ name: `demo: peak MB of the ${name}`, ratio, goal: "told", ok: Number.isFinite(ratio), detail: {} });
}
