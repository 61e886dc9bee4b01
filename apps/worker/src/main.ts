import { failureOf, failureWords, loadEnvironment, logger, testSettings } from "@sekinin/config";
import { startWorker } from "./start-worker.ts";

/** Longer than any orchestrator's default would be cut short; the rows of unfinished steps are given back before. */
const stopWithinMs = 25_000;

const log = logger("worker");

try {
  const worker = await startWorker(loadEnvironment(), testSettings(), log);
  const stop = (signal: NodeJS.Signals) => {
    log.info({ signal }, "stopping");
    setTimeout(() => process.exit(1), stopWithinMs - 1_000).unref();
    worker.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ error }, "the worker did not stop cleanly");
        process.exit(1);
      },
    );
  };
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
  // The one line on standard output: a launcher waits for it.
  process.stdout.write(`${JSON.stringify({ ready: "worker", port: worker.port, concurrency: worker.concurrency })}\n`);
} catch (error) {
  const failure = failureOf(error);
  log.error({ code: failure.code, error: failure.cause ?? failure }, failure.message);
  process.stderr.write(`${failure.message}\n${failureWords(failure.code, "en").hint}\n`);
  process.exit(1);
}
