import type { JobDefinition } from "./define-job.ts";

/** Larger than any payload of ids, small enough that nobody parks data in Redis. */
export const maxPayloadBytes = 4_096;

/** Why a payload is not run. The payload itself is in no message. */
export type PayloadRefusal = "too-large" | "forbidden-key" | "wrong-shape" | "unknown-version" | "not-visible";

export type ParsedPayload<Payload> =
  | { readonly ok: true; readonly payload: Payload }
  | { readonly ok: false; readonly refusal: PayloadRefusal; readonly bytes: number };

const forbiddenKeys = new Set(["__proto__", "constructor", "prototype"]);

function hasForbiddenKey(value: unknown, depth: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  // Deeper than any payload of ours: refused as a shape, not walked.
  if (depth > 8) return true;
  return Object.keys(value).some(
    (key) => forbiddenKeys.has(key) || hasForbiddenKey((value as Record<string, unknown>)[key], depth + 1),
  );
}

function measure(raw: unknown): number {
  try {
    return Buffer.byteLength(JSON.stringify(raw) ?? "");
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}

/** Reads what BullMQ hands over, exactly once. Never throws; nothing of the input is trusted or repeated. */
export function parsePayload<Payload>(definition: JobDefinition<Payload>, raw: unknown): ParsedPayload<Payload> {
  const bytes = measure(raw);
  if (bytes > maxPayloadBytes) return { ok: false, refusal: "too-large", bytes };
  if (hasForbiddenKey(raw, 0)) return { ok: false, refusal: "forbidden-key", bytes };
  const parsed = definition.payload.safeParse(raw);
  if (parsed.success) return { ok: true, payload: parsed.data };
  const version = parsed.error.issues.some((issue) => issue.path[0] === "version");
  return { ok: false, refusal: version ? "unknown-version" : "wrong-shape", bytes };
}
