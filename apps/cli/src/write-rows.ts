import { once } from "node:events";

/** Writes at the reader's pace, so that memory stays flat; false where the reader went away (`| head`). */
export async function write(text: string): Promise<boolean> {
  if (process.stdout.destroyed) return false;
  if (!process.stdout.write(text)) await once(process.stdout, "drain");
  return true;
}

/** A JSON list, an entry a line, between `before` and `after`. */
export async function writeList(rows: Iterable<unknown>, before = "", after = ""): Promise<void> {
  await write(`${before}[`);
  let separator = "\n";
  for (const row of rows) {
    if (!(await write(`${separator}${JSON.stringify(row)}`))) return;
    separator = ",\n";
  }
  await write(`\n]${after}\n`);
}
