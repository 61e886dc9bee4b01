import type { Pacer } from "./pacer.ts";

/**
 * What several workers call at the same time goes through `shared`: our own account's STS and each organisation's
 * Organizations API. An account's own APIs are called by the one worker that holds its step, so that a round trip to
 * Redis before each of 170 calls would buy nothing: they go through `own`.
 */
export function createSplitPacer(shared: Pacer, own: Pacer): Pacer {
  const pacerOf = (api: string) => (api.startsWith("organizations:") || api === "sts:AssumeRole" ? shared : own);
  return {
    take: (key, signal) => pacerOf(key.api).take(key, signal),
    penalise: (key) => pacerOf(key.api).penalise(key),
  };
}
