/** Offsets in a text, `to` not included. */
export type TextRange = { readonly from: number; readonly to: number };

/**
 * Where a path such as `Statement[2].Condition.StringLike.aws:PrincipalArn[0]` stands in a policy's text; null where the
 * text has no such place. A list of one may be written without brackets: `[0]` is then the value itself. Keys may hold
 * dots, so the path is read along the text. One pass without recursion.
 */
export function positionOf(text: string, path: string): TextRange | null {
  let at = afterSpace(text, 0);
  let rest = path;
  while (rest !== "") {
    const inside = text[at] === "{" ? keyStep(text, at, rest) : text[at] === "[" ? indexStep(text, at, rest) : null;
    const step = inside ?? selfStep(at, rest);
    if (step === null) return null;
    at = step.at;
    rest = step.rest;
  }
  return at < text.length ? { from: at, to: endOfValue(text, at) } : null;
}

/** Where each element of the list at `list` stands; none where there is no list. */
export function elementsOf(text: string, list: TextRange): readonly TextRange[] {
  const elements: TextRange[] = [];
  if (text[list.from] !== "[") return elements;
  let at = afterSpace(text, list.from + 1);
  while (at < list.to && text[at] !== "]") {
    const to = endOfValue(text, at);
    elements.push({ from: at, to });
    at = afterSpace(text, to);
    if (text[at] !== ",") break;
    at = afterSpace(text, at + 1);
  }
  return elements;
}

type Step = { readonly at: number; readonly rest: string };

/** `[0]` of what is no list. */
function selfStep(at: number, rest: string): Step | null {
  return rest.startsWith("[0]") ? { at, rest: rest.slice(3).replace(/^\./, "") } : null;
}

function keyStep(text: string, start: number, rest: string): Step | null {
  let found: Step | null = null;
  let longest = -1;
  let at = afterSpace(text, start + 1);
  while (text[at] === '"') {
    const end = endOfString(text, at);
    const key = decodeString(text.slice(at, end));
    const valueAt = afterSpace(text, afterSpace(text, end) + 1);
    const following = rest[key.length];
    if (
      key.length > longest &&
      rest.startsWith(key) &&
      (following === undefined || following === "." || following === "[")
    ) {
      longest = key.length;
      found = { at: valueAt, rest: rest.slice(key.length).replace(/^\./, "") };
    }
    at = afterSpace(text, endOfValue(text, valueAt));
    if (text[at] !== ",") break;
    at = afterSpace(text, at + 1);
  }
  return found;
}

function indexStep(text: string, start: number, rest: string): Step | null {
  const [whole = "", digits] = /^\[(\d{1,7})\]\.?/.exec(rest) ?? [];
  if (digits === undefined) return null;
  let at = afterSpace(text, start + 1);
  for (let index = 0; index < Number(digits); index += 1) {
    at = afterSpace(text, endOfValue(text, at));
    if (text[at] !== ",") return null;
    at = afterSpace(text, at + 1);
  }
  return text[at] === "]" || at >= text.length ? null : { at, rest: rest.slice(whole.length) };
}

function afterSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && /[\s\ufeff]/.test(text[at] ?? "")) at += 1;
  return at;
}

/** Past the closing quote. */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] === "\\") at += 1;
    else if (text[at] === '"') return at + 1;
  }
  return text.length;
}

function endOfValue(text: string, start: number): number {
  if (text[start] === '"') return endOfString(text, start);
  let depth = 0;
  for (let at = start; at < text.length; at += 1) {
    const character = text[at];
    if (character === '"') at = endOfString(text, at) - 1;
    else if (character === "{" || character === "[") depth += 1;
    else if (character === "}" || character === "]") {
      if (depth <= 1) return depth === 0 ? at : at + 1;
      depth -= 1;
    } else if (depth === 0 && (character === "," || /\s/.test(character ?? ""))) return at;
  }
  return text.length;
}

function decodeString(literal: string): string {
  try {
    return String(JSON.parse(literal));
  } catch {
    return literal.slice(1, -1);
  }
}
