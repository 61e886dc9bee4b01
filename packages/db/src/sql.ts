import { Prisma } from "./generated/client.ts";
import { storableText } from "./text.ts";
import type { AnyTransaction } from "./transaction.ts";

/** What a statement may be given. Values are bound, never spliced; arrays and JSON texts are cast in the statement. */
export type SqlValue =
  | string
  | number
  | bigint
  | boolean
  | Date
  | Uint8Array<ArrayBuffer>
  | null
  | readonly string[]
  | readonly (string | null)[]
  | readonly number[]
  | readonly (Date | null)[];

/** NUL and lone surrogates end a statement with an error: here, once for all, they become U+FFFD. */
function storable(value: SqlValue): SqlValue {
  if (typeof value === "string") return storableText(value);
  if (!Array.isArray(value)) return value;
  return value.map((item: unknown) => (typeof item === "string" ? storableText(item) : item)) as SqlValue;
}

// The brand hides the raw methods from everyone but this file.
function client(tx: AnyTransaction): Prisma.TransactionClient {
  return tx as unknown as Prisma.TransactionClient;
}

declare const partBrand: unique symbol;

/** A piece of a statement with its bound values. Only `part` and `joined` make one, of texts that stand in our source. */
export type SqlPart = { readonly [partBrand]: true };

// The brand hides what a part is from everyone but this file.
function bound(value: SqlValue | SqlPart): unknown {
  return value instanceof Prisma.Sql ? value : storable(value as SqlValue);
}

/** A piece of a statement, for `rows` or another piece: ``part`status = ${status}` ``. */
export function part(strings: TemplateStringsArray, ...values: readonly (SqlValue | SqlPart)[]): SqlPart {
  return Prisma.sql(strings, ...values.map(bound)) as unknown as SqlPart;
}

/** Pieces with a word between them; at least one. */
export function joined(parts: readonly SqlPart[], word: " AND " | " OR " | " UNION " | " UNION ALL "): SqlPart {
  return Prisma.join([...parts], word) as unknown as SqlPart;
}

/** Runs a statement and returns its rows: ``await rows(tx)<Row>`SELECT ...` ``. The only way to SQL with `execute`. */
export function rows(tx: AnyTransaction) {
  return <Row>(strings: TemplateStringsArray, ...values: readonly (SqlValue | SqlPart)[]): Promise<Row[]> =>
    client(tx).$queryRaw<Row[]>(Prisma.sql(strings, ...values.map(bound)));
}

/** Runs a statement and returns how many rows it wrote. */
export function execute(tx: AnyTransaction) {
  return (strings: TemplateStringsArray, ...values: readonly (SqlValue | SqlPart)[]): Promise<number> =>
    client(tx).$executeRaw(Prisma.sql(strings, ...values.map(bound)));
}
