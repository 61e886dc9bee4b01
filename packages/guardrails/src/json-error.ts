type Expectation = "value" | "value-or-end" | "key" | "key-or-end" | "colon" | "comma-or-end" | "end";

const literal = /(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)/y;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what JSON forbids in a string.
const string = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;

/**
 * Where a text stops being JSON: the offset of the first token that does not fit, the text's length where it ends too
 * soon; null for JSON. One pass without recursion, since `JSON.parse` tells no place in a form to rely on.
 */
export function jsonErrorAt(text: string): number | null {
  const open: ("{" | "[")[] = [];
  let expected: Expectation = "value";
  let at = 0;
  for (;;) {
    while (" \t\n\r".includes(text[at] ?? "x")) at += 1;
    const character = text[at];
    if (character === undefined) return expected === "end" ? null : text.length;
    const next = step(text, at, expected, open);
    if (next === null) return at;
    at = next.at;
    expected = next.expected;
  }
}

type Next = { readonly at: number; readonly expected: Expectation };

function step(text: string, at: number, expected: Expectation, open: ("{" | "[")[]): Next | null {
  const character = text[at];
  const top = open.at(-1);
  if (expected === "end") return null;
  if (expected === "colon") return character === ":" ? { at: at + 1, expected: "value" } : null;
  const mayEnd = expected === "comma-or-end" || expected === "key-or-end" || expected === "value-or-end";
  if (mayEnd && top !== undefined && character === (top === "{" ? "}" : "]")) {
    open.pop();
    return { at: at + 1, expected: afterValue(open) };
  }
  if (expected === "comma-or-end")
    return character === "," ? { at: at + 1, expected: top === "{" ? "key" : "value" } : null;
  if (expected === "key" || expected === "key-or-end") {
    const end = endOf(string, text, at);
    return end === null ? null : { at: end, expected: "colon" };
  }
  if (character === "{" || character === "[") {
    open.push(character);
    return { at: at + 1, expected: character === "{" ? "key-or-end" : "value-or-end" };
  }
  const end = endOf(character === '"' ? string : literal, text, at);
  return end === null ? null : { at: end, expected: afterValue(open) };
}

function afterValue(open: readonly unknown[]): Expectation {
  return open.length === 0 ? "end" : "comma-or-end";
}

function endOf(pattern: RegExp, text: string, at: number): number | null {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : null;
}
