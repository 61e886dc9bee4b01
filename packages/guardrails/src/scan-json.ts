/** What `JSON.parse` does not tell: how deep a text nests, and the first key that an object holds twice. */
export type JsonShape = { readonly depth: number; readonly duplicateKey: string | null };

type Frame = { readonly keys: Set<string> | null; expectsKey: boolean };

/**
 * One pass without recursion, so that no depth can exhaust the stack.
 * `duplicateKey` is only meaningful for text that `JSON.parse` accepts; broken text gives some shape and never throws.
 */
export function scanJson(text: string): JsonShape {
  const frames: Frame[] = [];
  let depth = 0;
  let duplicateKey: string | null = null;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    const top = frames[frames.length - 1];
    if (character === '"') {
      const end = endOfString(text, at);
      if (top?.keys && top.expectsKey) {
        const key = decode(text.slice(at, end + 1));
        if (top.keys.has(key)) duplicateKey ??= key;
        top.keys.add(key);
        top.expectsKey = false;
      }
      at = end;
    } else if (character === "{" || character === "[") {
      frames.push({ keys: character === "{" ? new Set() : null, expectsKey: character === "{" });
      depth = Math.max(depth, frames.length);
    } else if (character === "}" || character === "]") {
      frames.pop();
    } else if (character === "," && top?.keys) {
      top.expectsKey = true;
    }
  }
  return { depth, duplicateKey };
}

function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] === "\\") at += 1;
    else if (text[at] === '"') return at;
  }
  return text.length;
}

/** Keys are compared as JSON means them: `"\u0041"` is `"A"`. */
function decode(literal: string): string {
  if (!literal.includes("\\")) return literal.slice(1, -1);
  try {
    return String(JSON.parse(literal));
  } catch {
    return literal;
  }
}
