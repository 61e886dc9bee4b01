import { keyFamily } from "../decide/keys.ts";
import { isAboutManagement } from "../decide/prepare-cases.ts";
import type { ActionUniverse } from "../universe/action-universe.ts";

/** What a decision takes from an action beside its name. */
export type Traits = {
  readonly number: number;
  /** Of the keys that statements ask for, those that a call of the action can carry; null where nobody knows it. */
  readonly carried: ReadonlySet<string> | null;
  /** How RCPs bind it, whose its resources are, and whether they are of several types. */
  readonly control: string;
};

/**
 * Traits of actions, as far as the keys that statements ask for tell them apart. Each key that is added makes more
 * traits; those that were told before keep their number.
 */
export class ActionTraits {
  private readonly universe: ActionUniverse;
  private readonly keysAsked: ReadonlySet<string>;
  private seen = 0;
  private byAction = new Map<string, Traits>();
  private byList = new Map<readonly string[], readonly string[]>();
  private readonly known = new Map<string, Traits>();

  /** `keysAsked` may grow. */
  constructor(universe: ActionUniverse, keysAsked: ReadonlySet<string>) {
    this.universe = universe;
    this.keysAsked = keysAsked;
  }

  /** Changes whenever there are more keys. */
  get version(): number {
    return this.keysAsked.size;
  }

  of(name: string): Traits {
    if (this.seen !== this.version) {
      this.seen = this.version;
      this.byAction = new Map();
      this.byList = new Map();
    }
    const known = this.byAction.get(name);
    if (known !== undefined) return known;
    const made = this.make(name);
    this.byAction.set(name, made);
    return made;
  }

  private make(name: string): Traits {
    const facts = this.universe.action(name);
    const lower = name.toLowerCase();
    const isCovered = this.universe.resourceControlled.services.has(lower.slice(0, lower.indexOf(":")));
    const types = facts?.resourceTypes.length ?? 0;
    const isBound = isCovered && types > 0 && lower !== "kms:retiregrant";
    const control = [isCovered, isBound, facts !== undefined, isAboutManagement(name), types > 1].join(" ");
    const lists = facts === undefined ? [] : [facts.keys, ...facts.resourceTypes.map(({ keys }) => keys)];
    const carried = [...new Set(lists.flatMap((list) => this.askedOf(list)))].sort();
    const key = `${control} ${carried.join(" ")}`;
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const made = { number: this.known.size, carried: facts === undefined ? null : new Set(carried), control };
    this.known.set(key, made);
    return made;
  }

  /** Actions share their lists of keys. */
  private askedOf(list: readonly string[]): readonly string[] {
    const known = this.byList.get(list);
    if (known !== undefined) return known;
    const listed = new Set(list);
    const made = [...this.keysAsked].filter((name) => listed.has(name) || listed.has(keyFamily(name)));
    this.byList.set(list, made);
    return made;
  }
}
