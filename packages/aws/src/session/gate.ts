/** Lets at most so many pass at a time; the others wait in their order. */
export type Gate = { enter(signal: AbortSignal): Promise<() => void> };

/** A gate for `places` at once. `enter` rejects with the signal's reason when it is aborted first. */
export function createGate(places: number): Gate {
  let taken = 0;
  const waiting = new Set<() => void>();
  const leave = () => {
    const [next] = waiting;
    if (next === undefined) taken -= 1;
    else {
      waiting.delete(next);
      next();
    }
  };
  /** A place is given back once, however often its holder says so. */
  const place = () => {
    let held = true;
    return () => {
      if (held) leave();
      held = false;
    };
  };
  return {
    async enter(signal) {
      signal.throwIfAborted();
      if (taken < places) {
        taken += 1;
        return place();
      }
      await new Promise<void>((resolve, reject) => {
        const onAbort = () => {
          waiting.delete(turn);
          reject(signal.reason);
        };
        const turn = () => {
          signal.removeEventListener("abort", onAbort);
          resolve();
        };
        waiting.add(turn);
        signal.addEventListener("abort", onAbort, { once: true });
      });
      return place();
    },
  };
}
