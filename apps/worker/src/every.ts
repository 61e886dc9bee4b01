import type { Logger } from "@sekinin/config";

export type Loop = {
  /** Runs it now, or once more after the run that is under way. Not while it fails: then it waits as it would. */
  soon(): void;
  stop(): Promise<void>;
};

/**
 * Runs `work` again and again, `seconds` apart, never twice at once. A failure is logged and waits longer each time
 * (with jitter, at most 30 s), so that processes do not beat on a database that is coming back.
 */
export function every(
  seconds: number,
  name: string,
  logger: Logger,
  work: (signal: AbortSignal) => Promise<void>,
): Loop {
  const controller = new AbortController();
  let failures = 0;
  let isRunning = false;
  let isWanted = false;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();

  const once = async () => {
    isRunning = true;
    isWanted = false;
    try {
      await work(controller.signal);
      failures = 0;
    } catch (error) {
      failures += 1;
      logger.warn({ loop: name, failures, error }, "a periodic task failed and will be tried again");
    }
    isRunning = false;
    if (controller.signal.aborted) return;
    const backOff =
      failures === 0
        ? isWanted
          ? 0
          : seconds
        : Math.min(30, seconds * 2 ** Math.min(failures, 5)) * (0.5 + Math.random());
    timer = setTimeout(start, backOff * 1_000);
  };
  const start = () => {
    running = once();
  };
  start();
  return {
    soon() {
      if (isRunning) isWanted = true;
      else if (failures === 0 && !controller.signal.aborted) {
        clearTimeout(timer);
        start();
      }
    },
    async stop() {
      controller.abort();
      clearTimeout(timer);
      await running;
    },
  };
}
