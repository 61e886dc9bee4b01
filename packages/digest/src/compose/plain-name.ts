/** Characters that break lines, hide, or turn the direction of what follows. */
const unsafe = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u{e0000}-\u{e007f}]+/gu;
const joiner = "\u2060";
export const longestName = 48;

/**
 * A name of AWS's or a tenant's as one short line of text. Mail programs make links of whatever looks like an address:
 * an invisible joiner keeps a name from becoming one, so that all links of a digest are our own.
 */
export function plainName(name: string, longest = longestName): string {
  // Cut before anything else looks at it: a name may be 64 kB.
  const clean = name
    .slice(0, 4 * longest)
    .replace(unsafe, " ")
    .replace(/\s+/g, " ")
    .trim();
  const cut = Array.from(clean);
  const bounded = cut.length > longest ? `${cut.slice(0, longest - 1).join("")}…` : clean;
  return bounded
    .replaceAll("://", `:${joiner}//`)
    .replaceAll("@", `@${joiner}`)
    .replace(/www\./gi, (www) => `${www}${joiner}`)
    .replace(/\b(mailto|javascript|data|tel):/gi, `$1${joiner}:`);
}
