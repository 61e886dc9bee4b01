import type { ActionSet } from "./action-sets.ts";

/** Actions that the same statements speak of. */
export type ActionClass = { readonly statements: readonly number[] };

export type ActionPartition = {
  /** Number of the class, by number of action. */
  readonly classOf: Int32Array;
  /** Empty ones among them. */
  readonly classes: readonly ActionClass[];
};

export type NamedSet = { readonly number: number; readonly set: ActionSet };

/**
 * Splits the actions by which of the sets hold them: set by set, each class in two. O(actions + elements of the sets +
 * classes x sets): a complement is told by what it leaves out.
 */
export function partitionActions(actions: number, sets: readonly NamedSet[]): ActionPartition {
  const classOf = new Int32Array(actions);
  const statements: number[][] = [[]];
  for (const { number, set } of sets) {
    // By the class that an action leaves, the class that it enters.
    const split = new Map<number, number>();
    for (const action of set.numbers) {
      const old = classOf[action] ?? 0;
      let made = split.get(old);
      if (made === undefined) {
        made = statements.length;
        statements.push([...(statements[old] ?? [])]);
        split.set(old, made);
      }
      classOf[action] = made;
    }
    const entered = new Set(split.values());
    if (set.isComplement) {
      statements.forEach((list, at) => {
        if (!entered.has(at)) list.push(number);
      });
    } else {
      for (const at of entered) statements[at]?.push(number);
    }
  }
  return { classOf, classes: statements.map((list) => ({ statements: list })) };
}
