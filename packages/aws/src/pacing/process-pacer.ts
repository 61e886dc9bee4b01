import { freshState, type Pacer, penalised, type RateState, recoveredAt, takeTurn } from "./pacer.ts";
import { planOf } from "./plan-of.ts";
import { sleep } from "./sleep.ts";

/** Rates without use for a minute are as good as new, unless they have not recovered from throttles. */
const forgetAfterMs = 60_000;
const sweepEvery = 4_096;

/** A pacer for the calls of this process alone. `now` is a monotonic clock in milliseconds. */
export function createProcessPacer(now: () => number = () => performance.now()): Pacer {
  const states = new Map<string, RateState>();
  let takes = 0;

  const sweep = (at: number) => {
    for (const [name, state] of states) {
      if (Math.max(state.dueAt, recoveredAt(state)) + forgetAfterMs < at) states.delete(name);
    }
  };

  return {
    async take(key, signal) {
      const { name, plan } = planOf(key);
      for (;;) {
        signal.throwIfAborted();
        const at = now();
        takes += 1;
        if (takes % sweepEvery === 0) sweep(at);
        const { state, turn } = takeTurn(states.get(name) ?? freshState, plan, at);
        states.set(name, state);
        if (turn.waitMs > 0) await sleep(turn.waitMs, signal);
        if (turn.granted) return;
      }
    },
    async penalise(key) {
      const { name, plan } = planOf(key);
      states.set(name, penalised(states.get(name) ?? freshState, plan, now()));
    },
  };
}
