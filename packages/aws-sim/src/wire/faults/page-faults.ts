import type { PagedShape } from "../paged-shapes.ts";
import type { FaultEffect } from "./fault.ts";

const endless = "endless.";
const same = "again";

/** Takes back the tokens that page faults gave out, which no handler knows. Returns the page's number. */
export function withoutFaultToken(shape: PagedShape | undefined, input: Record<string, unknown>): number {
  const token = shape === undefined ? undefined : input[shape.tokenIn];
  if (shape === undefined || typeof token !== "string") return 0;
  if (token !== same && !token.startsWith(endless)) return 0;
  delete input[shape.tokenIn];
  return token === same ? 0 : Number(token.slice(endless.length)) || 0;
}

/** The output as page faults change it. An operation without pages is left as it is. */
export function withPageFaults(
  effects: readonly FaultEffect[],
  shape: PagedShape | undefined,
  output: Record<string, unknown>,
  pageNumber: number,
): Record<string, unknown> {
  if (shape === undefined) return output;
  let changed = output;
  for (const effect of effects) {
    if (effect.kind === "huge-page")
      changed = { ...changed, [shape.items]: repeated(changed[shape.items], effect.sizeBytes) };
    if (effect.kind !== "endless-pages" && effect.kind !== "same-token") continue;
    const token = effect.kind === "same-token" ? same : `${endless}${pageNumber + 1}`;
    changed = { ...changed, [shape.tokenOut]: token, ...(shape.more === undefined ? {} : { [shape.more]: true }) };
  }
  return changed;
}

function repeated(items: unknown, sizeBytes: number): unknown {
  if (!Array.isArray(items) || items.length === 0) return items;
  const one = Math.max(1, JSON.stringify(items).length / items.length);
  return Array.from({ length: Math.ceil(sizeBytes / one) }, (_, index) => items[index % items.length]);
}
