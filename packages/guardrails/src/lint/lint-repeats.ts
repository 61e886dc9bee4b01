import { statementHash } from "../decide/statement-hash.ts";
import type { PolicyDocument } from "../policy-document.ts";
import type { Found } from "./found-problem.ts";

/**
 * A Sid that an earlier statement has.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_sid.html
 */
function repeatedSids({ statements }: PolicyDocument): readonly Found[] {
  const seen = new Set<string>();
  return statements.flatMap(({ sid, index }): readonly Found[] => {
    if (sid === null || sid === "") return [];
    const isRepeated = seen.has(sid);
    seen.add(sid);
    const details = { problem: "duplicate-sid", text: sid };
    return isRepeated ? [{ code: "policy-syntax", severity: "warning", path: `Statement[${index}].Sid`, details }] : [];
  });
}

/** Statements of a policy that say what an earlier one says, whatever their Sid and the order of their lists. */
export function lintRepeats(document: PolicyDocument): readonly Found[] {
  const { statements, version } = document;
  const seen = new Map<string, number>();
  const repeats = statements.flatMap((statement): readonly Found[] => {
    const hash = statementHash({ version, statement });
    const first = seen.get(hash);
    if (first === undefined) {
      seen.set(hash, statement.index);
      return [];
    }
    const path = `Statement[${statement.index}]`;
    return [{ code: "duplicate-statement", severity: "note", path, details: { other: `Statement[${first}]` } }];
  });
  return [...repeatedSids(document), ...repeats];
}
