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

/** Runs a statement and returns its rows: ``await rows(tx)<Row>`SELECT ...` ``. The only way to SQL with `execute`. */
export function rows(tx: AnyTransaction) {
  return <Row>(strings: TemplateStringsArray, ...values: readonly SqlValue[]): Promise<Row[]> =>
    client(tx).$queryRaw<Row[]>(Prisma.sql(strings, ...values.map(storable)));
}

/** Runs a statement and returns how many rows it wrote. */
export function execute(tx: AnyTransaction) {
  return (strings: TemplateStringsArray, ...values: readonly SqlValue[]): Promise<number> =>
    client(tx).$executeRaw(Prisma.sql(strings, ...values.map(storable)));
}
