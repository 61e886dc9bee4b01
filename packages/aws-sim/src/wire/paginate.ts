import { createHash } from "node:crypto";
import { SimulatedError } from "./handler.ts";
import { type PagedOperation, type PageSize, pageSizes } from "./page-sizes.ts";

/** A list that need not exist whole: `slice` is asked for one page only. An array is one. */
export type Sliceable<T> = {
  readonly length: number;
  slice(from: number, to: number): readonly T[];
};

export type PageRequest<T> = {
  readonly operation: PagedOperation;
  /** What the token is bound to (account, Region, parent ...): it is refused for any other. */
  readonly owner: string;
  readonly items: Sliceable<T>;
  /** The caller's token and limit as they came in the input; null and undefined mean none. */
  readonly token: unknown;
  readonly limit?: unknown;
};

export type Page<T> = {
  readonly items: T[];
  readonly nextToken: string | undefined;
};

/** One page in AWS's size for this operation. Throws the service's own SimulatedError for a foreign token or limit. */
export function paginate<T>(request: PageRequest<T>): Page<T> {
  const size: PageSize = pageSizes[request.operation];
  const from = offsetOf(request, size);
  const to = Math.min(request.items.length, from + limitOf(request, size));
  return {
    items: [...request.items.slice(from, to)],
    nextToken: to < request.items.length ? tokenFor(request, to) : undefined,
  };
}

function limitOf<T>({ limit, operation }: PageRequest<T>, size: PageSize): number {
  if (limit === undefined || limit === null) return size.whenAbsent;
  // Lambda takes 1 to 10,000 and answers at most 50; every other service refuses what is above its maximum.
  const maximum = operation.startsWith("lambda:") ? 10_000 : size.maximum;
  if (typeof limit !== "number" || !Number.isInteger(limit) || limit < size.minimum || limit > maximum) {
    throw new SimulatedError(
      size.invalidLimit,
      400,
      `Value (${JSON.stringify(limit)}) for the page size is invalid. Expecting a value from ${size.minimum} to ${maximum}.`,
    );
  }
  return Math.min(limit, size.maximum);
}

function offsetOf<T>(request: PageRequest<T>, size: PageSize): number {
  if (request.token === undefined || request.token === null) return 0;
  const offset =
    typeof request.token === "string" ? Number.parseInt(request.token.split(".")[0] ?? "", 36) : Number.NaN;
  if (Number.isInteger(offset) && offset > 0 && request.token === tokenFor(request, offset)) return offset;
  throw new SimulatedError(size.invalidToken.code, 400, size.invalidToken.message, size.invalidToken.fields);
}

function tokenFor<T>({ operation, owner }: PageRequest<T>, offset: number): string {
  const seal = createHash("sha256").update(`${operation}\n${owner}\n${offset}`).digest("base64url");
  return `${offset.toString(36)}.${seal.slice(0, 22)}`;
}
