/** A part of a text, offsets from 0, `to` excluded. */
export type TextRange = { readonly from: number; readonly to: number };

/** One line as it is shown; `from` and `to` say which part of the source it shows. */
export type PolicyLine = TextRange & { readonly text: string };

/** A line longer than this is hard to read: minified policies are laid out anew. */
const longest = 120;
/** Deeper nesting is drawn no further in: a policy needs five. */
const mostIndent = 20;
const mostLines = 20_000;

/** The policy's own text by lines. A minified one gets line breaks between its elements; no other character changes. */
export function policyLines(text: string): readonly PolicyLine[] {
  const own = ownLines(text);
  return own.some((line) => line.text.length > longest) && /^\s*[[{]/.test(text) ? laidOut(text) : own;
}

function ownLines(text: string): PolicyLine[] {
  const lines: PolicyLine[] = [];
  let from = 0;
  for (const line of text.split("\n").slice(0, mostLines)) {
    lines.push({ text: line.replace(/\r$/, ""), from, to: from + line.length });
    from += line.length + 1;
  }
  return lines;
}

function laidOut(text: string): PolicyLine[] {
  const lines: PolicyLine[] = [];
  let depth = 0;
  let line: { text: string; from: number; to: number } | null = null;
  const put = (part: string, from: number, to: number) => {
    line ??= { text: "  ".repeat(Math.min(depth, mostIndent)), from, to };
    line.text += part;
    line.to = to;
  };
  const end = () => {
    if (line !== null && lines.length < mostLines) lines.push(line);
    line = null;
  };
  for (const token of text.matchAll(/"(?:[^"\\]|\\.)*"?|[{[]\s*[\]}]|[{}[\],:]|[^\s"{}[\],:]+/gs)) {
    const [part] = token;
    const to = token.index + part.length;
    if (part === "}" || part === "]") {
      end();
      depth = Math.max(0, depth - 1);
    }
    put(part === ":" ? ": " : part.replace(/^([{[])\s+(?=[\]}]$)/, "$1"), token.index, to);
    if (part === "{" || part === "[") {
      end();
      depth += 1;
    } else if (part === ",") end();
  }
  end();
  return lines;
}

/** Whether a line shows some of a range. */
export function isWithin(line: TextRange, range: TextRange): boolean {
  return line.from < range.to && range.from < Math.max(line.to, line.from + 1);
}

/** First and last line that show some of the ranges, and `around` more on both sides; all where there is no range. */
export function linesAround(
  lines: readonly PolicyLine[],
  ranges: readonly TextRange[],
  around: number,
): { readonly first: number; readonly last: number } {
  const hit = lines.flatMap((line, at) => (ranges.some((range) => isWithin(line, range)) ? [at] : []));
  const [first, last] = [hit[0], hit.at(-1)];
  if (first === undefined || last === undefined) return { first: 0, last: lines.length };
  return { first: Math.max(0, first - around), last: Math.min(lines.length, last + around + 1) };
}
