/** True when an IAM action matches a pattern of a policy: `*` any run, `?` one character, letters of any case. */
export type ActionMatcher = (action: string) => boolean;

const compiled = new WeakMap<readonly string[], ActionMatcher>();

/** Compiles a list of patterns once per list: roles keep theirs for as long as they live. */
export function matcherOf(patterns: readonly string[]): ActionMatcher {
  let matcher = compiled.get(patterns);
  if (matcher === undefined) {
    const expressions = patterns.map(toExpression);
    matcher = (action) => expressions.some((expression) => expression.test(action));
    compiled.set(patterns, matcher);
  }
  return matcher;
}

function toExpression(pattern: string): RegExp {
  // Runs of stars are one star: "**" must not make the match quadratic.
  const source = pattern
    .replace(/\*+/g, "*")
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${source}$`, "i");
}
