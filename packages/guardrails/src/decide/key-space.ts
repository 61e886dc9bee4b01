import type { ActionFacts, ActionUniverse } from "../universe/action-universe.ts";
import { type Clause, passesTest } from "../values/clause.ts";
import type { KeyDomain } from "../values/find-value.ts";
import { firstInstant } from "../values/instant.ts";
import { exactPattern, globPattern, written } from "../values/pattern.ts";
import { varies } from "../values/policy-text.ts";
import type { DecisionPlace } from "./decision-input.ts";
import { KeyState, type StateCache } from "./key-state.ts";
import { type KeyClass, type KeyFacts, keyFacts, keyFamily, listedByAction } from "./keys.ts";
import { among, type CaseFact, caseFacts, type PrincipalCase } from "./principal-cases.ts";

/** Name of the pseudo-key that holds one of the request's resources. */
export const resourceKey = "$resource";

/** What the requests of a question have in common. */
export type SpaceQuestion = {
  readonly place: DecisionPlace;
  readonly universe: ActionUniverse;
  /** In lower case. */
  readonly action: string;
  readonly principalCase: PrincipalCase;
  /** Whether the resources may be somebody else's: then nothing is known of who owns them. */
  readonly isForeignResource: boolean;
  readonly resourceCount: number;
};

type KeyStart = KeyDomain & { readonly clauses: readonly Clause[] };

/** Steps of automata that one decision may take: well below a second. */
const mostStepsOfDecision = 1_000_000;

/** States of keys that decisions share, by what a key may hold before anything is asked. */
export class StateCatalogue implements StateCache {
  states = 0;
  steps = mostStepsOfDecision;
  private readonly roots = new Map<string, KeyState>();
  private readonly facts = new Map<string, ReadonlyMap<string, CaseFact>>();

  factsOf(principalCase: PrincipalCase, place: DecisionPlace): ReadonlyMap<string, CaseFact> {
    const key = [principalCase, place.account.partition, place.account.id, place.organization.id, place.path].join(" ");
    return kept(this.facts, key, () => caseFacts(principalCase, place));
  }

  rootOf(name: string, start: () => KeyStart): KeyState {
    return kept(this.roots, name, () => {
      const { presence, hasSeveralValues, clauses } = start();
      const empty = new KeyState({ presence, hasSeveralValues }, [], this);
      return clauses.reduce((state, clause) => state.add(clause), empty);
    });
  }

  /** Before a decision: its steps are counted anew, and everything is forgotten once it has grown too large. */
  trim(most: number): void {
    this.steps = mostStepsOfDecision;
    if (this.states <= most) return;
    this.roots.clear();
    this.facts.clear();
    this.states = 0;
  }
}

function kept<T>(map: Map<string, T>, key: string, make: () => T): T {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}

/** What each key may hold in the requests of one question. Several resources have state of their own each. */
export class KeySpace {
  private readonly question: SpaceQuestion;
  private readonly catalogue: StateCatalogue;
  private readonly facts: ReadonlyMap<string, CaseFact>;
  private readonly action: ActionFacts | undefined;
  private readonly roots = new Map<string, KeyState>();

  constructor(question: SpaceQuestion, catalogue: StateCatalogue) {
    this.question = question;
    this.catalogue = catalogue;
    this.facts = catalogue.factsOf(question.principalCase, question.place);
    this.action = question.universe.action(question.action);
  }

  /** The problem's name of a key as one resource sees it. */
  instanceOf(key: string, resource: number): string {
    if (key === resourceKey) return `${resourceKey}\n${resource}`;
    return this.question.resourceCount > 1 && this.classOf(key) === "state" ? `${key}\n${resource}` : key;
  }

  classOf(key: string): KeyClass {
    return keyFacts(key)?.class ?? "choice";
  }

  rootOf(instance: string): KeyState {
    const known = this.roots.get(instance);
    if (known !== undefined) return known;
    const key = keyOfInstance(instance);
    const presence = this.carries(key);
    const state = this.catalogue.rootOf(this.nameOf(instance, key, presence), () => this.startOf(key, presence));
    this.roots.set(instance, state);
    return state;
  }

  /** The one value that a key has in every request, null where it is never there, `varies` for all else. */
  valueOf(key: string): string | null | typeof varies {
    const state = this.rootOf(key);
    if (state.domain.presence === "never") return null;
    const only = state.clauses.find(({ present }) => typeof present !== "boolean");
    if (only === undefined || typeof only.present === "boolean" || state.domain.presence !== "always") return varies;
    const { test, isNegated, quantifier } = only.present;
    if (test.kind !== "text" || isNegated || quantifier !== "one" || test.patterns.length !== 1) return varies;
    const [pattern] = test.patterns;
    const isExact = pattern?.tokens.every(({ kind }) => kind === "character") === true;
    return isExact && pattern !== undefined ? pattern.source : varies;
  }

  /** Whether a variable stands for something that differs from account to account. */
  isOfAccount(key: string): boolean {
    const value = this.valueOf(key);
    return typeof value === "string" && value.includes(this.question.place.account.id);
  }

  /**
   * Whether the clause asks for something that only some have: being a given principal, coming a given way, a given
   * state of the resource. What is met by a key's absence, or by not being one of a list, anybody meets; except that
   * long-term credentials, which know no MFA, are a way of their own.
   */
  isExemption(key: string, clause: Clause): boolean {
    const facts = keyFacts(key);
    if (facts === undefined || facts.class === "choice") return false;
    const isMfa = facts.name.startsWith("aws:MultiFactorAuth");
    const { presence } = this.rootOf(this.instanceOf(key, 0)).domain;
    if (clause.absent && presence !== "always" && !isMfa) return false;
    return isMfa && clause.present === false ? true : demandsMembership(facts, clause);
  }

