import type { Atom } from "../objectives/atom.ts";
import { expandObjective } from "../objectives/expand-objective.ts";
import type { Objective, ObjectiveParameters, RequestPart } from "../objectives/objective.ts";
import type { ActionUniverse } from "../universe/action-universe.ts";
import { ActionSets } from "./action-sets.ts";
import { type ActionTraits, type Traits } from "./action-traits.ts";

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
  /** The same without what the resources are. */
  readonly manner: string;
  readonly part: RequestPart;
  readonly traits: Traits;
  /** Whether its texts hold `{account}`, or digits that may be an account's. */
  readonly isOfAccount: boolean;
};

/** Atoms of one kind stand together: those from `from` up to `to`. */
export type AtomRun = { readonly kind: AtomKind; readonly from: number; readonly to: number };

export type AskedObjective = { readonly objective: Objective } & (
  | {
      readonly atoms: readonly Atom[];
      /** Numbers of their actions. */
      readonly actions: Int32Array;
      readonly runs: readonly AtomRun[];
    }
  | { readonly missing: readonly string[] }
);

/** Every question of the objectives, made once for many states of an organisation. */
export class AtomBook {
  readonly actions: ActionSets;
  private readonly expanded: readonly { readonly objective: Objective; readonly made: Expanded }[];
  private readonly byId = new Map<string, AtomKind>();
  private readonly kinds = new Map<string, AtomKind>();
  private readonly shapes = new Map<string, number>();
  private readonly texts = new WeakMap<object, string>();
  private readonly traits: ActionTraits;
  private arranged: { readonly version: number; readonly asked: readonly AskedObjective[] } | null = null;

  constructor({ universe, objectives, parameters, organization }: AtomScope, traits: ActionTraits) {
    this.traits = traits;
    this.expanded = objectives.map((objective) => ({
      objective,
      made: expanded(objective, parameters, organization, universe),
    }));
    this.actions = new ActionSets(namesOf(this.expanded));
  }

  get objectives(): readonly Objective[] {
    return this.expanded.map(({ objective }) => objective);
  }

  /** Arranged by kind, anew once more keys count than before. */
  get asked(): readonly AskedObjective[] {
    const { version } = this.traits;
    if (this.arranged?.version === version) return this.arranged.asked;
    const asked = this.expanded.map(({ objective, made }) =>
      "missing" in made ? { objective, missing: made.missing } : { objective, ...this.arrange(made.atoms) },
    );
    this.arranged = { version, asked };
    return asked;
  }

  /** The same for an atom that is made anew each time it is asked. */
  kindOfId(atom: Atom): AtomKind {
    const key = `${this.traits.version} ${atom.id}`;
    const known = this.byId.get(key) ?? this.kindOf(atom);
    this.byId.set(key, known);
    return known;
  }

  /** The same object for atoms of one kind. */
  kindOf(atom: Atom): AtomKind {
    const traits = this.traits.of(atom.action);
    const { principals, conditions, resources, part } = atom;
    // Which keys are there for each resource counts even where nobody asks for the resource itself.
    const keys = resources.map((shape) => shape.keys?.join(",") ?? "*").join(";");
    const manner = `${traits.control} ${principals} ${keys} ${this.textOf(conditions)}`;
    const shape = numbered(this.shapes, `${manner} ${this.textOf(resources)}`);
    const key = `${shape} ${traits.number} ${part}`;
    const known = this.kinds.get(key);
    if (known !== undefined) return known;
    const isOfAccount = mayHoldAccount(atom);
    const made = { number: this.kinds.size, shape, manner, part, traits, isOfAccount };
    this.kinds.set(key, made);
    return made;
  }

  private arrange(made: readonly Atom[]) {
    const sorted = made
      .map((atom) => ({ atom, kind: this.kindOf(atom) }))
      .sort((one, other) => one.kind.number - other.kind.number);
    const runs: AtomRun[] = [];
    let from = 0;
    sorted.forEach(({ kind }, at) => {
      if (sorted[at + 1]?.kind === kind) return;
      runs.push({ kind, from, to: at + 1 });
      from = at + 1;
    });
    const atoms = sorted.map(({ atom }) => atom);
    return { atoms, actions: Int32Array.from(atoms, ({ action }) => this.actions.numberOf(action) ?? -1), runs };
  }

  private textOf(part: Atom["resources"] | Atom["conditions"]): string {
    const known = this.texts.get(part);
    if (known !== undefined) return known;
    const made = JSON.stringify(part);
    this.texts.set(part, made);
    return made;
  }
}

/** Digits that are twelve or more, or stand beside what may be digits too. Others, as in `ec2`, are part of a name. */
const accountDigits = /\{account\}|\d{12}|[*?}]\d|\d[*?${]/;

function mayHoldAccount({ resources, conditions }: Atom): boolean {
  return [
    ...resources.flatMap(({ patterns, except }) => [...patterns, ...except]),
    ...conditions.flatMap(({ values }) => values),
  ].some((text) => accountDigits.test(text));
}

type Expanded = ReturnType<typeof expandObjective>;

/** Objectives with their values that are kept expanded: some ask twenty thousand questions. */
const mostExpanded = 500;
const kept = new WeakMap<ActionUniverse, Map<string, Expanded>>();

function expanded(
  objective: Objective,
  parameters: ObjectiveParameters,
  organization: AtomScope["organization"],
  universe: ActionUniverse,
): Expanded {
  const known = kept.get(universe) ?? new Map<string, Expanded>();
  kept.set(universe, known);
  const values = objective.parameters.map((name) => (Object.hasOwn(parameters, name) ? parameters[name] : null));
  const key = JSON.stringify([objective.id, organization, values]);
  const found = known.get(key) ?? expandObjective(objective, parameters, organization, universe);
  if (known.size >= mostExpanded) known.clear();
  known.set(key, found);
  return found;
}

function namesOf(expanded: readonly { readonly made: Expanded }[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { made } of expanded) if ("atoms" in made) for (const { action } of made.atoms) names.add(action);
  return names;
}

function numbered(numbers: Map<string, number>, key: string): number {
  const number = numbers.get(key) ?? numbers.size;
  numbers.set(key, number);
  return number;
}
