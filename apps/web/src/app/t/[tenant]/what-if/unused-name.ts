const longestName = 200;

/** The name, numbered from 2 where a draft has it already: drafts of one gap must be told apart in lists. */
export function unusedName(name: string, drafts: readonly { readonly name: string }[]): string {
  const taken = new Set(drafts.map((draft) => draft.name));
  const first = name.slice(0, longestName);
  for (let number = 2, tried = first; ; number += 1) {
    if (!taken.has(tried)) return tried;
    const ending = ` (${number})`;
    tried = `${name.slice(0, longestName - ending.length)}${ending}`;
  }
}
