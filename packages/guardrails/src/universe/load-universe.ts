import { matchesPattern } from "../match-pattern.ts";
import type { ActionFacts, ActionResourceType, ActionUniverse, ConditionKeyType } from "./action-universe.ts";
import table from "./generated/action-table.json" with { type: "json" };

let loaded: ActionUniverse | null = null;

/**
 * AWS's actions as the Service Authorization Reference told them on the table's date. One for the process; a service is
 * read when it is first asked for. https://docs.aws.amazon.com/service-authorization/latest/reference/
 */
export function loadUniverse(): ActionUniverse {
  loaded ??= universeOf(table);
  return loaded;
}

/** The table as scripts/lib/action-table.mjs writes it. */
type ActionTable = {
  readonly date: string;
  readonly globalKeys: readonly string[];
  readonly resourceControlled: readonly string[];
  readonly services: Readonly<Record<string, string>>;
};

type Service = {
  readonly keys: ReadonlyMap<string, ConditionKeyType>;
  readonly actions: readonly ActionFacts[];
  /** By name in lower case, without the prefix. */
  readonly byName: ReadonlyMap<string, ActionFacts>;
};

const nothing: Service = { keys: new Map(), actions: [], byName: new Map() };

function universeOf({ date, globalKeys, resourceControlled, services }: ActionTable): ActionUniverse {
  const texts = new Map(Object.entries(services));
  const names = [...texts.keys()];
  const known = new Map<string, Service>();
  const service = (written: string): Service => {
    const name = written.toLowerCase();
    const read = known.get(name);
    if (read !== undefined) return read;
    const text = texts.get(name);
    if (text === undefined) return nothing;
    const made = readService(name, text);
    known.set(name, made);
    return made;
  };
  return {
    date,
    services: names,
    action: (name) => {
      const [prefix, rest] = splitAction(name);
      return service(prefix).byName.get(rest);
    },
    actionsOf: (name) => service(name).actions,
    matching: (pattern) => {
      if (/^\*+$/.test(pattern)) return names.flatMap((name) => service(name).actions);
      const [prefix, rest] = splitAction(pattern);
      const fitting = /[*?]/.test(prefix) ? names.filter((name) => matchesPattern(prefix, name)) : [prefix];
      return fitting.flatMap((name) => matchingIn(service(name), rest));
    },
    keysOf: (name) => service(name).keys,
    globalKeys: keyMap(globalKeys.map(readKey)),
    resourceControlled: { date, services: new Set(resourceControlled) },
  };
}

/** Prefix and rest in lower case; a text without a colon is all prefix. */
function splitAction(text: string): readonly [string, string] {
  const lower = text.toLowerCase();
  const at = lower.indexOf(":");
  return at === -1 ? [lower, ""] : [lower.slice(0, at), lower.slice(at + 1)];
}

function matchingIn({ actions, byName }: Service, pattern: string): readonly ActionFacts[] {
  if (!/[*?]/.test(pattern)) {
    const action = byName.get(pattern);
    return action === undefined ? [] : [action];
  }
  if (/^\*+$/.test(pattern)) return actions;
  return [...byName].flatMap(([name, action]) => (matchesPattern(pattern, name) ? [action] : []));
}

function readService(service: string, text: string): Service {
  const [keyLine = "", setLine = "", typeLine = "", ...actionLines] = text.split("\n");
  const keys = keyLine.split(" ").filter(Boolean).map(readKey);
  const names = keys.map(({ name }) => name.toLowerCase());
  const sets = setLine.split(" ").map((set) => itemsOf(names, set.split(",").filter(Boolean)));
  const types = typeLine
    .split("|")
    .filter(Boolean)
    .map((line) => line.split(" "));
  const shared = new Map<string, ActionResourceType>();
  const typeOf = (use: string): ActionResourceType => {
    const read = shared.get(use);
    if (read !== undefined) return read;
    const [, at = "", mark, set = ""] = /^(\w+)([!?])(\w+)$/.exec(use) ?? [];
    const [name = "", arn = ""] = types[Number.parseInt(at, 36)] ?? [];
    const made = {
      name,
      isRequired: mark === "!",
      arns: [arn.startsWith("arn:") ? arn : `arn:*:${arn}`],
      keys: sets[Number.parseInt(set, 36)] ?? [],
    };
    shared.set(use, made);
    return made;
  };
  const actions = actionLines.map((line): ActionFacts => {
    const [name = "", set = "", ...uses] = line.split(" ");
    return {
      name: `${service}:${name}`,
      resourceTypes: uses.map(typeOf),
      keys: sets[Number.parseInt(set, 36)] ?? [],
    };
  });
  const byName = new Map(actions.map((action) => [action.name.slice(service.length + 1).toLowerCase(), action]));
  return { keys: keyMap(keys), actions, byName };
}

function itemsOf(names: readonly string[], indices: readonly string[]): readonly string[] {
  return indices.flatMap((index) => names[Number.parseInt(index, 36)] ?? []);
}

const kinds: Readonly<Record<string, ConditionKeyType["kind"]>> = {
  t: "text",
  a: "arn",
  b: "boolean",
  n: "number",
  d: "date",
  i: "address",
  x: "binary",
};

/** A letter for the kind, upper case for several values, and the name. */
function readKey(text: string): ConditionKeyType {
  const letter = text.slice(0, 1);
  return {
    name: text.slice(1),
    kind: kinds[letter.toLowerCase()] ?? "text",
    hasSeveralValues: letter !== letter.toLowerCase(),
  };
}

function keyMap(keys: readonly ConditionKeyType[]): ReadonlyMap<string, ConditionKeyType> {
  return new Map(keys.map((key) => [key.name.toLowerCase(), key]));
}
