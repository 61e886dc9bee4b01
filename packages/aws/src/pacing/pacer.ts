/** What shares one rate: who calls (account or organisation id, or `installation`), where, and what. */
export type PaceKey = {
  readonly scope: string;
  /** Region code, or `global`. */
  readonly region: string;
  /** IAM action of the call, such as `ec2:DescribeVpcs`. */
  readonly api: string;
};

/** Decides when a call may go out. */
export type Pacer = {
  /** Resolves when the call may be made. Rejects with the signal's reason when it is aborted first. */
  take(key: PaceKey, signal: AbortSignal): Promise<void>;
  /** AWS throttled a call: the rate is halved, and recovers by itself. */
  penalise(key: PaceKey): Promise<void>;
};

/** State of one rate. Instants in milliseconds of one clock. */
export type RateState = {
  /** When the next call would be due if all calls were evenly spread. */
  readonly dueAt: number;
  /** Share of the planned rate that is used, 0 to 1, as of `factorAt`. */
  readonly factor: number;
  readonly factorAt: number;
  readonly penalisedAt: number;
};

/** How a rate learns. The Redis script holds the same arithmetic; a test runs both on the same calls. */
export const adaptation = {
  lowestFactor: 1 / 32,
  /**
   * Regained a second after a throttle, as a share of the rate of that moment: a halved rate is back after 70 s however
   * low it is. A fixed share of the plan would take a rate of a tenth past AWS's within seconds, again and again.
   */
  recoveryPerSecond: 0.01,
  /** Throttles of calls that were under way together count once. */
  penaltyPauseMs: 500,
  /** A caller whose turn is further away asks again, so that a throttle slows those who wait, too. */
  horizonMs: 1_000,
} as const;

export type Plan = { readonly perSecond: number; readonly burst: number };
/** `waitMs` until the call may go (`granted`), or until the caller asks again. */
export type Turn = { readonly granted: boolean; readonly waitMs: number };

export const freshState: RateState = { dueAt: 0, factor: 1, factorAt: 0, penalisedAt: 0 };

function factorNow({ factor, factorAt }: RateState, now: number): number {
  return Math.min(1, factor * (1 + adaptation.recoveryPerSecond) ** (Math.max(0, now - factorAt) / 1_000));
}

/** Instant from which on the rate is as if it had never been throttled. */
export function recoveredAt({ factor, factorAt }: RateState): number {
  return factorAt - (Math.log(factor) / Math.log(1 + adaptation.recoveryPerSecond)) * 1_000;
}

/** `dueAt` of the same calls at another share of the rate: as time it would swallow a rate that recovers. */
function dueAtFactor(state: RateState, factor: number, now: number): number {
  return now + Math.max(0, state.dueAt - now) * (state.factor / factor);
}

/** Generic cell rate algorithm: the turn of one call at `now`, and the state after it. */
export function takeTurn(state: RateState, plan: Plan, now: number): { state: RateState; turn: Turn } {
  const factor = factorNow(state, now);
  const intervalMs = 1_000 / (plan.perSecond * factor);
  const dueAt = dueAtFactor(state, factor, now);
  const waitMs = Math.max(0, dueAt - (plan.burst - 1) * intervalMs - now);
  const learned = { ...state, dueAt, factor, factorAt: now };
  if (waitMs > Math.max(adaptation.horizonMs, intervalMs)) {
    return { state: learned, turn: { granted: false, waitMs: Math.min(waitMs, adaptation.horizonMs) } };
  }
  return { state: { ...learned, dueAt: dueAt + intervalMs }, turn: { granted: true, waitMs } };
}

/** State after a throttle at `now`: half the rate, and no burst left. */
export function penalised(state: RateState, plan: Plan, now: number): RateState {
  const factor = factorNow(state, now);
  if (state.penalisedAt > 0 && now - state.penalisedAt < adaptation.penaltyPauseMs) return state;
  const halved = Math.max(adaptation.lowestFactor, factor / 2);
  const emptyAt = now + (plan.burst * 1_000) / (plan.perSecond * halved);
  return { dueAt: Math.max(dueAtFactor(state, halved, now), emptyAt), factor: halved, factorAt: now, penalisedAt: now };
}
