/** One place of a pattern: a character, any one character, or any run of characters. */
type Token =
  | { readonly kind: "character"; readonly character: string }
  | { readonly kind: "any" | "run"; readonly crossesColons: boolean };

/** A wildcard pattern ready to be stepped through, one character at a time. */
export type Pattern = {
  readonly source: string;
  readonly tokens: readonly Token[];
  readonly ignoresCase: boolean;
};

/** Positions in a pattern at which a reader may stand, ascending; `tokens.length` is the end. */
export type Positions = readonly number[];

/** A piece of a pattern as written: `text` with wildcards in it, or taken as it is (`${*}`, the value of a variable). */
export type PatternPiece = { readonly text: string; readonly isLiteral: boolean };

export function written(text: string): readonly PatternPiece[] {
  return [{ text, isLiteral: false }];
}

/**
 * `*` and `?` as in StringLike: they match colons too.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_String
 */
export function globPattern(pieces: readonly PatternPiece[], ignoresCase = false): Pattern {
  const tokens = charactersOf(pieces).map(({ character, isLiteral }) => tokenOf(character, isLiteral, true));
  return { source: sourceOf(pieces), tokens, ignoresCase };
}

/** The text and nothing else: StringEquals. */
export function exactPattern(pieces: readonly PatternPiece[], ignoresCase = false): Pattern {
  const tokens = charactersOf(pieces).map(({ character }) => tokenOf(character, true, true));
  return { source: sourceOf(pieces), tokens, ignoresCase };
}

const arnParts = 6;

/**
 * ArnLike and ArnEquals: the six parts are compared apart, so that wildcards of the first five match no colon. Null for
 * what has fewer parts, which matches nothing.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_ARN
 */
export function arnPattern(pieces: readonly PatternPiece[]): Pattern | null {
  let colons = 0;
  const tokens = charactersOf(pieces).map(({ character, isLiteral }) => {
    const token = tokenOf(character, isLiteral, colons >= arnParts - 1);
    if (character === ":") colons += 1;
    return token;
  });
  return colons < arnParts - 1 ? null : { source: sourceOf(pieces), tokens, ignoresCase: false };
}

function sourceOf(pieces: readonly PatternPiece[]): string {
  return pieces.map(({ text }) => text).join("");
}

function charactersOf(pieces: readonly PatternPiece[]) {
  return pieces.flatMap(({ text, isLiteral }) => [...text].map((character) => ({ character, isLiteral })));
}

function tokenOf(character: string, isLiteral: boolean, crossesColons: boolean): Token {
  if (isLiteral || (character !== "*" && character !== "?")) return { kind: "character", character };
  return { kind: character === "*" ? "run" : "any", crossesColons };
}

function fold(character: string, ignoresCase: boolean): string {
  return ignoresCase ? character.toLowerCase() : character;
}

/** Where a reader of nothing stands. */
export function startOf(pattern: Pattern): Positions {
  return closure(pattern, [0]);
}

/** Where a reader stands after one more character; empty where the pattern cannot match any more. */
export function step(pattern: Pattern, positions: Positions, character: string): Positions {
  const next: number[] = [];
  for (const position of positions) {
    const token = pattern.tokens[position];
    if (token === undefined) continue;
    if (token.kind === "character") {
      if (fold(token.character, pattern.ignoresCase) === fold(character, pattern.ignoresCase)) next.push(position + 1);
    } else if (token.crossesColons || character !== ":") {
      next.push(token.kind === "run" ? position : position + 1);
    }
  }
  return closure(pattern, next);
}

/** A run may be empty, so that its reader stands behind it as well. */
function closure(pattern: Pattern, positions: readonly number[]): Positions {
  const reached = new Set<number>();
  for (const position of positions) {
    let at = position;
    while (!reached.has(at)) {
      reached.add(at);
      if (pattern.tokens[at]?.kind !== "run") break;
      at += 1;
    }
  }
  return [...reached].sort((left, right) => left - right);
}

export function accepts(pattern: Pattern, positions: Positions): boolean {
  return positions[positions.length - 1] === pattern.tokens.length;
}

/** Whether the whole text matches. */
export function matches(pattern: Pattern, text: string): boolean {
  let positions = startOf(pattern);
  for (const character of text) {
    positions = step(pattern, positions, character);
    if (positions.length === 0) return false;
  }
  return accepts(pattern, positions);
}

/** Characters that a reader at these positions could go on with by name. */
export function expected(pattern: Pattern, positions: Positions): readonly string[] {
  return positions.flatMap((position) => {
    const token = pattern.tokens[position];
    return token?.kind === "character" ? [token.character] : [];
  });
}
