import { createHash } from "node:crypto";
import type { FindingFilter } from "./finding-filter.ts";

/** A finding's place in an order: its rank where that counts, its instant, its id. */
export type FindingPlace = { readonly rank: number; readonly at: Date; readonly id: string };

const shape = /^([1-4])\.(\d{1,15})\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.([0-9a-f]{16})$/;

/** A place as a text for addresses; it holds in the same organisation and order only. */
export function writePlace(filter: FindingFilter, { rank, at, id }: FindingPlace): string {
  const text = `${rank}.${at.getTime()}.${id}`;
  return Buffer.from(`${text}.${mark(filter, text)}`).toString("base64url");
}

/** Null for anything that `writePlace` did not make for this organisation and order. */
export function readPlace(filter: FindingFilter, cursor: string): FindingPlace | null {
  const [, rank, at, id, given] = shape.exec(Buffer.from(cursor, "base64url").toString("latin1")) ?? [];
  if (id === undefined || given !== mark(filter, `${rank}.${at}.${id}`)) return null;
  const date = new Date(Number(at));
  return Number.isNaN(date.getTime()) ? null : { rank: Number(rank), at: date, id };
}

/** No secret: a place tells nothing, but a foreign or altered one is seen. */
function mark({ organizationId, sort }: FindingFilter, text: string): string {
  return createHash("sha256").update(`${organizationId} ${sort} ${text}`).digest("hex").slice(0, 16);
}
