/** Thrown where the line is full; the caller answers "busy, try again". */
export class TurnstileFull extends Error {
  constructor() {
    super("too many are waiting");
    this.name = "TurnstileFull";
  }
}

/** Lets `atOnce` pieces of work run; up to `waiting` more wait in order, further ones throw `TurnstileFull`. */
export function createTurnstile({ atOnce, waiting }: { atOnce: number; waiting: number }) {
  let running = 0;
  const line: (() => void)[] = [];
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (running >= atOnce) {
      if (line.length >= waiting) throw new TurnstileFull();
      // Whoever leaves hands its place on, so `running` stays as it is.
      await new Promise<void>((enter) => line.push(enter));
    } else {
      running += 1;
    }
    try {
      return await work();
    } finally {
      const next = line.shift();
      if (next === undefined) running -= 1;
      else next();
    }
  };
}
