/**
 * AWS's `*` (any run of characters, none included) and `?` (one character), case-sensitive; the whole text must match.
 * Two pointers with one point of return: at most pattern x text steps, whatever the pattern.
 */
export function matchesPattern(pattern: string, text: string): boolean {
  let inPattern = 0;
  let inText = 0;
  let star = -1;
  let resume = 0;
  while (inText < text.length) {
    const wanted = pattern[inPattern];
    if (wanted === "*") {
      star = inPattern;
      resume = inText;
      inPattern += 1;
    } else if (wanted !== undefined && (wanted === "?" || wanted === text[inText])) {
      inPattern += 1;
      inText += 1;
    } else if (star !== -1) {
      inPattern = star + 1;
      resume += 1;
      inText = resume;
    } else {
      return false;
    }
  }
  while (pattern[inPattern] === "*") inPattern += 1;
  return inPattern === pattern.length;
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
