const secretName =
  /(pass(word|phrase)|secret|token|cookie|authorization|credential|api[-_]?key|access[-_]?key|private[-_]?key|external[-_]?id|session[-_]?id|hash)/i;
const addressPassword = /([a-z][a-z0-9+.-]*:\/\/[^\s:/@]*:)[^\s@/]+@/gi;
// PostgreSQL quotes the row, or the key, that it refuses.
const quotedRow = /(Failing row contains|Key) \(.*/gs;
const hidden = "[hidden]";
const deepest = 8;
const longestText = 4_000;
const mostItems = 100;

/** A copy fit for a log: values with a secret's name are hidden, passwords in addresses too; long and deep ones cut. */
export function redact(value: unknown, depth = 0): unknown {
  if (typeof value === "string") return redactText(value);
  if (typeof value === "bigint") return value.toString();
  if (typeof value === "function" || typeof value === "symbol") return `[${typeof value}]`;
  if (typeof value !== "object" || value === null) return value;
  if (depth >= deepest) return "[deeper]";
  if (value instanceof Date) return value.toJSON();
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  if (value instanceof Error) return redactError(value, depth);
  if (Array.isArray(value)) return value.slice(0, mostItems).map((item) => redact(item, depth + 1));
  return redactFields(Object.entries(value), depth);
}

function redactFields(entries: readonly (readonly [string, unknown])[], depth: number): Record<string, unknown> {
  // fromEntries defines fields, so one named `__proto__` stays a field.
  return Object.fromEntries(
    entries.slice(0, mostItems).map(([name, value]) => {
      const isSecret = secretName.test(name) && (typeof value === "string" || typeof value === "object");
      return [name, isSecret && value !== null ? hidden : redact(value, depth + 1)];
    }),
  );
}

function redactError(error: Error, depth: number): Record<string, unknown> {
  const fields: [string, unknown][] = [
    ["type", error.name],
    ["message", error.message],
    ["stack", error.stack],
    ...Object.entries(error).filter(([name]) => name !== "name"),
  ];
  if (error.cause !== undefined) fields.push(["cause", error.cause]);
  return redactFields(fields, depth);
}

function redactText(text: string): string {
  const cut = text.length > longestText ? `${text.slice(0, longestText)}...` : text;
  return cut.replace(addressPassword, `$1${hidden}@`).replace(quotedRow, `$1 ${hidden}`);
}
