/** Characters that break lines, hide, or turn the direction of what follows. */
const unsafe = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u{e0000}-\u{e007f}]+/gu;
const joiner = "\u2060";
/** What an address is held together by, the dots of other scripts too; before a space they hold nothing. */
const hinges = /[.\u3002\uff0e\uff61@:](?! )|\/(?=\/)/g;
export const longestName = 48;

/**
 * A name of AWS's or a tenant's as one short line of text. Mail programs make links of whatever looks like an address,
 * "login.example.com/reset" too: an invisible joiner after each dot, colon and at sign keeps a name from becoming one,
 * also together with the words around it, so that all links of a digest are our own.
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
  return bounded.replace(hinges, (hinge) => `${hinge}${joiner}`);
}
