import { type PolicyLine, policyLines } from "@sekinin/ui";

export type DiffLine = { readonly kind: "same" | "removed" | "added"; readonly text: string };

/** Longer texts are told as a whole: the comparison takes lines times lines. */
const mostLines = 1_500;

/** What differs between two texts of a policy, line by line; unchanged lines only near a change. */
export function policyDiff(before: string, after: string, around = 2): readonly DiffLine[] | null {
  const [old, young] = [linesOf(before), linesOf(after)];
  if (old.length > mostLines || young.length > mostLines) return null;
  return near(compared(old, young), around);
}

function linesOf(text: string): string[] {
  return policyLines(text).map(({ text: line }: PolicyLine) => line);
}

/** The longest common subsequence, by the classic table. */
function compared(old: readonly string[], young: readonly string[]): DiffLine[] {
  const width = young.length + 1;
  const common = new Uint16Array((old.length + 1) * width);
  const at = (i: number, j: number) => common[i * width + j] ?? 0;
  for (let i = old.length - 1; i >= 0; i -= 1) {
    for (let j = young.length - 1; j >= 0; j -= 1) {
      common[i * width + j] = old[i] === young[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const lines: DiffLine[] = [];
  let [i, j] = [0, 0];
  while (i < old.length || j < young.length) {
    const [removed, added] = [old[i], young[j]];
    if (removed !== undefined && removed === added) {
      lines.push({ kind: "same", text: removed });
      i += 1;
      j += 1;
    } else if (removed !== undefined && (added === undefined || at(i + 1, j) >= at(i, j + 1))) {
      lines.push({ kind: "removed", text: removed });
      i += 1;
    } else {
      lines.push({ kind: "added", text: added ?? "" });
      j += 1;
    }
  }
  return lines;
}

function near(lines: readonly DiffLine[], around: number): DiffLine[] {
  const kept = new Set<number>();
  for (const [index, { kind }] of lines.entries()) {
    if (kind === "same") continue;
    for (let at = index - around; at <= index + around; at += 1) kept.add(at);
  }
  return lines.filter((_, index) => kept.has(index));
}
