import { Failure } from "@sekinin/config";
import type { DraftOperation } from "@sekinin/guardrails";
import type { Actor } from "../audit/record-audit-event.ts";
import { isUuid, storableJson, typedText } from "../text.ts";

/** A what-if that somebody saved; the whole tenant sees it. */
export type DraftSummary = {
  readonly id: string;
  readonly organizationId: string;
  readonly name: string;
  /** The crawl whose organisation it was made on. */
  readonly baseCrawlId: string;
  /** From 1; a change names the version that it was made on. */
  readonly version: number;
  readonly operationCount: number;
  /** Ids of users; null for nobody's. */
  readonly createdBy: string | null;
  readonly updatedBy: string | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
};

export type Draft = Omit<DraftSummary, "operationCount"> & {
  /** As they were stored: parse them before use. */
  readonly operations: readonly DraftOperation[];
};

const mostOperations = 500;
const mostBytes = 4_000_000;

export function typedDraftName(name: string): string {
  return typedText("name", name.trim(), 200);
}

/** Their JSON text. Throws `input.invalid` for more than 500 operations or 4 MB. */
export function typedOperations(operations: readonly DraftOperation[]): string {
  const text = storableJson(operations);
  if (operations.length <= mostOperations && Buffer.byteLength(text) <= mostBytes) return text;
  const problem = `A draft has at most ${mostOperations} operations and ${mostBytes} bytes.`;
  throw new Failure("input.invalid", { detail: { field: "operations", problem } });
}

/** The user who acts; null for whom there is no user. */
export function userOf(actor: Actor): string | null {
  const isUser = actor.kind === "user" || actor.kind === "operator";
  return isUser && isUuid(actor.id) ? actor.id : null;
}