  /** Equal names, equal roots: who calls and where counts only for keys that hang on it. */
  private nameOf(instance: string, key: string, presence: KeyDomain["presence"]): string {
    const { place, principalCase, isForeignResource } = this.question;
    const { account, organization, path } = place;
    if (this.facts.has(key) || this.facts.has(keyFamily(key))) {
      return [instance, principalCase, account.partition, account.id, organization.id, path].join(" ");
    }
    return ownerKeys.has(key)
      ? [instance, presence, isForeignResource, account.id, organization.id, path].join(" ")
      : `${instance} ${presence}`;
  }

  private startOf(key: string, presence: KeyDomain["presence"]): KeyStart {
    const facts = keyFacts(key);
    const family = keyFamily(key);
    const fact = this.facts.get(key) ?? this.facts.get(family);
    const type = facts ?? this.typeInUniverse(family);
    const clauses = [...(fact?.clauses ?? []), ...this.ownerClauses(key)];
    const isBoolean = type?.kind === "boolean";
    if (isBoolean && clauses.length === 0) clauses.push(among("one", [literal("true"), literal("false")], true));
    if (timeKeys.has(key)) clauses.push(fromNowOn);
    // What no table knows may have several: two questions of one such key are two questions.
    return { presence, hasSeveralValues: type?.hasSeveralValues ?? key !== resourceKey, clauses };
  }

  private typeInUniverse(family: string) {
    const { universe } = this.question;
    return universe.globalKeys.get(family) ?? universe.keysOf(prefixOf(family)).get(family);
  }

  /** Resources are the account's own unless the question says otherwise. */
  private ownerClauses(key: string): Clause[] {
    const { place, isForeignResource } = this.question;
    if (isForeignResource) return [];
    if (key === "aws:resourceaccount" || key === "s3:resourceaccount") {
      return [among("one", [literal(place.account.id)], true)];
    }
    if (key === "aws:resourceorgid") return [among("one", [literal(place.organization.id)], true)];
    if (key !== "aws:resourceorgpaths") return [];
    const path = place.path === null ? globPattern(written(`${place.organization.id}/*`)) : literal(place.path);
    return [among("all", [path], true)];
  }

  /** Presence of a key in requests of this action. What no table knows may be there. */
  private carries(key: string): KeyDomain["presence"] {
    if (key === resourceKey) return "always";
    const family = keyFamily(key);
    const fact = this.facts.get(key) ?? this.facts.get(family);
    if (fact !== undefined) return fact.presence;
    const facts = keyFacts(key);
    const { universe } = this.question;
    const isGlobal = key.startsWith("aws:") || universe.globalKeys.has(family);
    if (isGlobal && !listedByAction.has(family)) return this.presenceOfGlobal(key, facts);
    if (this.action === undefined) return "optional";
    const isKnown = listedByAction.has(family) || universe.keysOf(prefixOf(family)).has(family);
    return isKnown && !lists(this.action, key, family) ? "never" : "optional";
  }

  private presenceOfGlobal(key: string, facts: KeyFacts | undefined): KeyDomain["presence"] {
    if (this.question.principalCase === "anonymous" && facts?.class === "named") return "optional";
    // Some actions of EC2 and EBS do not carry who owns the resource; those that RCPs cover do.
    const isOwner = key === "aws:resourceaccount" || key === "aws:resourceorgid";
    const isCovered = this.question.universe.resourceControlled.services.has(prefixOf(this.question.action));
    if (isOwner && isCovered && !this.question.isForeignResource) return "always";
    return facts?.presence ?? "optional";
  }
}

/** When a request is made. What is past nobody can choose any more. */
const timeKeys: ReadonlySet<string> = new Set(["aws:currenttime", "aws:epochtime"]);
const fromNowOn: Clause = {
  key: "",
  absent: false,
  present: {
    quantifier: "one",
    test: { kind: "date", comparison: "at-least", bounds: [Date.parse(firstInstant)] },
    isNegated: false,
  },
};

const ownerKeys: ReadonlySet<string> = new Set([
  "aws:resourceaccount",
  "s3:resourceaccount",
  "aws:resourceorgid",
  "aws:resourceorgpaths",
]);

function lists({ keys, resourceTypes }: ActionFacts, key: string, family: string): boolean {
  const has = (list: readonly string[]) => list.includes(key) || list.includes(family);
  return has(keys) || resourceTypes.some((type) => has(type.keys));
}

function prefixOf(text: string): string {
  const colon = text.indexOf(":");
  return colon === -1 ? text : text.slice(0, colon);
}

function literal(text: string) {
  return exactPattern([{ text, isLiteral: true }]);
}

export function keyOfInstance(instance: string): string {
  const end = instance.lastIndexOf("\n");
  return end === -1 ? instance : instance.slice(0, end);
}

function demandsMembership({ kind }: KeyFacts, { present }: Clause): boolean {
  if (typeof present === "boolean") return present;
  const { test, isNegated } = present;
  // Of the two values of a flag, `false` is the ordinary one.
  if (kind === "boolean") return passesTest(test, "false") === isNegated;
  if (test.kind === "number" || test.kind === "date") return !(isNegated && test.comparison === "equal");
  return !isNegated;
}
