import type { UnreadCode, UnreadReason } from "@sekinin/responsibility";
import type { CrawlLimits } from "../services.ts";

const passingCodes: ReadonlySet<UnreadCode> = new Set(["throttled", "timeout", "endpoint-failed", "malformed-answer"]);

/** True where the same request may well succeed in a while. */
export function isPassing(reason: UnreadReason): boolean {
  return passingCodes.has(reason.code);
}

/** A step failed for a reason that may pass: it goes back and waits. */
export class TryAgain extends Error {
  readonly reason: UnreadReason;
  constructor(reason: UnreadReason, cause?: unknown) {
    super(`the step will be tried again: ${reason.code}`, { cause });
    this.name = "TryAgain";
    this.reason = reason;
  }
}

/** Seconds until the attempt after `attempt` (from 1), with full jitter over its upper half. */
export function backOffSeconds(attempt: number, limits: CrawlLimits, random: () => number = Math.random): number {
  const whole = Math.min(limits.longestBackOffSeconds, limits.backOffSeconds * 2 ** Math.min(attempt - 1, 20));
  return whole * (0.5 + random() / 2);
}

/** Claimed again and again without ever ending: something in the step takes the process down with it. */
export function isCutOffEachTime(attempt: number, limits: CrawlLimits): boolean {
  return attempt > limits.attempts * 4;
}
