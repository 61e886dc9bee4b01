import { AwsRefusal } from "../errors/aws-refusal.ts";
import { type Classification, classifyError } from "../errors/classify-error.ts";
import type { PaceKey } from "../pacing/pacer.ts";
import { sleep } from "../pacing/sleep.ts";
import type { AwsAccess } from "./aws-access.ts";
import type { Gate } from "./gate.ts";

export type CallCounts = { readonly calls: number; readonly throttles: number };

/** What one call needs beside the request itself. */
export type CallFrame = {
  readonly access: AwsAccess;
  readonly key: PaceKey;
  readonly gates: readonly Gate[];
  readonly signal: AbortSignal;
  /** Told of every attempt. */
  readonly count: (throttled: boolean) => void;
  /** Makes new credentials after AWS called the old ones expired. */
  readonly renew?: () => void;
};

/**
 * One call with its deadline, paced, and tried again where time may mend it. Throws AwsRefusal, or the signal's reason
 * when the caller gave up.
 */
export async function callAws<T>(frame: CallFrame, send: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const { access, key, signal } = frame;
  const tries = { throttle: 0, transient: 0, renew: 0 };
  for (;;) {
    await access.pacer.take(key, signal);
    signal.throwIfAborted();
    const attempt = await attemptOnce(frame, send);
    if (attempt.ok) return attempt.value;
    signal.throwIfAborted();
    const { error, kind } = attempt;
    if (error instanceof AwsRefusal) throw error;
    if (kind.retry === "never") throw refusal(key.api, kind, error);
    if (kind.retry === "throttle") await access.pacer.penalise(key);
    tries[kind.retry] += 1;
    if (tries[kind.retry] >= attemptsOf(access, kind.retry)) throw refusal(key.api, kind, error);
    if (kind.retry === "renew") frame.renew?.();
    else await sleep(pauseMs(access, tries.throttle + tries.transient), signal);
  }
}

type Attempt<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: unknown; readonly kind: Classification };

async function attemptOnce<T>(frame: CallFrame, send: (signal: AbortSignal) => Promise<T>): Promise<Attempt<T>> {
  const { access, key, signal } = frame;
  const leave = await enterAll(frame.gates, signal);
  const startedAt = performance.now();
  const report = (outcome: "answered" | "throttled" | "failed") => {
    frame.count(outcome === "throttled");
    const durationMs = performance.now() - startedAt;
    access.onCall({ action: key.api, region: key.region, outcome, durationMs });
  };
  try {
    const value = await withDeadline(access.limits.callMs, signal, send);
    report("answered");
    return { ok: true, value };
  } catch (error) {
    const kind = classifyError(error);
    report(kind.retry === "throttle" ? "throttled" : "failed");
    return { ok: false, error, kind };
  } finally {
    leave();
  }
}

async function enterAll(gates: readonly Gate[], signal: AbortSignal): Promise<() => void> {
  const places: (() => void)[] = [];
  const leave = () => {
    for (const place of places) place();
  };
  try {
    for (const gate of gates) places.push(await gate.enter(signal));
  } catch (error) {
    leave();
    throw error;
  }
  return leave;
}

/** An answer that comes too late, or in drops, ends with TimeoutError: the SDK's own time-outs do not cover the body. */
async function withDeadline<T>(ms: number, outer: AbortSignal, send: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const onAbort = () => controller.abort(outer.reason);
  outer.addEventListener("abort", onAbort, { once: true });
  const timer = setTimeout(() => controller.abort(new DOMException("no answer in time", "TimeoutError")), ms);
  const given = new Promise<never>((_resolve, reject) => {
    controller.signal.addEventListener("abort", () => reject(controller.signal.reason), { once: true });
  });
  given.catch(() => {});
  try {
    const sent = send(controller.signal);
    sent.catch(() => {});
    return await Promise.race([sent, given]);
  } finally {
    clearTimeout(timer);
    outer.removeEventListener("abort", onAbort);
  }
}

function attemptsOf({ limits }: AwsAccess, retry: "throttle" | "transient" | "renew"): number {
  return retry === "throttle" ? limits.throttleAttempts : retry === "transient" ? limits.transientAttempts : 2;
}

function pauseMs({ limits }: AwsAccess, attempt: number): number {
  const longest = Math.min(limits.longestPauseMs, limits.pauseMs * 2 ** Math.min(attempt - 1, 20));
  return Math.random() * longest;
}

function refusal(action: string, { code, awsCode }: Classification, cause: unknown): AwsRefusal {
  return new AwsRefusal(code, action, awsCode, { cause });
}
