import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { endLeftOver } from "./postgres.mjs";
import { startProcess, stopAll } from "./processes.mjs";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "sekinin-processes-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const isAlive = (pid: number) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};
function start(name: string, program: string) {
  return startProcess({
    name,
    command: process.execPath,
    args: ["-e", program],
    env: process.env,
    cwd: folder,
    logs: folder,
  });
}

test("nothing that is started while everything is being ended stays behind", async () => {
  let isReady = () => {};
  const ready = new Promise<void>((resolve) => {
    isReady = resolve;
  });
  startProcess({
    name: "slow",
    command: process.execPath,
    args: [
      "-e",
      "process.on('SIGTERM', () => setTimeout(() => process.exit(0), 300)); setInterval(() => {}, 1000); console.log('up')",
    ],
    env: process.env,
    cwd: folder,
    logs: folder,
    onLine: isReady,
  });
  await ready;
  const ending = stopAll();
  await setTimeout(50);
  expect(() => start("late", "setInterval(() => {}, 1000)")).toThrow("ending");
  await ending;
});

test.runIf(process.platform === "linux")("a second start leaves the database of a running one alone", async () => {
  const data = join(folder, "postgres");
  mkdirSync(join(folder, "scripts"));
  mkdirSync(data);
  const launcher = join(folder, "scripts", "demo.mjs");
  writeFileSync(
    launcher,
    `import { spawn } from "node:child_process";
const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)", ${JSON.stringify(data)}], { detached: true });
process.on("SIGTERM", () => { child.kill("SIGKILL"); process.exit(0); });
console.log(child.pid);`,
  );
  const running = spawn(process.execPath, [launcher], { stdio: ["ignore", "pipe", "inherit"] });
  const [chunk] = await new Promise<[Buffer]>((resolve) => running.stdout.once("data", (data) => resolve([data])));
  const pid = Number(chunk.toString());
  writeFileSync(join(data, "postmaster.pid"), `${pid}\n`);
  try {
    expect(() => endLeftOver(data)).toThrow(/runs already/);
    expect(isAlive(pid)).toBe(true);
  } finally {
    running.kill("SIGTERM");
    await new Promise((resolve) => running.once("exit", resolve));
  }
});
