import { readFile, stat } from "node:fs/promises";
import { text } from "node:stream/consumers";
import type { FileProblem } from "@sekinin/guardrails";
import { BadInput } from "./report.ts";

const mostBytes = 400_000_000;

/** A file's text, `-` for standard input. What is too large for a text, is no UTF-8 or is not there is told as such. */
export async function readText(path: string): Promise<string> {
  if (path === "-") return text(process.stdin);
  try {
    if ((await stat(path)).size > mostBytes) throw new BadInput(`\`${path}\` is larger than ${mostBytes} bytes.`);
    return new TextDecoder("utf-8", { fatal: true }).decode(await readFile(path));
  } catch (error) {
    if (error instanceof BadInput) throw error;
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    if (code === "ENOENT") throw new BadInput(`There is no file \`${path}\`.`, { cause: error });
    if (code === "ERR_ENCODING_INVALID_ENCODED_DATA")
      throw new BadInput(`\`${path}\` is not UTF-8. Save it as UTF-8 text.`, { cause: error });
    throw new BadInput(`\`${path}\` could not be read (${code}).`, { cause: error });
  }
}

/** Every problem of a file, a line each: the place, what is wrong, what would do. */
export function refuse(path: string, problems: readonly FileProblem[]): never {
  const lines = problems.map(
    ({ path: place, code, expected }) => `${path}: ${place === "" ? "the file" : place}: ${code}; expected ${expected}`,
  );
  throw new BadInput(lines.join("\n"));
}
