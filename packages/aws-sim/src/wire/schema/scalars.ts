import type { TimestampFormat } from "./shape.ts";

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Any value as text: itself, or as JSON where it is no scalar. */
export function plainText(value: unknown): string {
  return typeof value === "string" ? value : (JSON.stringify(value) ?? "");
}

/** Throws RangeError for an invalid date: a handler's mistake must not reach a client as "Invalid Date". */
export function timestampText(value: unknown, format: TimestampFormat): string {
  const date = value instanceof Date ? value : new Date(Number.NaN);
  if (format === "epoch-seconds") return String(epochSeconds(date));
  if (Number.isNaN(date.getTime())) throw new RangeError(`not a Date: ${plainText(value)}`);
  return format === "http-date" ? date.toUTCString() : date.toISOString().replace(".000Z", "Z");
}

export function epochSeconds(value: unknown): number {
  const seconds = value instanceof Date ? value.getTime() / 1000 : Number.NaN;
  if (Number.isNaN(seconds)) throw new RangeError(`not a Date: ${plainText(value)}`);
  return seconds;
}

/** Blobs are base64 inside JSON and XML. */
export function blobText(value: unknown): string {
  if (value instanceof Uint8Array) return Buffer.from(value).toString("base64");
  if (typeof value === "string") return Buffer.from(value, "utf8").toString("base64");
  throw new TypeError("a blob must be a Uint8Array or a string");
}

/** A timestamp of a request in whichever of the three formats. */
export function timestampFrom(value: string | number): Date {
  const number = Number(value);
  return Number.isNaN(number) ? new Date(value) : new Date(number * 1000);
}
