import { rmSync } from "node:fs";
import { join } from "node:path";
import { logsDirectory, stateDirectory } from "../../../../scripts/lib/paths.mjs";
import { anyPort } from "../../../../scripts/lib/ports.mjs";
import { removePostgres, startPostgres } from "../../../../scripts/lib/postgres.mjs";
import { stopProcess } from "../../../../scripts/lib/processes.mjs";
import { startRedis } from "../../../../scripts/lib/redis.mjs";

/** A server of this test alone, which may be stopped, frozen and started again on the same port with its data. */
export type OwnServer = {
  readonly url: string;
  /** Ends it with this signal and waits for its end. */
  end(signal: NodeJS.Signals): Promise<void>;
  /** Starts it again after `end`. */
  start(): Promise<void>;
  freeze(): void;
  thaw(): void;
  /** Ends it and removes its data. */
  remove(): Promise<void>;
};

type Started = { readonly url: string; readonly handle: Awaited<ReturnType<typeof startRedis>>["handle"] };

function serverOf(first: Started, again: () => Promise<Started>, clean: () => void): OwnServer {
  let handle = first.handle;
  return {
    url: first.url,
    async end(signal) {
      handle.isStopping = true;
      handle.child.kill(signal);
      await handle.ended;
    },
    async start() {
      handle = (await again()).handle;
    },
    freeze: () => void handle.child.kill("SIGSTOP"),
    thaw: () => void handle.child.kill("SIGCONT"),
    async remove() {
      handle.child.kill("SIGCONT");
      await stopProcess(handle);
      clean();
    },
  };
}

/** A Redis that keeps its append-only file over restarts. */
export async function ownRedis(): Promise<OwnServer> {
  const port = await anyPort();
  const name = `test-own-redis-${port}`;
  const start = () => startRedis({ name, port, logs: logsDirectory, persistent: true, say: () => {} });
  return serverOf(await start(), start, () => rmSync(join(stateDirectory, name), { recursive: true, force: true }));
}

/** A PostgreSQL that keeps its data over restarts, and its promises: nothing acknowledged is lost by a crash. */
export async function ownPostgres(): Promise<OwnServer> {
  const port = await anyPort();
  const name = `test-own-postgres-${port}`;
  const start = () => startPostgres({ name, port, logs: logsDirectory, settings: { max_connections: 100 } });
  return serverOf(await start(), start, () => removePostgres(name));
}
