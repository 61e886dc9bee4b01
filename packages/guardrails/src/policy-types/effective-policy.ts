import type { ChildLimit, ManagementPolicy, ManagementSetting, ValueOperator } from "./management-policy.ts";

/** What an account gets for one setting, and from which policies. */
export type EffectiveSetting = {
  readonly path: readonly string[];
  readonly values: readonly string[];
  readonly isList: boolean;
  /** In the order of the levels. */
  readonly policyIds: readonly string[];
  /** False where policies of one level disagree, whose order nobody can read, and where a policy was not read. */
  readonly isCertain: boolean;
};

/** Why nobody can be sure of what a level says. */
export type EffectiveDoubt = {
  readonly code: "policy-unread" | "policy-unreadable" | "attachments-unread" | "place-unknown";
  /** The policy's id, or the node's. */
  readonly detail: string;
};

export type EffectivePolicy = {
  /** By path, joined with line feeds. */
  readonly settings: ReadonlyMap<string, EffectiveSetting>;
  readonly limits: ReadonlyMap<string, ReadonlySet<ValueOperator>>;
  readonly doubts: readonly EffectiveDoubt[];
};

/** A policy that is attached to a node: what it says, or why nobody knows. */
export type AttachedPolicy =
  | { readonly id: string; readonly policy: ManagementPolicy }
  | { readonly id: string; readonly doubt: EffectiveDoubt };

export const emptyPolicy: EffectivePolicy = { settings: new Map(), limits: new Map(), doubts: [] };

export function settingKey(path: readonly string[]): string {
  return path.join("\n");
}

/** Levels from the root to the account. O(settings of all policies). */
export function effectivePolicy(levels: readonly (readonly AttachedPolicy[])[]): EffectivePolicy {
  return levels.reduce(inherit, emptyPolicy);
}

/**
 * What stands below a level: assigned values replace, appended ones join, removed ones leave the inherited, as far as the
 * levels above allow it. Limits of one level intersect and bind the levels below.
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_inheritance_mgmt.html
 */
export function inherit(inherited: EffectivePolicy, level: readonly AttachedPolicy[]): EffectivePolicy {
  if (level.length === 0) return inherited;
  const doubts = [...inherited.doubts, ...level.flatMap((one) => ("doubt" in one ? [one.doubt] : []))];
  const settings = new Map(inherited.settings);
  const isDoubtful = doubts.length > 0;
  if (doubts.length > inherited.doubts.length)
    for (const [key, setting] of settings)
      if (inherited.limits.get(key)?.size !== 0) settings.set(key, { ...setting, isCertain: false });
  const known = knownPlaces(inherited);
  const said = new Map<string, Said[]>();
  for (const one of level)
    for (const setting of "policy" in one ? one.policy.settings : []) {
      const key = settingKey(setting.path);
      const permitted = permittedOf(setting, inherited, known);
      if (Object.keys(permitted.operators).length === 0) continue;
      said.set(key, [...(said.get(key) ?? []), { policyId: one.id, setting: permitted }]);
    }
  for (const [key, all] of said) {
    const merged = mergeSetting(inherited.settings.get(key), all, isDoubtful);
    if (merged === null) settings.delete(key);
    else settings.set(key, merged);
  }
  const limits = level.flatMap((one) => ("policy" in one ? one.policy.limits : []));
  return { settings, limits: intersect(inherited.limits, limits), doubts };
}

type Said = { readonly policyId: string; readonly setting: ManagementSetting };

/** Every place of the document that policies above have opened. */
function knownPlaces({ settings, limits }: EffectivePolicy): ReadonlySet<string> {
  const places = new Set<string>();
  for (const path of [...[...settings.values()].map((setting) => setting.path), ...[...limits.keys()].map(pathOf)])
    for (let length = 0; length <= path.length; length += 1) places.add(settingKey(path.slice(0, length)));
  return places;
}

function pathOf(key: string): readonly string[] {
  return key === "" ? [] : key.split("\n");
}

