/**
 * AWS's `*` (any run of characters, none included) and `?` (one character), case-sensitive; the whole text must match.
 */
export function matchesPattern(pattern: string, text: string): boolean {
  return matchesMarked(pattern, null, text);
}

/**
 * The same where some characters of the pattern stand for themselves, whatever they are: `isLiteral` says which.
 * Two pointers with one point of return: at most pattern x text steps, whatever the pattern.
 */
export function matchesMarked(pattern: string, isLiteral: readonly boolean[] | null, text: string): boolean {
  let inPattern = 0;
  let inText = 0;
  let star = -1;
  let resume = 0;
  while (inText < text.length) {
    const wanted = pattern[inPattern];
    const isWild = (wanted === "*" || wanted === "?") && isLiteral?.[inPattern] !== true;
    if (isWild && wanted === "*") {
      star = inPattern;
      resume = inText;
      inPattern += 1;
    } else if (isWild) {
      inPattern += 1;
      inText += widthAt(text, inText);
    } else if (wanted !== undefined && wanted === text[inText]) {
      inPattern += 1;
      inText += 1;
    } else if (star !== -1) {
      inPattern = star + 1;
      resume += widthAt(text, resume);
      inText = resume;
    } else {
      return false;
    }
  }
  while (pattern[inPattern] === "*" && isLiteral?.[inPattern] !== true) inPattern += 1;
  return inPattern === pattern.length;
}

/** One character outside the Basic Multilingual Plane takes two places in a text. */
function widthAt(text: string, at: number): 1 | 2 {
  const point = text.codePointAt(at);
  return point !== undefined && point > 0xffff ? 2 : 1;
}

/** Whether an `Action` pattern names an action. Actions are compared without case. */
export function matchesAction(pattern: string, action: string): boolean {
  return matchesPattern(pattern.toLowerCase(), action.toLowerCase());
}

/** `*` and `*:*`, in any number of stars: every action of every service. */
export function isEveryAction(pattern: string): boolean {
  return /^\*+(:\*+)?$/.test(pattern);
}

/** `*` in any number of stars: every resource. */
export function isEveryResource(pattern: string): boolean {
  return /^\*+$/.test(pattern);
}
