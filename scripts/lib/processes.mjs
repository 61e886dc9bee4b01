import { spawn } from "node:child_process";
import { createWriteStream, mkdirSync } from "node:fs";
import { join } from "node:path";
import { forgetProcesses, noteProcess } from "./left-overs.mjs";

const started = [];
let isEnding = false;
let records;

/** From now on each process that is started is noted below `directory`, until all have ended. */
export function recordIn(directory) {
  records = directory;
}

/**
 * Starts a process in its own group, so that only `stopAll` decides when it ends.
 * Output goes to `<logs>/<name>.log`; `onLine` also gets each line of stdout.
 *
 * @param {{ name: string, command: string, args: string[], env: NodeJS.ProcessEnv, cwd: string, logs: string,
 *   uid?: number, gid?: number, argv0?: string, onLine?: (line: string) => void, stopSignal?: NodeJS.Signals }} options
 */
export function startProcess({ name, command, args, env, cwd, logs, uid, gid, argv0, onLine, stopSignal = "SIGTERM" }) {
  // Its group is its own: what begins after the last was ended would outlive us.
  if (isEnding) throw new Error(`Everything is ending; the ${name} is not started any more.`);
  mkdirSync(logs, { recursive: true });
  const log = createWriteStream(join(logs, `${name}.log`), { flags: "a" });
  const child = spawn(command, args, {
    cwd,
    env,
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
    ...(argv0 === undefined ? {} : { argv0 }),
    ...(uid === undefined ? {} : { uid, gid }),
  });
  child.stderr.pipe(log, { end: false });
  child.stdout.pipe(log, { end: false });
  if (onLine !== undefined) {
    let rest = "";
    child.stdout.setEncoding("utf8").on("data", (chunk) => {
      const lines = (rest + chunk).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) onLine(line);
    });
  }
  const ended = new Promise((resolve) => {
    child.once("error", (error) => {
      log.write(`${error.stack}\n`);
      resolve({ code: null, signal: null, error });
    });
    child.once("exit", (code, signal) => resolve({ code, signal }));
  });
  const handle = { name, child, ended, stopSignal, isStopping: false, logFile: join(logs, `${name}.log`) };
  started.push(handle);
  if (records !== undefined) noteProcess(records, { name, pid: child.pid, stopSignal });
  return handle;
}

/** Asks one process to end, and after `graceMs` makes it end. */
export async function stopProcess(handle, graceMs = 25_000) {
  handle.isStopping = true;
  if (handle.child.exitCode !== null || handle.child.signalCode !== null || handle.child.pid === undefined) return;
  handle.child.kill(handle.stopSignal);
  const timer = setTimeout(() => handle.child.kill("SIGKILL"), graceMs);
  await handle.ended;
  clearTimeout(timer);
}

/** Ends every process that was started, the last one first; nothing can be started afterwards. */
export async function stopAll() {
  isEnding = true;
  for (const handle of started.splice(0).reverse()) await stopProcess(handle);
  if (records !== undefined) forgetProcesses(records);
}
