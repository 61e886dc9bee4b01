import { setMaxListeners } from "node:events";

/** Why the work of a step was aborted before its end. */
export type Interruption = "lease-lost" | "cancelled" | "stopping";

/** The reason of the abort signal that work gets; collectors see an abort, the step sees which. */
export class StepInterrupted extends Error {
  readonly interruption: Interruption;
  constructor(interruption: Interruption) {
    super(`the step was interrupted: ${interruption}`);
    this.name = "StepInterrupted";
    this.interruption = interruption;
  }
}

export type LeaseTimes = {
  readonly leaseSeconds: number;
  readonly renewSeconds: number;
  /** How often the crawl's row is asked whether somebody cancelled it. */
  readonly watchSeconds: number;
};

export type LeaseCalls = {
  readonly renew: () => Promise<"renewed" | "cancelled" | "lost">;
  readonly isCancelled: () => Promise<boolean>;
};

export type HeldLease = {
  readonly signal: AbortSignal;
  /** Ends renewing and waits for what is under way. */
  readonly release: () => Promise<void>;
};

/**
 * Keeps a claimed step alive until `release`, and aborts `signal` when the lease is lost, the crawl is cancelled or
 * the process stops. A database that is away is asked again until the lease would have ended by the monotonic clock:
 * from then on somebody else may hold it.
 */
export function holdLease(calls: LeaseCalls, times: LeaseTimes, stopping: AbortSignal): HeldLease {
  const controller = new AbortController();
  // Every call under way listens; Node's warning at ten would only be noise.
  setMaxListeners(0, controller.signal);
  const interrupt = (why: Interruption) => controller.abort(new StepInterrupted(why));
  const onStop = () => interrupt("stopping");
  if (stopping.aborted) onStop();
  stopping.addEventListener("abort", onStop, { once: true });
  let renewedAt = performance.now();
  let underWay: Promise<void> = Promise.resolve();

  const tick = async () => {
    const asked = performance.now();
    try {
      if (await calls.isCancelled()) return interrupt("cancelled");
      if (asked - renewedAt < times.renewSeconds * 1_000) return;
      const renewal = await calls.renew();
      if (renewal === "cancelled") return interrupt("cancelled");
      if (renewal === "lost") return interrupt("lease-lost");
      renewedAt = asked;
    } catch {
      if (performance.now() - renewedAt >= times.leaseSeconds * 1_000) interrupt("lease-lost");
    }
  };
  // A tick that hangs must not be joined by a second one, but may not keep a lost lease alive either.
  let busy = false;
  const timer = setInterval(() => {
    if (performance.now() - renewedAt >= times.leaseSeconds * 1_000) interrupt("lease-lost");
    if (busy || controller.signal.aborted) return;
    busy = true;
    underWay = tick().finally(() => {
      busy = false;
    });
  }, Math.min(times.watchSeconds, times.renewSeconds) * 1_000);

  return {
    signal: controller.signal,
    async release() {
      clearInterval(timer);
      stopping.removeEventListener("abort", onStop);
      await underWay;
    },
  };
}