/** What the levels above let it do: a limit at the setting binds its value, one further up binds new sections below it. */
function permittedOf(
  setting: ManagementSetting,
  { limits }: EffectivePolicy,
  known: ReadonlySet<string>,
): ManagementSetting {
  const { path } = setting;
  const binding = path
    .map((_, at) => ({ place: settingKey(path.slice(0, at)), next: settingKey(path.slice(0, at + 1)) }))
    .filter(({ next }) => !known.has(next))
    .flatMap(({ place }) => limits.get(place) ?? []);
  const own = limits.get(settingKey(path));
  const all = own === undefined ? binding : [...binding, own];
  const operators = Object.fromEntries(
    Object.entries(setting.operators).filter(([name]) => all.every((allowed) => includes(allowed, name))),
  );
  return { ...setting, operators };
}

function includes(allowed: ReadonlySet<string>, name: string): boolean {
  return allowed.has(name);
}

function mergeSetting(
  inherited: EffectiveSetting | undefined,
  said: readonly Said[],
  isDoubtful: boolean,
): EffectiveSetting | null {
  const [first] = said;
  if (first === undefined) return null;
  const of = (operator: ValueOperator) =>
    said.flatMap(({ policyId, setting }) => {
      const values = setting.operators[operator];
      return values === undefined ? [] : [{ policyId, values }];
    });
  const [assigned, ...otherAssigned] = of("@@assign");
  const appended = of("@@append");
  const removed = of("@@remove");
  const base = assigned?.values ?? inherited?.values ?? [];
  const joined = [...new Set([...base, ...appended.flatMap(({ values }) => values)])];
  const gone = new Set(removed.flatMap(({ values }) => values));
  const values = joined.filter((value) => !gone.has(value));
  // Nothing was there, or nothing is left of it.
  if (values.length === 0 && assigned === undefined) return null;
  // Policies of one node act in the order in which they were attached, which no answer of AWS's tells.
  const isOrdered =
    otherAssigned.every((other) => sameValues(other.values, assigned?.values ?? [])) &&
    (assigned === undefined ||
      appended.every((one) => one.policyId === assigned.policyId || isWithin(one.values, base))) &&
    removed.every((one) =>
      [...(assigned === undefined ? [] : [assigned]), ...appended].every(
        (other) => other.policyId === one.policyId || !other.values.some((value) => one.values.includes(value)),
      ),
    );
  const kept = assigned === undefined ? (inherited?.policyIds ?? []) : [];
  const isInheritedCertain = assigned !== undefined || (inherited?.isCertain ?? true);
  return {
    path: first.setting.path,
    values,
    isList: inherited?.isList === true || said.some(({ setting }) => setting.isList),
    policyIds: [...new Set([...kept, ...said.map(({ policyId }) => policyId)])],
    isCertain: !isDoubtful && isOrdered && isInheritedCertain,
  };
}

function sameValues(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && isWithin(left, right);
}

function isWithin(values: readonly string[], all: readonly string[]): boolean {
  return values.every((value) => all.includes(value));
}

function intersect(
  inherited: ReadonlyMap<string, ReadonlySet<ValueOperator>>,
  added: readonly ChildLimit[],
): ReadonlyMap<string, ReadonlySet<ValueOperator>> {
  if (added.length === 0) return inherited;
  const limits = new Map(inherited);
  for (const { path, allowed } of added) {
    const key = settingKey(path);
    const known = limits.get(key);
    limits.set(key, known === undefined ? allowed : new Set([...known].filter((operator) => allowed.has(operator))));
  }
  return limits;
}

/** The document as AWS shows an effective policy: values in their places, no operators. */
export function effectiveDocument({ settings }: EffectivePolicy): Readonly<Record<string, unknown>> {
  const root: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
  for (const { path, values, isList } of settings.values()) {
    let node = root;
    for (const key of path.slice(0, -1)) {
      const next = node[key];
      if (isNode(next)) node = next;
      else {
        const made = Object.create(null) as Record<string, unknown>;
        node[key] = made;
        node = made;
      }
    }
    const last = path[path.length - 1];
    if (last !== undefined) node[last] = isList ? values : values[0];
  }
  return root;
}

function isNode(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
