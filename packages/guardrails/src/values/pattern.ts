/** One place of a pattern: a character, any one character, or any run of characters. */
export type Token =
  | { readonly kind: "character"; readonly character: string }
  | { readonly kind: "any" | "run"; readonly crossesColons: boolean };

/** A wildcard pattern ready to be stepped through, one character at a time. */
export type Pattern = {
  readonly source: string;
  readonly tokens: readonly Token[];
  readonly ignoresCase: boolean;
};

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
 * what has fewer parts.
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
  return pieces.flatMap(({ text, isLiteral }) => Array.from(text, (character) => ({ character, isLiteral })));
}

function tokenOf(character: string, isLiteral: boolean, crossesColons: boolean): Token {
  if (isLiteral || (character !== "*" && character !== "?")) return { kind: "character", character };
  return { kind: character === "*" ? "run" : "any", crossesColons };
}

/** As a pattern compares a character. */
export function folded(character: string, { ignoresCase }: Pattern): string {
  return ignoresCase ? character.toLowerCase() : character;
}

/**
 * Whether the whole text matches. Two pointers with one point of return, at the last run: an earlier run cannot help,
 * since a run that stops at colons ends with its part and one that crosses them could take in whatever comes.
 */
export function matches(pattern: Pattern, text: string): boolean {
  const { tokens } = pattern;
  const characters = Array.from(text);
  let token = 0;
  let at = 0;
  let run = -1;
  let resume = 0;
  while (at < characters.length) {
    const wanted = tokens[token];
    if (wanted?.kind === "run") {
      run = token;
      resume = at;
      token += 1;
    } else if (wanted !== undefined && takes(pattern, wanted, characters[at] ?? "")) {
      token += 1;
      at += 1;
    } else {
      const last = tokens[run];
      if (last === undefined || !takes(pattern, last, characters[resume] ?? "")) return false;
      token = run + 1;
      resume += 1;
      at = resume;
    }
  }
  while (tokens[token]?.kind === "run") token += 1;
  return token === tokens.length;
}

/** Whether one place of the pattern takes one character. */
export function takes(pattern: Pattern, token: Token, character: string): boolean {
  if (token.kind === "character") return folded(token.character, pattern) === folded(character, pattern);
  return token.crossesColons || character !== ":";
}

/**
 * Whether one pattern takes in every text of another, told by their writing alone: true is certain, false is not. Same
 * walk as `matches`, over the places of the other pattern.
 */
export function covers(general: Pattern, special: Pattern): boolean {
  if (special.ignoresCase && !general.ignoresCase) return false;
  const { tokens } = general;
  const places = special.tokens;
  let token = 0;
  let at = 0;
  let run = -1;
  let resume = 0;
  while (at < places.length) {
    const wanted = tokens[token];
    const place = places[at] as Token;
    if (wanted?.kind === "run") {
      run = token;
      resume = at;
      token += 1;
    } else if (wanted !== undefined && takesPlace(general, wanted, place)) {
      token += 1;
      at += 1;
    } else {
      const last = tokens[run];
      if (last === undefined || !takesPlace(general, last, places[resume] as Token)) return false;
      token = run + 1;
      resume += 1;
      at = resume;
    }
  }
  while (tokens[token]?.kind === "run") token += 1;
  return token === tokens.length;
}

function takesPlace(general: Pattern, token: Token, place: Token): boolean {
  if (place.kind === "character") return takes(general, token, place.character);
  if (token.kind === "character" || (token.kind === "any" && place.kind === "run")) return false;
  return token.crossesColons || !place.crossesColons;
}
