import type { Atom } from "../objectives/atom.ts";
import { expandObjective } from "../objectives/expand-objective.ts";
import type { Objective, ObjectiveParameters, RequestPart } from "../objectives/objective.ts";
import type { ActionFacts, ActionUniverse } from "../universe/action-universe.ts";
import { ActionSets } from "./action-sets.ts";

/** What the atoms of all objectives depend on beside the policies. */
export type AtomScope = {
  readonly universe: ActionUniverse;
  readonly objectives: readonly Objective[];
  readonly parameters: ObjectiveParameters;
  readonly organization: { readonly id: string; readonly partition: string };
};

/** Atoms that nothing but the name of their action tells apart: same callers, resources, conditions and keys carried. */
export type AtomKind = {
  readonly number: number;
  /** Number of its callers, resources, conditions, and whether RCPs bind it. */
  readonly shape: number;
  readonly part: RequestPart;
  readonly actionKeys: ActionKeys;
  /** Texts that may hold `{account}`. */
  readonly isOfAccount: boolean;
};

/** Atoms of one kind stand together: those from `from` up to `to`. */
export type AtomRun = { readonly kind: AtomKind; readonly from: number; readonly to: number };

/** What a question about a key depends on in an action. */
export type ActionKeys = {
  readonly number: number;
  readonly isKnown: boolean;
  /** In lower case: its own and those of its resource types. */
  readonly listed: ReadonlySet<string>;
  /** How RCPs bind it. */
  readonly control: string;
};

export type AskedObjective = { readonly objective: Objective } & (
  | {
      readonly atoms: readonly Atom[];
      /** Numbers of their actions. */
      readonly actions: Int32Array;
      readonly runs: readonly AtomRun[];
    }
  | { readonly missing: readonly string[] }
);

/** Every question of the objectives, made once for many organisations' states. */
export class AtomBook {
  readonly asked: readonly AskedObjective[];
  readonly actions: ActionSets;
  private readonly universe: ActionUniverse;
  private readonly kinds = new Map<string, AtomKind>();
  private readonly shapes = new Map<string, number>();
  private readonly texts = new WeakMap<object, string>();
  private readonly keysOf = new Map<string, ActionKeys>();
  private readonly byAction = new Map<string, ActionKeys>();

  constructor({ universe, objectives, parameters, organization }: AtomScope) {
    this.universe = universe;
    const expanded = objectives.map((objective) => ({
      objective,
      made: expandObjective(objective, parameters, organization, universe),
    }));
    this.actions = new ActionSets(
      expanded.flatMap(({ made }) => ("atoms" in made ? made.atoms.map(({ action }) => action) : [])),
    );
    this.asked = expanded.map(({ objective, made }) =>
      "missing" in made ? { objective, missing: made.missing } : { objective, ...this.arrange(made.atoms) },
    );
  }

  private arrange(made: readonly Atom[]) {
    const sorted = made
      .map((atom) => ({ atom, kind: this.kindOf(atom) }))
      .sort((one, other) => one.kind.number - other.kind.number);
    const runs: AtomRun[] = [];
    sorted.forEach(({ kind }, from) => {
      const last = runs[runs.length - 1];
      if (last?.kind === kind) runs[runs.length - 1] = { ...last, to: from + 1 };
      else runs.push({ kind, from, to: from + 1 });
    });
    const atoms = sorted.map(({ atom }) => atom);
    return { atoms, actions: Int32Array.from(atoms, ({ action }) => this.actions.numberOf(action) ?? -1), runs };
  }

  /** The same object for atoms of one kind, those that no objective asks as well. */
  kindOf(atom: Atom): AtomKind {
    const actionKeys = this.keysOfAction(atom.action);
    const text = `${this.textOf(atom.resources)} ${this.textOf(atom.conditions)} ${atom.principals}`;
    const shape = numbered(this.shapes, `${actionKeys.control} ${text}`);
    const key = `${shape} ${actionKeys.number} ${atom.part}`;
    const known = this.kinds.get(key);
    if (known !== undefined) return known;
    const isOfAccount = text.includes("{account}");
    const made = { number: this.kinds.size, shape, part: atom.part, actionKeys, isOfAccount };
    this.kinds.set(key, made);
    return made;
  }

  private textOf(part: Atom["resources"] | Atom["conditions"]): string {
    const known = this.texts.get(part);
    if (known !== undefined) return known;
    const made = JSON.stringify(part);
    this.texts.set(part, made);
    return made;
  }

  /** The same object for actions that carry the same keys and are bound by RCPs alike. */
  private keysOfAction(name: string): ActionKeys {
    const known = this.byAction.get(name);
    if (known !== undefined) return known;
    const facts = this.universe.action(name);
    const listed = new Set(facts === undefined ? [] : keysListed(facts));
    const service = name.slice(0, name.indexOf(":")).toLowerCase();
    const isCovered = this.universe.resourceControlled.services.has(service);
    const hasResource = (facts?.resourceTypes.length ?? 0) > 0;
    const isSpared = name.toLowerCase() === "kms:retiregrant";
    const control = `${isCovered} ${isCovered && hasResource && !isSpared} ${facts !== undefined}`;
    const key = `${control} ${[...listed].sort().join(" ")}`;
    const made = this.keysOf.get(key) ?? { number: this.keysOf.size, isKnown: facts !== undefined, listed, control };
    this.keysOf.set(key, made);
    this.byAction.set(name, made);
    return made;
  }
}

function numbered(numbers: Map<string, number>, key: string): number {
  const number = numbers.get(key) ?? numbers.size;
  numbers.set(key, number);
  return number;
}

function keysListed({ keys, resourceTypes }: ActionFacts): readonly string[] {
  return [...keys, ...resourceTypes.flatMap((type) => type.keys)];
}
