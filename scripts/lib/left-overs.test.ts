import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { endLeftOvers, startByPs, startOf } from "./left-overs.mjs";

const here = dirname(fileURLToPath(import.meta.url));
let folder: string;
let running: ChildProcess[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "sekinin-left-overs-"));
  running = [];
});
afterEach(() => {
  for (const child of running) child.kill("SIGKILL");
  endLeftOvers(folder, 0);
  rmSync(folder, { recursive: true, force: true });
});

/** A launcher of ours that starts two processes, one of which does not end when asked, and the numbers of all. */
async function launch(): Promise<{ launcher: ChildProcess; pids: readonly number[] }> {
  const program = `
    import { recordIn, startProcess, stopAll } from ${JSON.stringify(join(here, "processes.mjs"))};
    recordIn(${JSON.stringify(folder)});
    const ready = (name, program) => new Promise((resolve) => {
      const { child } = startProcess({ name, command: process.execPath, args: ["-e", program], env: process.env,
        cwd: ${JSON.stringify(folder)}, logs: ${JSON.stringify(folder)}, onLine: () => resolve(child.pid) });
    });
    const pids = [
      await ready("polite", "setInterval(() => {}, 1000); console.log('up')"),
      await ready("stubborn", "process.on('SIGTERM', () => {}); setInterval(() => {}, 1000); console.log('up')"),
    ];
    process.on("SIGTERM", async () => { process.kill(pids[1], "SIGKILL"); await stopAll(); process.exit(0); });
    console.log(JSON.stringify(pids));`;
  const launcher = spawn(process.execPath, ["--input-type=module", "-e", program], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  running.push(launcher);
  const [line] = await new Promise<[Buffer]>((resolve) => launcher.stdout?.once("data", (data) => resolve([data])));
  return { launcher, pids: JSON.parse(line.toString()) as number[] };
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill(signal);
  await ended;
}

const alive = (pids: readonly number[]) => pids.filter((pid) => startOf(pid) !== undefined);
const records = () => readdirSync(join(folder, "processes"));

test("what a killed launcher left running ends at the next start, the last one first", async () => {
  const { launcher, pids } = await launch();
  await end(launcher, "SIGKILL");
  expect(alive(pids)).toEqual(pids);
  expect(endLeftOvers(folder, 300)).toEqual(["stubborn", "polite"]);
  await expect.poll(() => alive(pids), { timeout: 5_000 }).toEqual([]);
  expect(records()).toEqual([]);
  expect(endLeftOvers(folder)).toEqual([]);
});

test("what a launcher started that is still at work is left alone", async () => {
  const { pids } = await launch();
  expect(endLeftOvers(folder, 300)).toEqual([]);
  expect(alive(pids)).toEqual(pids);
  expect(records()).toHaveLength(1);
});

test("a launcher that ends as it should leaves no record", async () => {
  const { launcher, pids } = await launch();
  await end(launcher, "SIGTERM");
  expect(alive(pids)).toEqual([]);
  expect(records()).toEqual([]);
});

describe("a record of another process's number", () => {
  const noted = (lines: readonly unknown[]) => {
    mkdirSync(join(folder, "processes"), { recursive: true });
    const text = lines.map((line) => (typeof line === "string" ? line : JSON.stringify(line))).join("\n");
    writeFileSync(join(folder, "processes", "1234567.jsonl"), text);
  };
  const gone = { name: "launcher", pid: 1_234_567, start: "long ago" };

  function innocent(): ChildProcess & { pid: number } {
    const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { stdio: "ignore", detached: true });
    running.push(child);
    if (child.pid === undefined) throw new Error("not started");
    return child as ChildProcess & { pid: number };
  }

  test.each([
    { given: "another start", entry: (pid: number) => ({ name: "web", pid, start: "another/1" }) },
    { given: "no start", entry: (pid: number) => ({ name: "web", pid }) },
    { given: "a line that is cut off", entry: (pid: number) => `{"name":"web","pid":${pid},"sta` },
    { given: "no number but our own group", entry: () => ({ name: "web", pid: 0, start: startOf(process.pid) }) },
    { given: "no number but everybody", entry: () => ({ name: "web", pid: -1, start: startOf(process.pid) }) },
    { given: "no JSON", entry: () => "\u0000garbage" },
  ])("with $given harms nobody and is taken away", ({ entry }) => {
    const { pid } = innocent();
    noted([gone, entry(pid)]);
    expect(endLeftOvers(folder, 300)).toEqual([]);
    expect(alive([pid])).toEqual([pid]);
    expect(records()).toEqual([]);
  });

  test("with the same start is that process", async () => {
    const { pid } = innocent();
    noted([gone, { name: "web", pid, start: startOf(pid), stopSignal: "SIGINT" }]);
    expect(endLeftOvers(folder, 2_000)).toEqual(["web"]);
    await expect.poll(() => alive([pid]), { timeout: 5_000 }).toEqual([]);
  });
});

describe("when a process began", () => {
  test("is the same at each question, and nothing for a number that nobody has", () => {
    expect(startOf(process.pid)).toBe(startOf(process.pid));
    expect(startOf(process.pid)).toMatch(/./);
    expect(startOf(2 ** 30)).toBeUndefined();
  });

  test.runIf(existsSync("/bin/ps") || existsSync("/usr/bin/ps"))("is told by ps where there is no /proc", () => {
    expect(startByPs(process.pid)).toMatch(/\d{4}$/);
    expect(startByPs(process.pid)).toBe(startByPs(process.pid));
    expect(startByPs(2 ** 21)).toBeUndefined();
  });
});
