import { spawnSync } from "node:child_process";
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";

/** When a process began, in no unit: two answers for one number are equal only where it is the same process. Undefined where there is none. */
export function startOf(pid) {
  return existsSync("/proc/self/stat") ? startByProc(pid) : startByPs(pid);
}

function startByProc(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The name, in brackets, may hold spaces and brackets. After it: the state, ..., and the start as the 20th field.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    if (fields[0] === "Z" || fields[0] === "X") return undefined;
    return `${readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim()}/${fields[19]}`;
  } catch {
    return undefined;
  }
}

/** For systems without /proc, such as macOS. */
export function startByPs(pid) {
  const env = { ...process.env, LC_ALL: "C", TZ: "UTC" };
  const { status, stdout } = spawnSync("ps", ["-o", "stat=,lstart=", "-p", String(pid)], { encoding: "utf8", env });
  const [, state, start] = /^\s*(\S+)\s+(.*\S)\s*$/.exec(stdout ?? "") ?? [];
  return status !== 0 || start === undefined || state?.startsWith("Z") ? undefined : start;
}

const recordsIn = (directory) => join(directory, "processes");
const fileOf = (directory, launcher) => join(recordsIn(directory), `${launcher}.jsonl`);

/** Notes a process of this launcher, so that the next start can end it where this one is killed. */
export function noteProcess(directory, { name, pid, stopSignal }) {
  const file = fileOf(directory, process.pid);
  mkdirSync(recordsIn(directory), { recursive: true, mode: 0o700 });
  if (pid === undefined) return;
  if (!existsSync(file)) append(file, { name: "launcher", pid: process.pid, start: startOf(process.pid) });
  append(file, { name, pid, stopSignal, start: startOf(pid) });
}

function append(file, entry) {
  appendFileSync(file, `${JSON.stringify(entry)}\n`, { mode: 0o600 });
}

/** All that this launcher started has ended. */
export function forgetProcesses(directory) {
  rmSync(fileOf(directory, process.pid), { force: true });
}

/**
 * Ends what launchers that are gone left running, the last one first, and returns its names. A number that another
 * process has by now is left alone, and so is everything of a launcher that is still at work.
 */
export function endLeftOvers(directory, graceMs = 10_000) {
  if (!existsSync(recordsIn(directory))) return [];
  const ended = [];
  for (const name of readdirSync(recordsIn(directory)).sort()) {
    const file = join(recordsIn(directory), name);
    const [launcher, ...started] = entriesOf(file);
    if (launcher !== undefined && isSame(launcher)) continue;
    for (const entry of started.reverse()) if (endOne(entry, graceMs)) ended.push(entry.name);
    rmSync(file, { force: true });
  }
  return ended;
}

/** What can be read of a file; the last line of a launcher that was killed may be cut off. */
function entriesOf(file) {
  return readFileSync(file, "utf8")
    .split("\n")
    .flatMap((line) => {
      try {
        const entry = JSON.parse(line);
        return Number.isInteger(entry.pid) && entry.pid > 1 && typeof entry.start === "string" ? [entry] : [];
      } catch {
        return [];
      }
    });
}

function isSame({ pid, start }) {
  return startOf(pid) === start;
}

function endOne(entry, graceMs) {
  if (!isSame(entry)) return false;
  send(entry.pid, entry.stopSignal ?? "SIGTERM");
  const end = Date.now() + graceMs;
  while (isSame(entry) && Date.now() < end) spawnSync("sleep", ["0.1"]);
  // Each was started in a group of its own, which bears its number.
  if (isSame(entry)) send(-entry.pid, "SIGKILL");
  return true;
}

function send(pid, signal) {
  try {
    process.kill(pid, signal);
  } catch {
    // It ended by itself meanwhile.
  }
}
