import { statementHash } from "../decide/statement-hash.ts";
import type { PolicyDocument } from "../policy-document.ts";
import type { Found } from "./found-problem.ts";

/** Statements of a policy that say what an earlier one says, whatever their Sid and the order of their lists. */
export function lintRepeats({ statements, version }: PolicyDocument): readonly Found[] {
  const seen = new Map<string, number>();
  return statements.flatMap((statement): readonly Found[] => {
    const hash = statementHash({ version, statement });
    const first = seen.get(hash);
    if (first === undefined) {
      seen.set(hash, statement.index);
      return [];
    }
    const path = `Statement[${statement.index}]`;
    return [{ code: "duplicate-statement", severity: "note", path, details: { other: `Statement[${first}]` } }];
  });
}
