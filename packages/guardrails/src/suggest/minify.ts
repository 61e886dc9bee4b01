/** JSON without blank space between its tokens, without reading it: what a console stores of a text. One pass. */
export function withoutBlankSpace(text: string): string {
  const kept: string[] = [];
  let isQuoted = false;
  let from = 0;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (isQuoted && character === "\\") at += 1;
    else if (character === '"') isQuoted = !isQuoted;
    else if (!isQuoted && (character === " " || character === "\n" || character === "\t" || character === "\r")) {
      kept.push(text.slice(from, at));
      from = at + 1;
    }
  }
  kept.push(text.slice(from));
  return kept.join("");
}

/** Characters that are left of a text without blank space between its tokens. */
export function minifiedLength(text: string): number {
  return withoutBlankSpace(text).length;
}
