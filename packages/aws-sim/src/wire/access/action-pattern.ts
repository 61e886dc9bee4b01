/** True when an IAM action matches a pattern of a policy: `*` any run, `?` one character, letters of any case. */
export type ActionMatcher = (action: string) => boolean;

const compiled = new WeakMap<readonly string[], ActionMatcher>();

/** Compiles a list of patterns once per list: roles keep theirs for as long as they live. */
export function matcherOf(patterns: readonly string[]): ActionMatcher {
  let matcher = compiled.get(patterns);
  if (matcher === undefined) {
    const exact = new Set<string>();
    const wild: string[] = [];
    for (const pattern of patterns.map((each) => each.toLowerCase())) {
      if (/[*?]/.test(pattern)) wild.push(pattern);
      else exact.add(pattern);
    }
    matcher = (action) => {
      const lower = action.toLowerCase();
      return exact.has(lower) || wild.some((pattern) => matches(pattern, lower));
    };
    compiled.set(patterns, matcher);
  }
  return matcher;
}

/** No regular expression: a policy of many stars comes from a client and must not take exponential time. */
function matches(pattern: string, text: string): boolean {
  let at = 0;
  let star = -1;
  let afterStar = 0;
  for (let index = 0; index < text.length; ) {
    const symbol = pattern[at];
    if (symbol === "*") {
      star = at;
      at += 1;
      afterStar = index;
    } else if (symbol === "?" || symbol === text[index]) {
      at += 1;
      index += 1;
    } else if (star >= 0) {
      // Only the last star need grow: an earlier one could reach nothing that this one cannot.
      afterStar += 1;
      index = afterStar;
      at = star + 1;
    } else {
      return false;
    }
  }
  while (pattern[at] === "*") at += 1;
  return at === pattern.length;
}
